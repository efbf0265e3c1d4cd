//! Why a wait lasted as long as it did, in a sentence each: for how long, for what, when it was asked for, and who ended it and when.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::causes::{How, Link};
use super::each::each;
use super::path::named;
use super::spans::{Awaited, LaneSpans, Span, State};
use super::text;
use super::tracks::Track;
use crate::trace::{EventKind, LaneId, ResourceId, TaskId, Trace};

/// A span in which somebody waited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Wait {
    /// The lane.
    pub lane: LaneId,
    /// Whether it is a span of a task's own row, because tasks share the lane.
    pub of_task: bool,
    /// The task, if one is concerned.
    pub task: Option<TaskId>,
    /// First nanosecond, counted from the beginning of the run.
    pub from_ns: u64,
    /// The nanosecond after the last.
    pub to_ns: u64,
    /// Why, without a full stop: `waited 5.10 ms for the GIL; asked for it at 12.300 ms; thread 1 gave it up at 17.400 ms`.
    pub words: String,
}

/// The waits of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Waits {
    /// By lane and beginning; of very many, only the longest.
    pub told: Vec<Wait>,
    /// The longest ones, by their places among those told, longest first. To wait for the other lanes to end, and to start, does not count.
    pub longest: Vec<usize>,
}

/// More waits than these are not told: a page must hold their sentences.
const MOST_TOLD: usize = 10_000;
/// So many are listed as the longest.
const LONGEST: usize = 10;

/// All waits of lanes, and of tasks that share one; `own` is how many resources the model has of its own, which come first.
pub fn fold(trace: &Trace, lanes: &[LaneSpans], tracks: &[Track], links: &[Link], own: usize) -> Waits {
    let shared: BTreeSet<LaneId> = tracks.iter().map(|track| track.lane).collect();
    let of_lanes = lanes.iter().map(|lane| (lane.id, false, &lane.spans));
    let of_tasks = tracks.iter().map(|track| (track.lane, true, &track.spans));
    let mut found: Vec<Place> = Vec::new();
    for (lane, of_task, spans) in of_lanes.chain(of_tasks) {
        found.extend(spans.iter().filter(|span| is_wait(span)).map(|span| (lane, of_task, span)));
    }
    let lasts = |(_, _, span): &Place| std::cmp::Reverse(span.to_ns - span.from_ns);
    found.sort_by_key(lasts);
    found.truncate(MOST_TOLD);
    // The lane's own row says once more what one of its tasks does.
    let counts = |(lane, of_task, span): &Place| {
        span.state != State::Starting && span.awaited != Some(Awaited::Lanes) && shared.contains(lane) == *of_task
    };
    let longest: Vec<Place> = found.iter().copied().filter(counts).take(LONGEST).collect();
    found.sort_by_key(|(lane, of_task, span)| (*lane, *of_task, span.task, span.from_ns));
    let place = |one: &Place| found.iter().position(|other| std::ptr::eq(one.2, other.2));
    let longest = longest.iter().filter_map(place).collect();
    let facts = Facts::new(trace, lanes, links, own);
    let told = found.iter().map(|(lane, of_task, span)| Wait {
        lane: *lane,
        of_task: *of_task,
        task: span.task,
        from_ns: span.from_ns,
        to_ns: span.to_ns,
        words: facts.words(*lane, span),
    });
    Waits { told: told.collect(), longest }
}

type Place<'a> = (LaneId, bool, &'a Span);

fn is_wait(span: &Span) -> bool {
    matches!(span.state, State::Starting | State::Ready | State::Blocked)
        || (span.state == State::Waiting && span.awaited.is_some())
}

/// What sentences are made of, ordered so that no wait looks at everything.
struct Facts<'a> {
    trace: &'a Trace,
    lanes: &'a [LaneSpans],
    own: usize,
    /// The links to somebody, in the order of their effects.
    links: BTreeMap<(LaneId, Option<TaskId>), Vec<Link>>,
    /// The links to a lane's beginning.
    asked: BTreeMap<LaneId, Link>,
    /// When a lane asked the holder of a lock to drop it.
    requests: BTreeMap<(LaneId, ResourceId), Vec<u64>>,
}

impl<'a> Facts<'a> {
    fn new(trace: &'a Trace, lanes: &'a [LaneSpans], links: &[Link], own: usize) -> Self {
        let mut facts =
            Self { trace, lanes, own, links: BTreeMap::new(), asked: BTreeMap::new(), requests: BTreeMap::new() };
        each(links, &mut |_, link| {
            let effect = trace.events[link.to];
            if link.how == How::Spawn {
                facts.asked.insert(effect.lane, *link);
            } else {
                facts.links.entry((effect.lane, effect.task)).or_default().push(*link);
            }
        });
        each(&trace.events, &mut |_, event| {
            if let EventKind::DropRequested { resource } = event.kind {
                facts.requests.entry((event.lane, resource)).or_default().push(event.at_ns);
            }
        });
        facts
    }

    fn words(&self, lane: LaneId, span: &Span) -> String {
        let lasted = text::milliseconds((span.to_ns - span.from_ns) as f64 / 1e6);
        match (span.state, span.awaited) {
            (State::Starting, _) => {
                let asked =
                    self.asked.get(&lane).map(|link| format!("; {} asked for it at {}", self.who(link), self.at(link)));
                format!("took {lasted} to start{}", asked.unwrap_or_default())
            }
            (State::Ready, _) => format!("could run, and waited {lasted} for its turn"),
            (State::Blocked, _) => {
                let what = named(self.trace, span.resource, self.own);
                format!("waited {lasted} for {what}{}{}", self.request(lane, span), self.ending(lane, span))
            }
            (_, Some(Awaited::Time)) => format!("slept {lasted}"),
            (_, Some(Awaited::Answer)) => format!("waited {lasted} for an answer from outside"),
            _ => format!("waited {lasted} for other lanes{}", self.ending(lane, span)),
        }
    }

    /// When the holder was first asked, if it was.
    fn request(&self, lane: LaneId, span: &Span) -> String {
        let all = span.resource.and_then(|resource| self.requests.get(&(lane, resource)));
        let first = all.and_then(|all| all.get(all.partition_point(|at_ns| *at_ns < span.from_ns)));
        let within = first.filter(|at_ns| **at_ns <= span.to_ns);
        within.map(|at_ns| format!("; asked for it at {}", text::moment(*at_ns))).unwrap_or_default()
    }

    /// Who ended it, and when.
    fn ending(&self, lane: LaneId, span: &Span) -> String {
        let links = self.links.get(&(lane, span.task)).map_or(&[][..], Vec::as_slice);
        let before = links.partition_point(|link| self.trace.events[link.to].at_ns <= span.to_ns);
        let fits = |link: &&Link| match link.how {
            How::Lock { resource } | How::Item { resource } | How::Room { resource } => span.resource == Some(resource),
            How::Join | How::Message { .. } => span.awaited == Some(Awaited::Lanes),
            How::Spawn => false,
        };
        let within = links[..before].iter().rev().take_while(|link| self.trace.events[link.to].at_ns > span.from_ns);
        let Some(link) = within.take(MOST_TRIED).find(fits) else { return String::new() };
        let did = match link.how {
            How::Lock { .. } => "gave it up",
            How::Item { .. } => "put an item in",
            How::Room { .. } => "took an item out",
            How::Join => "ended last,",
            How::Message { .. } | How::Spawn => "answered",
        };
        format!("; {} {did} at {}", self.who(link), self.at(link))
    }

    /// Whoever was the cause: a lane, or a task of the same lane.
    fn who(&self, link: &Link) -> String {
        let cause = self.trace.events[link.from];
        let task = cause.task.filter(|_| !link.crosses(self.trace));
        let name = match task {
            Some(task) => self.trace.tasks.get(task as usize),
            None => self.lanes.get(usize::from(cause.lane)).map(|lane| &lane.name),
        };
        name.cloned().unwrap_or_default()
    }

    fn at(&self, link: &Link) -> String {
        text::moment(self.trace.events[link.from].at_ns)
    }
}

/// So many links of a wait are looked at for the one that ended it: others hardly ever come between.
const MOST_TRIED: usize = 16;

#[cfg(test)]
mod tests;
