//! The behaviours G1 to G18 of CPython's GIL: their list, and the table's rows in its order.
//!
//! What each one means, what is measured and what is accepted stands where it is defined, by theme:
//! `switching.rs` (who holds the lock, and for how long), `waiting.rs` (calls, naps and sleeps), `speeds.rs` (what it costs).

use super::machine::Machine;
use super::rows::{Behaviour, Rounds, Row};
use super::{speeds, switching, waiting};

/// Every behaviour, in the order of the table.
pub(super) const ALL: [&Behaviour; 18] = [
    &switching::ONE_HOLDER,
    &switching::ALONE,
    &switching::SLICE,
    &switching::TURNS,
    &switching::NO_ROUND_ROBIN,
    &switching::FORCED_SWITCH,
    &waiting::SLEEPING,
    &speeds::RELEASED_CALLS,
    &waiting::KEPT_CALL,
    &waiting::COMING_BACK,
    &waiting::CONVOY,
    &speeds::TWO_THREADS,
    &speeds::PYTHON_2,
    &switching::CHECKPOINTS,
    &switching::SWITCH_INTERVAL,
    &waiting::DEATH,
    &speeds::PROCESSES,
    &waiting::EVENT_LOOP,
];

impl Rounds {
    /// A row for every behaviour.
    pub fn rows(&self, machine: Machine) -> Vec<Row> {
        ALL.iter().map(|behaviour| behaviour.row(self, machine)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::figures::Figures;
    use super::super::measurement::Measurement;
    use super::super::rows::Side;
    use super::*;

    fn rounds(figures: Figures) -> Rounds {
        Rounds { ours: Side { rounds: vec![figures.clone(), figures], ..Side::default() }, ..Rounds::default() }
    }

    fn machine(cores: f64) -> Machine {
        Machine::new(2, Some(cores), Some(cores))
    }

    const CALM: f64 = 2.0;
    const BUSY: f64 = 1.0;

    fn row(rounds: &Rounds, id: &str, cores: f64) -> Row {
        rounds.rows(machine(cores)).into_iter().find(|row| row.id == id).expect("there is a row for every behaviour")
    }

    fn within(rounds: &Rounds, id: &str, cores: f64) -> Option<bool> {
        row(rounds, id, cores).within
    }

    fn processes(long_sequential_ms: f64, two_processes_ms: f64) -> Figures {
        Figures {
            long_sequential_ms: Some(long_sequential_ms),
            two_processes_ms: Some(two_processes_ms),
            ..Figures::default()
        }
    }

    #[test]
    fn there_are_always_eighteen_rows_and_without_figures_they_say_why() {
        for rounds in [Rounds::default(), rounds(Figures::default()), rounds(processes(200.0, 100.0))] {
            let rows = rounds.rows(machine(CALM));
            let ids: Vec<String> = (1..=18).map(|number| format!("G{number}")).collect();
            assert_eq!(rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>(), ids);
            for row in rows.iter().filter(|row| row.ours.is_none()) {
                assert_eq!((row.cpython, row.ratio, row.ci95, row.within), (None, None, None, None), "{}", row.id);
                assert!(row.why.is_some() && !row.note.is_empty(), "{}", row.id);
            }
        }
    }

    #[test]
    fn one_overlap_in_any_round_is_one_too_many() {
        let overlaps = |times| rounds(Figures { overlaps: Some(times), ..Figures::default() });
        assert_eq!(within(&overlaps(0.0), "G1", BUSY), Some(true));
        assert_eq!(within(&overlaps(1.0), "G1", BUSY), Some(false));
    }

    #[test]
    fn on_a_busy_machine_a_time_is_undecided_whether_it_is_met_or_missed() {
        for two_processes_ms in [100.0, 190.0] {
            let rounds = rounds(processes(200.0, two_processes_ms));
            let row = row(&rounds, "G17", BUSY);
            assert_eq!(row.within, None);
            assert!(row.ours.is_some() && row.why.is_some_and(|why| why.contains("busy")));
            assert_eq!(within(&rounds, "G17", CALM), Some(two_processes_ms == 100.0));
        }
    }

    #[test]
    fn a_python_that_crashes_in_one_measurement_loses_only_the_rows_made_from_it() {
        let figures = Figures { call_ms: Some(100.0), gap_ms: Some(99.0), ..processes(200.0, 100.0) };
        let mut rounds = rounds(figures);
        let theirs = Figures { long_sequential_ms: None, ..rounds.ours.rounds[0].clone() };
        rounds.cpython.rounds = vec![theirs.clone(), theirs];
        rounds.cpython.failures.insert(Measurement::Processes, "It ended before it answered.".to_owned());
        let lost = row(&rounds, "G17", CALM);
        assert_eq!((lost.ours, lost.cpython, lost.ratio, lost.within), (Some(2.0), None, None, Some(true)));
        assert!(lost.why.is_some_and(|why| why.contains("CPython") && why.contains("It ended")));
        let kept = row(&rounds, "G9", CALM);
        assert_eq!((kept.cpython, kept.why), (Some(0.99), None));
    }

    #[test]
    fn a_figure_that_is_not_a_number_is_missing() {
        assert_eq!(row(&rounds(processes(200.0, 0.0)), "G17", CALM).ours, None);
    }

    #[test]
    fn more_than_twice_as_fast_on_two_processes_is_not_within() {
        assert_eq!(within(&rounds(processes(210.0, 100.0)), "G17", CALM), Some(false));
    }
}
