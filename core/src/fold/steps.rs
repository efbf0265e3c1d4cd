//! A recorded run, event by event: each is told in a sentence that says who, what and why. Made on request, since a trace may have a
//! million of them: a sentence looks back from its event only as far as it must.

use std::collections::BTreeSet;

use serde::Serialize;

use super::text;
use crate::trace::{Cause, Event, EventKind, LaneId, ResourceId, TaskId, Trace};

/// One event, told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Step {
    /// Where it happened.
    pub lane: LaneId,
    /// What happened, without a full stop: `thread 2 asks for the GIL; thread 1 holds it`.
    pub words: String,
}

/// When each event happened, in nanoseconds since the run began, never earlier than the one before: the order of events is that of
/// their numbers, and clocks of processes may disagree with it a little.
pub fn moments(trace: &Trace) -> Vec<u64> {
    let mut latest = 0;
    let later = |event: &Event| {
        latest = event.at_ns.max(latest);
        latest
    };
    trace.events.iter().map(later).collect()
}

/// What happened at this place in the order of events; none, if there are not so many.
pub fn step(trace: &Trace, place: usize) -> Option<Step> {
    let event = *trace.events.get(place)?;
    let told = Told { trace, before: &trace.events[..place], event };
    Some(Step { lane: event.lane, words: told.words() })
}

/// So many names of lanes are listed, and so many letters of a printed line are quoted.
const MOST_NAMES: usize = 3;
const MOST_LETTERS: usize = 80;

/// Of what somebody may hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    By(Who),
    /// Given up by them, and taken by nobody since.
    GivenUpBy(Who, u64),
    /// Nothing was recorded: a lock that nobody waits for changes hands unseen.
    Unknown,
}

/// A lane, with the task that it was about.
type Who = (LaneId, Option<TaskId>);

struct Told<'a> {
    trace: &'a Trace,
    before: &'a [Event],
    event: Event,
}

impl Told<'_> {
    fn words(&self) -> String {
        let (who, lane) = (self.name(self.who()), self.lane(self.event.lane));
        match self.event.kind {
            EventKind::SpawnRequested { target } => format!("{who} asks for {} to be started", self.lane(target)),
            EventKind::LaneStarted => {
                let asked = self.last(|kind, _| kind == EventKind::SpawnRequested { target: self.event.lane });
                let asked = asked.map(|by| format!(", {} after {} asked for it", self.since(by), self.name(whose(by))));
                format!("{lane} executes its first instruction{}", asked.unwrap_or_default())
            }
            EventKind::LaneEnded => format!("{lane} ends"),
            EventKind::TaskStarted => format!("{lane} starts {}", self.task()),
            EventKind::TaskEnded => format!("{lane} has finished {}{}", self.task(), self.since_start()),
            EventKind::TaskFailed => format!("{} fails on {lane}{}", self.task(), self.since_start()),
            EventKind::Suspended { cause } => format!("{who} {}", self.suspended(cause)),
            EventKind::Resumed => format!("{who} {}", self.resumed()),
            EventKind::Acquired { resource } => format!("{who} takes {}", self.acquired(resource)),
            EventKind::Released { resource } => {
                let waiting = self.waiting(resource);
                let waits = if waiting.len() == 1 { "waits" } else { "wait" };
                let waiting = some_of(&waiting).map(|all| format!("; {all} {waits} for it"));
                format!("{who} gives up {}{}", self.resource(resource), waiting.unwrap_or_default())
            }
            EventKind::DropRequested { resource } => {
                let holder = match self.held(resource) {
                    Held::By(holder) => self.name(holder),
                    Held::GivenUpBy(..) | Held::Unknown => "whoever holds it".to_owned(),
                };
                let what = self.resource(resource);
                let waited = self.suspension().map(|(_, since)| format!(", having waited {since} for it"));
                format!("{who} asks {holder} to give up {what}{}", waited.unwrap_or_default())
            }
            EventKind::Put { resource } => format!("{who} puts an item into {}", self.resource(resource)),
            EventKind::Taken { resource } => format!("{who} takes an item out of {}", self.resource(resource)),
            EventKind::Stuck { resource, circle } => {
                let why = if circle { "tasks waited for one another in a circle" } else { "everybody waited" };
                format!("{who} is told that its wait for {} could never have ended: {why}", self.resource(resource))
            }
            EventKind::Sent { target, bytes } => {
                format!("{who} sends {} bytes to {}", text::count(bytes), self.lane(target))
            }
            EventKind::Received { source, bytes } => {
                format!("{who} receives {} bytes from {}", text::count(bytes), self.lane(source))
            }
            EventKind::Printed { line } => format!("{who} prints {}", self.line(line)),
        }
    }

    fn suspended(&self, cause: Cause) -> String {
        match cause {
            Cause::Preempted => "could go on, and has to wait for its turn: its quantum is over".to_owned(),
            Cause::Sleep => "sleeps".to_owned(),
            Cause::Join if self.event.task.is_some() => "waits for another task to end".to_owned(),
            Cause::Join => {
                let others = some_of(&self.not_ended()).unwrap_or_else(|| "other lanes".to_owned());
                format!("waits for {others} to end")
            }
            Cause::Blocked { resource } => {
                let what = self.resource(resource);
                match self.held(resource) {
                    Held::By(holder) if holder != self.who() => {
                        format!("asks for {what}; {} holds it", self.name(holder))
                    }
                    Held::GivenUpBy((lane, _), _) if lane == self.event.lane => {
                        format!("gave up {what}, and waits until another lane has had it")
                    }
                    Held::GivenUpBy(..) => format!("asks for {what}, which nobody has taken yet"),
                    Held::By(_) => format!("is to give up {what}, and to wait until another lane has had it"),
                    Held::Unknown => format!("waits for {what}, which others hold up"),
                }
            }
            Cause::Message => "is busy with a message".to_owned(),
            Cause::Request => "asks the world outside, and waits for the answer".to_owned(),
        }
    }

    fn resumed(&self) -> String {
        let Some((cause, since)) = self.suspension() else { return "goes on".to_owned() };
        match cause {
            Cause::Preempted => format!("has its turn again, after {since}"),
            Cause::Sleep => format!("wakes, after {since}"),
            Cause::Join => format!("goes on, having waited {since} for others"),
            Cause::Blocked { resource } => format!("goes on, having waited {since} for {}", self.resource(resource)),
            Cause::Message => format!("goes on: the message took {since}"),
            Cause::Request => format!("goes on: the answer came after {since}"),
        }
    }

    fn acquired(&self, resource: ResourceId) -> String {
        let what = self.resource(resource);
        match self.held(resource) {
            Held::GivenUpBy((lane, _), _) if lane == self.event.lane => format!("{what} again"),
            Held::GivenUpBy(giver, at_ns) => {
                format!("{what}, which {} gave up {} before", self.name(giver), length(self.event.at_ns, at_ns))
            }
            Held::By(_) | Held::Unknown => what,
        }
    }

    /// Who has it just before this event.
    fn held(&self, resource: ResourceId) -> Held {
        let last =
            self.last(|kind, _| kind == EventKind::Acquired { resource } || kind == EventKind::Released { resource });
        match last {
            None => Held::Unknown,
            Some(event) if event.kind == EventKind::Acquired { resource } => Held::By(whose(event)),
            Some(event) => Held::GivenUpBy(whose(event), event.at_ns),
        }
    }

    /// Who has asked for it and does not have it yet, in the order of their lanes and tasks.
    fn waiting(&self, resource: ResourceId) -> Vec<String> {
        let (mut known, mut waiting) = (BTreeSet::new(), BTreeSet::new());
        for event in self.before.iter().rev() {
            let (asks, ends) = match event.kind {
                EventKind::Suspended { cause } => (cause == Cause::Blocked { resource }, true),
                EventKind::Resumed | EventKind::TaskEnded | EventKind::TaskFailed => (false, true),
                EventKind::Acquired { resource: taken } => (false, taken == resource),
                _ => continue,
            };
            if ends && known.insert(whose(event)) && asks && whose(event) != self.who() {
                waiting.insert(whose(event));
            }
        }
        waiting.into_iter().map(|who| self.name(who)).collect()
    }

    /// The lanes that were asked for and have not ended.
    fn not_ended(&self) -> Vec<String> {
        let mut lanes = BTreeSet::new();
        for event in self.before {
            match event.kind {
                EventKind::SpawnRequested { target } => drop(lanes.insert(target)),
                EventKind::LaneEnded => drop(lanes.remove(&event.lane)),
                _ => {}
            }
        }
        lanes.into_iter().map(|lane| self.lane(lane)).collect()
    }

    /// Why this task, or this lane, waits, and for how long by now.
    fn suspension(&self) -> Option<(Cause, String)> {
        let last = self
            .last(|kind, who| who == self.who() && matches!(kind, EventKind::Suspended { .. } | EventKind::Resumed))?;
        match last.kind {
            EventKind::Suspended { cause } => Some((cause, self.since(last))),
            _ => None,
        }
    }

    fn since_start(&self) -> String {
        let start = self.last(|kind, who| kind == EventKind::TaskStarted && who == self.who());
        start.map(|start| format!(", {} after its start", self.since(start))).unwrap_or_default()
    }

    fn last(&self, is_it: impl Fn(EventKind, Who) -> bool) -> Option<&Event> {
        self.before.iter().rfind(|event| is_it(event.kind, whose(event)))
    }

    fn since(&self, event: &Event) -> String {
        length(self.event.at_ns, event.at_ns)
    }

    fn who(&self) -> Who {
        whose(&self.event)
    }

    fn name(&self, (lane, task): Who) -> String {
        let task = task.and_then(|task| self.trace.tasks.get(task as usize)).filter(|name| !name.is_empty());
        let lane = self.lane(lane);
        task.map_or_else(|| lane.clone(), |task| format!("{lane} ({task})"))
    }

    fn lane(&self, lane: LaneId) -> String {
        self.trace.lanes.get(usize::from(lane)).map_or_else(|| format!("lane {lane}"), |info| info.name.clone())
    }

    fn task(&self) -> String {
        let name = self.event.task.and_then(|task| self.trace.tasks.get(task as usize));
        name.cloned().unwrap_or_else(|| "a task".to_owned())
    }

    /// An abbreviation takes an article; what a program has named does not.
    fn resource(&self, resource: ResourceId) -> String {
        match self.trace.resources.get(usize::from(resource)) {
            None => "a lock".to_owned(),
            Some(name) if name.chars().all(|letter| letter.is_ascii_uppercase()) => format!("the {name}"),
            Some(name) => name.clone(),
        }
    }

    fn line(&self, line: u32) -> String {
        let text = self.trace.lines.get(line as usize).map(|line| line.trim()).unwrap_or_default();
        let end = text.char_indices().nth(MOST_LETTERS).map(|(end, _)| end);
        end.map_or_else(|| format!("“{text}”"), |end| format!("“{}…”", &text[..end]))
    }
}

fn whose(event: &Event) -> Who {
    (event.lane, event.task)
}

/// Between two moments that may be of different clocks.
fn length(later_ns: u64, earlier_ns: u64) -> String {
    text::milliseconds(later_ns.saturating_sub(earlier_ns) as f64 / 1e6)
}

/// A list that does not become long.
fn some_of(names: &[String]) -> Option<String> {
    let more = names.len().saturating_sub(MOST_NAMES);
    // One more name is as short as the words for it.
    if more <= 1 {
        return text::list(names);
    }
    text::list(&[&names[..MOST_NAMES], &[format!("{more} more")]].concat())
}

#[cfg(test)]
mod tests;
