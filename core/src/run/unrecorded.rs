//! What a run may not write down, said before it starts: buffers are made before a run, and cannot have room for everything.

use super::check::CheckedPlan;
use crate::model::{Demand, Model};
use crate::plan::grouped;
use crate::trace::Room;

impl CheckedPlan {
    /// What may come to the lanes under `model` when there are so many tasks, and the room that they are given for it.
    pub fn demand(&self, model: &Model, tasks: usize) -> Demand {
        Demand::of((model.needs, model.records), self.workload, self.as_plan(), tasks)
    }

    /// What may be missing in the records of this plan's executions, in whole sentences; nothing if all that can happen will be
    /// recorded.
    pub fn unrecorded(&self) -> Option<String> {
        let tasks = self.tasks() as usize;
        let demands: Vec<(&Model, Demand)> =
            self.models.iter().map(|model| (*model, self.demand(model, tasks))).collect();
        let sentences: Vec<String> = [events(&demands), text(&demands)].into_iter().flatten().collect();
        (!sentences.is_empty()).then(|| sentences.join(" "))
    }
}

/// Of those lanes that may need more room than they are given, how much the neediest may need.
fn short_of(demand: Demand, of: fn(Room) -> u64) -> Option<u64> {
    let (main, other) = demand.granted();
    let lanes = [(of(demand.main), of(main)), (of(demand.other), of(other))];
    lanes.into_iter().filter(|(need, room)| need > room).map(|(need, _)| need).max()
}

fn events(demands: &[(&Model, Demand)]) -> Option<String> {
    let more: Vec<String> = demands
        .iter()
        .filter_map(|(model, demand)| Some((model, short_of(*demand, |room| room.events)?)))
        .map(|(model, events)| format!("{} under {}", number(events), model.id))
        .collect();
    (!more.is_empty()).then(|| {
        format!(
            "The timeline may end before the run does: one lane may bring more events than the {} that it has room for \
             (at most {}). What finds no room is missing in the timeline and in the sums of states; times and answers stay exact.",
            number(Room::USUAL.events),
            more.join(", ")
        )
    })
}

fn text(demands: &[(&Model, Demand)]) -> Option<String> {
    let short = |of: fn(Room) -> u64| demands.iter().any(|(_, demand)| short_of(*demand, of).is_some());
    (short(|room| room.lines) || short(|room| room.bytes)).then(|| {
        let Room { lines, bytes, .. } = Room::USUAL;
        format!("Of what is printed, each lane keeps {} lines or {} KiB.", number(lines), bytes / 1024)
    })
}

fn number(number: u64) -> String {
    grouped(i64::try_from(number).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use crate::plan::Plan;
    use crate::workload;

    fn unrecorded(json: &str) -> Option<String> {
        let plan: Plan = serde_json::from_str(json).expect("the test's plan is JSON");
        plan.check().expect("the test's plan can be run").unrecorded()
    }

    #[test]
    fn every_workload_is_recorded_as_a_whole_with_its_defaults() {
        for workload in workload::ALL {
            assert_eq!(unrecorded(&format!(r#"{{"workload": "{}"}}"#, workload.id)), None, "{}", workload.id);
        }
    }

    #[test]
    fn more_than_there_is_room_for_is_said_with_the_models_that_may_bring_it() {
        let mutex = r#"{"workload": "counter", "parameters": {"fix": "mutex", "increments": 100000}}"#;
        let said = unrecorded(mutex).expect("each increment is two messages of a process");
        assert!(said.contains("1\u{202f}600\u{202f}"), "four events for each of 400 000 messages: {said}");
        assert!(said.contains("under processes)") && !said.contains("async"), "{said}");
    }

    #[test]
    fn printed_text_is_spoken_of_only_where_there_may_be_too_much_of_it() {
        let lines = |times: u64| {
            let text = format!(
                "[[task]]\nname = \"a\"\nsteps = [{{ repeat = {times}, steps = [{{ print = \"{}\" }}] }}]",
                "x".repeat(200)
            );
            unrecorded(&serde_json::json!({"workload": "scenario", "parameters": {"text": text}}).to_string())
        };
        assert_eq!(lines(1_000), None);
        let said = lines(9_000).expect("1.8 MB");
        assert!(said.starts_with("Of what is printed, each lane keeps 2\u{202f}048 lines or 64 KiB."), "{said}");
    }
}
