//! Dead ends: the moments at which a wait was found that could never end, and who waited for what by then.

use std::collections::BTreeMap;

use serde::Serialize;

use super::each::each;
use super::text;
use crate::trace::{Cause, Event, EventKind, LaneId, ResourceId, TaskId, Trace};

/// A moment from which nobody, or nobody of a circle of tasks, could go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeadEnd {
    /// Where it was told.
    pub lane: LaneId,
    /// When, in nanoseconds since the run began.
    pub at_ns: u64,
    /// Whether tasks waited for one another in a circle.
    pub circle: bool,
    /// What had come about, as a sentence.
    pub words: String,
}

/// More waits than this are not listed.
const MOST_LISTED: usize = 6;

/// What a task that waits has asked for, and when.
#[derive(Clone, Copy)]
struct Wait {
    resource: ResourceId,
    since_ns: u64,
}

/// The dead ends of a run, in order. `own` is how many resources the model has of its own, which come first: whoever waits for one
/// of those could still go on.
pub fn fold(trace: &Trace, own: usize) -> Vec<DeadEnd> {
    let mut waits: BTreeMap<TaskId, Wait> = BTreeMap::new();
    // What each task had waited for when it went on.
    let mut ended: BTreeMap<TaskId, Wait> = BTreeMap::new();
    let mut found: Vec<DeadEnd> = Vec::new();
    each(&trace.events, &mut |_, event| {
        let Some(task) = event.task else { return };
        match event.kind {
            EventKind::Suspended { cause: Cause::Blocked { resource } } if usize::from(resource) >= own => {
                waits.insert(task, Wait { resource, since_ns: event.at_ns });
            }
            EventKind::Resumed => {
                if let Some(wait) = waits.remove(&task) {
                    ended.insert(task, wait);
                }
            }
            EventKind::Stuck { resource, circle } => {
                let since_ns = ended.remove(&task).map_or(event.at_ns, |wait| wait.since_ns);
                // When everybody waits, everybody is told: one dead end, and not one for each.
                let known = found.last().is_some_and(|last| !circle && !last.circle && since_ns < last.at_ns);
                if !known {
                    found.push(dead_end(trace, event, (task, resource), circle, &waits));
                }
            }
            _ => {}
        }
    });
    found
}

fn dead_end(
    trace: &Trace,
    event: &Event,
    (task, resource): (TaskId, ResourceId),
    circle: bool,
    waits: &BTreeMap<TaskId, Wait>,
) -> DeadEnd {
    let name = |names: &[String], place: usize| names.get(place).cloned().unwrap_or_default();
    let wait = |verb: &str, task: TaskId, resource: ResourceId| {
        let what = name(&trace.resources, usize::from(resource));
        format!("{}{verb} for {what}", name(&trace.tasks, task as usize))
    };
    let others = waits.iter().filter(|(other, _)| **other != task).map(|(other, ask)| wait("", *other, ask.resource));
    let mut all: Vec<String> = std::iter::once(wait(" waits", task, resource)).chain(others).collect();
    let more = all.len().saturating_sub(MOST_LISTED);
    if more > 0 {
        all.truncate(MOST_LISTED);
        all.push(format!("{more} more"));
    }
    let what = if circle { "Deadlock" } else { "Nobody could go on" };
    let words = format!("{what}: {}.", text::list(&all).unwrap_or_default());
    DeadEnd { lane: event.lane, at_ns: event.at_ns, circle, words }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocked(resource: ResourceId) -> EventKind {
        EventKind::Suspended { cause: Cause::Blocked { resource } }
    }

    /// Events at 10 ns, 20 ns, …; each task on a lane of its own.
    fn found(events: &[(TaskId, EventKind)], own: usize) -> Vec<(u64, String)> {
        let events = events.iter().zip(1_u16..).map(|(&(task, kind), place)| Event {
            seq: place.into(),
            at_ns: u64::from(place) * 10,
            lane: LaneId::try_from(task).unwrap(),
            task: Some(task),
            at_line: 0,
            kind,
        });
        let names = |all: [&str; 3]| all.map(str::to_owned).to_vec();
        let trace = Trace {
            tasks: names(["Ada", "Bob", "Cid"]),
            resources: names(["GIL", "left", "right"]),
            events: events.collect(),
            ..Trace::default()
        };
        fold(&trace, own).into_iter().map(|one| (one.at_ns, one.words)).collect()
    }

    #[test]
    fn a_circle_is_a_deadlock_where_it_closed_and_names_who_waited_for_what() {
        let stuck = EventKind::Stuck { resource: 2, circle: true };
        let all = found(&[(0, blocked(1)), (1, blocked(2)), (1, EventKind::Resumed), (1, stuck)], 0);
        assert_eq!(all, [(40, "Deadlock: Bob waits for right and Ada for left.".to_owned())]);
    }

    #[test]
    fn whoever_waits_for_a_lock_of_the_model_is_no_part_of_it() {
        let stuck = EventKind::Stuck { resource: 2, circle: true };
        let all = found(&[(2, blocked(0)), (0, blocked(1)), (1, blocked(2)), (1, EventKind::Resumed), (1, stuck)], 1);
        assert_eq!(all[0].1, "Deadlock: Bob waits for right and Ada for left.");
    }

    #[test]
    fn that_everybody_waits_is_one_dead_end_however_many_are_told() {
        let stuck = |resource| EventKind::Stuck { resource, circle: false };
        let told = |task, resource| [(task, EventKind::Resumed), (task, stuck(resource))];
        let waits = [(0, blocked(1)), (1, blocked(2))];
        let all = found(&[&waits[..], &told(0, 1), &told(1, 2)].concat(), 0);
        assert_eq!(all, [(40, "Nobody could go on: Ada waits for left and Bob for right.".to_owned())]);
    }

    #[test]
    fn a_circle_that_closes_again_is_another_dead_end() {
        let told = [(1, blocked(2)), (1, EventKind::Resumed), (1, EventKind::Stuck { resource: 2, circle: true })];
        let all = found(&[&[(0, blocked(1))][..], &told, &told].concat(), 0);
        assert_eq!(all.iter().map(|(at_ns, _)| *at_ns).collect::<Vec<_>>(), [40, 70]);
    }
}
