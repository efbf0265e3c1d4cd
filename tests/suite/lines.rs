//! Every event says on which line of its program the task was: here the line is looked up, and must be one that asks for such an event.

use futures::executor::block_on;
use interleave_core::checksum::fingerprint;
use interleave_core::run::CheckedPlan;
use interleave_core::trace::{Cause, EventKind};

use super::{outcome, simulated};

/// The calls by which a task comes to record an event of this kind.
pub fn questions(kind: EventKind) -> &'static [&'static str] {
    const CHECKPOINT: &str = ".checkpoint(";
    const COMPUTES: &str = "released(";
    match kind {
        EventKind::Printed { .. } => &[".print("],
        EventKind::Put { .. } => &[".send("],
        EventKind::Taken { .. } => &[".receive("],
        EventKind::Suspended { cause: Cause::Sleep } => &[".sleep(", "wait_ms("],
        EventKind::Suspended { cause: Cause::Request } => &[".request("],
        EventKind::Suspended { cause: Cause::Message } => &[".leave(", ".fetch("],
        EventKind::Suspended { cause: Cause::Preempted } => &[CHECKPOINT],
        EventKind::Suspended { cause: Cause::Blocked { .. } } | EventKind::Stuck { .. } => {
            &[".lock(", ".send(", ".receive(", ".unlock(", CHECKPOINT, COMPUTES, ".sleep(", ".request(", "wait_ms("]
        }
        _ => &[".", COMPUTES, "wait_ms("],
    }
}

/// The steps of a scenario that come to record an event of this kind. Spawning and joining are messages that a task begins and ends with.
pub fn steps(kind: EventKind) -> &'static [&'static str] {
    match kind {
        EventKind::Printed { .. } => &["{ print ="],
        EventKind::Put { .. } => &["{ send =", "{ spawn =", "[[task]]"],
        EventKind::Taken { .. } => &["{ recv =", "{ join =", "[[task]]"],
        EventKind::Suspended { cause: Cause::Sleep } => &["{ wait ="],
        EventKind::Suspended { cause: Cause::Preempted } => &["{ cpu =", "{ repeat ="],
        EventKind::Stuck { .. } => &["{ lock =", "{ send =", "{ recv =", "{ join ="],
        _ => &["{ ", "[[task]]"],
    }
}

/// Whether each event of a task is on a line of this text that asks for it.
pub fn all_stand_on_their_lines(plan: &CheckedPlan, text: &str, questions: fn(EventKind) -> &'static [&'static str]) {
    let id = plan.workload.id;
    let lines: Vec<&str> = text.lines().collect();
    for model in &plan.models {
        let trace = block_on(outcome(&simulated(1), plan, model.id)).trace;
        assert_eq!(trace.source, fingerprint(text), "{id}");
        let mut began = vec![false; trace.tasks.len()];
        for event in &trace.events {
            let Some(task) = event.task else { continue };
            // Before its first step and after its last a task asks nothing.
            let at_its_edge = matches!(event.kind, EventKind::Acquired { .. } | EventKind::Released { .. })
                || matches!(event.kind, EventKind::DropRequested { .. })
                || !began[task as usize];
            match event.kind {
                EventKind::TaskStarted => began[task as usize] = true,
                EventKind::TaskEnded | EventKind::TaskFailed => began[task as usize] = false,
                _ if event.at_line == 0 && at_its_edge => {}
                kind => {
                    let line = lines.get(event.at_line as usize - 1).unwrap_or(&"");
                    let asked = questions(kind).iter().any(|question| line.contains(question));
                    assert!(asked, "{id} under {}: {kind:?} on line {}: {line}", model.id, event.at_line);
                }
            }
        }
    }
}
