//! The behaviours G1 to G18 of CPython's GIL: their list, and the table's rows in its order.
//!
//! What each one means, what is measured and what is accepted stands where its row is made, by theme:
//! `switching.rs` (who holds the lock, and for how long), `waiting.rs` (calls, naps and sleeps), `speeds.rs` (what it costs).

use super::rows::{Judged, Rounds, Row};
use super::{speeds, switching, waiting};

/// How the row of a behaviour is made; there is none when its figures were not measured.
type Behaviour = fn(&Rounds) -> Option<Judged>;

/// Every behaviour, in the order of the table.
pub const ALL: [Behaviour; 18] = [
    switching::g1_one_thread_holds_the_lock_at_a_time,
    switching::g2_a_thread_alone_never_switches,
    switching::g3_a_slice_lasts_one_interval,
    switching::g4_two_threads_take_turns,
    switching::g5_more_than_two_threads_are_not_round_robin,
    switching::g6_who_drops_on_request_is_not_the_next_holder,
    waiting::g7_sleeping_releases_the_lock,
    speeds::g8_calls_that_release_the_lock_run_in_parallel,
    waiting::g9_a_call_that_keeps_the_lock_stops_all_others,
    waiting::g10_coming_back_beside_a_computing_thread_costs_one_interval,
    waiting::g11_waiting_threads_starve_behind_computing_ones,
    speeds::g12_two_threads_are_about_as_fast_as_one,
    speeds::g13_two_threads_are_slower_under_python_2,
    switching::g14_switches_happen_at_checkpoints_only,
    switching::g15_the_switch_interval_can_be_set,
    waiting::g16_a_death_does_not_block_the_lock,
    speeds::g17_processes_ignore_the_lock,
    waiting::g18_a_computing_task_stops_its_event_loop,
];

impl Rounds {
    /// Every row that was measured.
    pub fn rows(&self, busy: bool) -> Vec<Row> {
        ALL.iter().filter_map(|behaviour| behaviour(self)).map(|judged| judged.decided(busy)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::figures::Figures;
    use super::*;

    fn rounds(figures: Figures) -> Rounds {
        Rounds { ours: vec![figures.clone(), figures], cpython: Vec::new() }
    }

    fn within(rounds: &Rounds, id: &str, busy: bool) -> Option<bool> {
        rounds.rows(busy).into_iter().find(|row| row.id == id).expect("the row was measured").within
    }

    fn processes(long_sequential_ms: f64, two_processes_ms: f64) -> Figures {
        Figures {
            long_sequential_ms: Some(long_sequential_ms),
            two_processes_ms: Some(two_processes_ms),
            ..Figures::default()
        }
    }

    #[test]
    fn a_row_without_its_figures_is_left_out() {
        assert!(rounds(Figures::default()).rows(false).is_empty());
    }

    #[test]
    fn one_overlap_in_any_round_is_one_too_many() {
        let overlaps = |times| rounds(Figures { overlaps: Some(times), ..Figures::default() });
        assert_eq!(within(&overlaps(0.0), "G1", true), Some(true));
        assert_eq!(within(&overlaps(1.0), "G1", true), Some(false));
    }

    #[test]
    fn on_a_busy_machine_a_missed_time_says_nothing_and_a_missed_order_still_does() {
        let slow = rounds(Figures { gap_ms: Some(10.0), call_ms: Some(100.0), ..processes(100.0, 90.0) });
        assert_eq!(within(&slow, "G17", true), None);
        assert_eq!(within(&slow, "G17", false), Some(false));
        assert_eq!(within(&slow, "G9", true), Some(false));
    }

    #[test]
    fn more_than_twice_as_fast_on_two_processes_is_not_within() {
        assert_eq!(within(&rounds(processes(210.0, 100.0)), "G17", false), Some(false));
    }
}
