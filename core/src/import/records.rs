//! Recorded events that contradict their own trace: they are left out, so that every fold may rely on the rest.

use super::figures::LONGEST_NAME;
use crate::plan::Plan;
use crate::report::Warning;
use crate::trace::{Cause, Event, EventKind, LaneId, ResourceId, Trace};

/// More lanes than any plan starts.
const MOST_LANES: usize = 4_096;
/// Eleven days in nanoseconds. So many times the lanes is still a number that can be added up.
const MOST_NS: u64 = 1_000_000_000_000_000;

/// Leaves out what makes no sense, and says how much that was, `unreadable` events included.
pub fn check(trace: &mut Option<Trace>, unreadable: u64) -> Option<Warning> {
    let own = trace.as_mut()?;
    if let Some(why) = hopeless(own) {
        *trace = None;
        return Some(left_out_warning(format!("What happened is left out: {why}.")));
    }
    let all = own.events.len();
    let mut latest = vec![0; own.lanes.len()];
    let mut events = std::mem::take(&mut own.events);
    events.retain(|event| possible(own, event) && in_time(event, own.wall_ns, &mut latest));
    let left_out = unreadable + (all - events.len()) as u64;
    own.events = events;
    let all = unreadable + all as u64;
    (left_out > 0)
        .then(|| left_out_warning(format!("{left_out} of {all} recorded events make no sense and are left out.")))
}

/// Leaves out what no plan has, and says so: stored again, it would be lost without a word.
pub fn unknown_fields(plan: &mut Plan) -> Option<Warning> {
    let unknown = std::mem::take(&mut plan.unknown);
    let shown = |name: &String| name.chars().filter(|c| !c.is_control()).take(40).collect::<String>();
    let names: Vec<String> = unknown.keys().take(5).map(shown).collect();
    let more = if unknown.len() > names.len() { ", ..." } else { "" };
    (!names.is_empty()).then(|| {
        left_out_warning(format!("The plan says what no plan has, which is left out: {}{more}.", names.join(", ")))
    })
}

/// What cannot be mended by leaving out events.
fn hopeless(trace: &Trace) -> Option<&'static str> {
    let numbered = trace.lanes.iter().zip(0..).all(|(lane, id)| lane.id == id);
    if trace.lanes.len() > MOST_LANES {
        Some("it has more lanes than any run")
    } else if !numbered {
        Some("its lanes are not numbered from 0")
    } else if trace.lanes.iter().any(|lane| lane.name.len() > LONGEST_NAME) {
        Some("a lane has an endless name")
    } else if trace.wall_ns > MOST_NS {
        Some("it lasts longer than any run")
    } else if trace.lanes.iter().any(|lane| lane.dropped > MOST_NS) {
        Some("more events were dropped than any run has")
    } else {
        None
    }
}

fn left_out_warning(text: String) -> Warning {
    Warning::new("left-out", text)
}

// Called for each event: a function of its own, as `fold/each.rs` explains.
#[inline(never)]
fn possible(trace: &Trace, event: &Event) -> bool {
    let lane = |lane: LaneId| usize::from(lane) < trace.lanes.len();
    let resource = |resource: ResourceId| usize::from(resource) < trace.resources.len();
    let concerned = match event.kind {
        EventKind::SpawnRequested { target } | EventKind::Sent { target, .. } => lane(target),
        EventKind::Received { source, .. } => lane(source),
        EventKind::Acquired { resource: id }
        | EventKind::Released { resource: id }
        | EventKind::DropRequested { resource: id }
        | EventKind::Put { resource: id }
        | EventKind::Taken { resource: id }
        | EventKind::Stuck { resource: id, .. }
        | EventKind::Suspended { cause: Cause::Blocked { resource: id } } => resource(id),
        EventKind::Printed { line } => (line as usize) < trace.lines.len(),
        EventKind::TaskStarted | EventKind::TaskEnded | EventKind::TaskFailed => event.task.is_some(),
        EventKind::LaneStarted | EventKind::LaneEnded | EventKind::Suspended { .. } | EventKind::Resumed => true,
    };
    concerned && lane(event.lane) && event.task.is_none_or(|task| (task as usize) < trace.tasks.len())
}

/// A lane's times never go back, and nothing happens after the end.
#[inline(never)]
fn in_time(event: &Event, wall_ns: u64, latest: &mut [u64]) -> bool {
    let latest = &mut latest[usize::from(event.lane)];
    let possible = (*latest..=wall_ns).contains(&event.at_ns);
    if possible {
        *latest = event.at_ns;
    }
    possible
}
