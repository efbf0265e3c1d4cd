//! Where in its program each lane was at each event: the line of the task's question, or for a task's beginning and end, the function itself.
//! Of a scenario it is known besides on which line a task computes from one question to the next.

use std::collections::BTreeMap;

use crate::plan::Plan;
use crate::scenario::Computing;
use crate::trace::{Event, EventKind, LaneId, TaskId, Trace};
use crate::workload;

/// Where the lane of one event stood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The lane.
    pub lane: LaneId,
    /// A line of the program, counted from 1; 0 where the lane is at none.
    pub line: u32,
    /// Whether the function around that line is meant: the task has only begun, or has ended.
    pub function: bool,
}

/// That of all events of a run of this plan, in their order.
pub fn standings(plan: &Plan, trace: &Trace) -> Vec<Standing> {
    let mut found = asked(trace);
    let known = workload::find(&plan.workload).ok().and_then(|workload| {
        let values = workload.complete(plan.parameters.clone()).ok()?;
        Some(workload::scenario::computing(workload, &values, trace.source))
    });
    computed(&mut found, trace, &known.unwrap_or_default());
    found
}

/// By what each event says of itself.
fn asked(trace: &Trace) -> Vec<Standing> {
    let mut found = vec![Standing::default(); trace.events.len()];
    let mut began: BTreeMap<TaskId, usize> = BTreeMap::new();
    let mut latest: BTreeMap<TaskId, u32> = BTreeMap::new();
    for (at, event) in trace.events.iter().enumerate() {
        found[at] = Standing { lane: event.lane, line: event.at_line, function: false };
        let Some(task) = event.task else { continue };
        match event.kind {
            EventKind::TaskStarted => drop(began.insert(task, at)),
            EventKind::TaskEnded | EventKind::TaskFailed => {
                found[at].line = latest.get(&task).copied().unwrap_or_default();
                found[at].function = true;
            }
            _ if event.at_line == 0 => {}
            _ => {
                latest.insert(task, event.at_line);
                // What a task does first is in the function that it begins with.
                if let Some(began) = began.remove(&task) {
                    found[began].line = event.at_line;
                    found[began].function = true;
                }
            }
        }
    }
    found
}

/// Puts a lane that computes after an event on the line where its task does, if there is such a line before the next event.
fn computed(found: &mut [Standing], trace: &Trace, computing: &[Vec<Computing>]) {
    let mut before: BTreeMap<TaskId, usize> = BTreeMap::new();
    for (at, event) in trace.events.iter().enumerate() {
        let Some(steps) = event.task.and_then(|task| computing.get(task as usize)) else { continue };
        let task = event.task.unwrap_or_default();
        if let Some(since) = before.insert(task, at)
            && let Some(line) = between(steps, &trace.events[since], event)
        {
            found[since] = Standing { line, function: false, ..found[since] };
        }
    }
}

/// The line on which a task computes between two of its events that follow each other.
fn between(steps: &[Computing], since: &Event, until: &Event) -> Option<u32> {
    let from = since.at_line;
    let to = match until.kind {
        EventKind::TaskEnded | EventKind::TaskFailed => u32::MAX,
        // It did not compute: it waited.
        EventKind::Resumed => return None,
        _ => until.at_line,
    };
    let goes_on = matches!(
        since.kind,
        EventKind::TaskStarted
            | EventKind::Resumed
            | EventKind::Printed { .. }
            | EventKind::Put { .. }
            | EventKind::Taken { .. }
            | EventKind::Acquired { .. }
    );
    if !goes_on || to == 0 || steps.iter().any(|step| step.line == from) {
        return None;
    }
    let straight_on = steps.iter().find(|step| from < step.line && step.line <= to);
    let once_more = || {
        let within = |(first, last)| first <= to && to <= from && from <= last;
        let mut again = steps.iter().filter(|step| step.repeated.is_some_and(within));
        again.clone().find(|step| step.line > from).or_else(|| again.find(|step| step.line <= to))
    };
    straight_on.or_else(once_more).map(|step| step.line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::Cause;

    const SLEEPS: EventKind = EventKind::Suspended { cause: Cause::Sleep };

    fn trace(told: &[(EventKind, Option<TaskId>, u32)]) -> Trace {
        let event = |(seq, &(kind, task, at_line))| Event { seq, at_ns: seq, lane: 1, task, at_line, kind };
        Trace { events: (0..).zip(told).map(event).collect(), ..Trace::default() }
    }

    #[test]
    fn a_task_begins_and_ends_in_its_function_and_a_lane_without_one_is_nowhere() {
        let told = [
            (EventKind::LaneStarted, None, 0),
            (EventKind::TaskStarted, Some(7), 0),
            (SLEEPS, Some(7), 40),
            (EventKind::Printed { line: 0 }, Some(7), 42),
            (EventKind::TaskEnded, Some(7), 0),
            (EventKind::LaneEnded, None, 0),
        ];
        let found: Vec<_> =
            standings(&Plan::default(), &trace(&told)).into_iter().map(|one| (one.line, one.function)).collect();
        assert_eq!(found, [(0, false), (40, true), (40, false), (42, false), (42, true), (0, false)]);
    }

    #[test]
    fn between_two_questions_of_a_scenario_a_lane_stands_on_the_line_that_computes() {
        let text = "[[task]]\nname = \"a\"\nsteps = [\n  { cpu = 9 },\n  { print = \"x\" },\n  { repeat = 2, steps = [\n    { cpu = 9 },\n    { wait = 1 },\n  ] },\n  { print = \"y\" },\n]\n";
        let plan = serde_json::json!({ "workload": "scenario", "parameters": { "text": text } });
        let plan: Plan = serde_json::from_value(plan).expect("a plan");
        let printed = EventKind::Printed { line: 0 };
        let told = [
            (EventKind::TaskStarted, 0, (4, false)),
            (printed, 5, (7, false)),
            (SLEEPS, 8, (8, false)),
            (EventKind::Resumed, 8, (7, false)),
            (SLEEPS, 8, (8, false)),
            (EventKind::Resumed, 8, (8, false)),
            (printed, 10, (10, false)),
            (EventKind::TaskEnded, 0, (10, true)),
        ];
        let mut trace = trace(&told.map(|(kind, line, _)| (kind, Some(0), line)));
        let lines =
            |trace: &Trace| standings(&plan, trace).into_iter().map(|one| (one.line, one.function)).collect::<Vec<_>>();
        assert_eq!(lines(&trace)[0], (5, true), "of another text nothing is known");
        trace.source = crate::checksum::fingerprint(text);
        assert_eq!(lines(&trace), told.map(|(_, _, expected)| expected));
    }
}
