//! How much of the processor each process used over time: what its lanes computed, within a window that slides along the run.

use super::spans::LaneSpans;
use super::usage;

/// So many pieces of the run, the last one included, make a window: about a twentieth of it.
const WINDOW: usize = 6;

/// Hundredths of a core that these lanes used, in the window that ends with each piece of the run, and cores over all of it; nothing of a run
/// without length. A lane that computes counts, whether or not the system has given it a core; a message that is packed or sent does not.
pub fn of<'a>(lanes: impl IntoIterator<Item = &'a LaneSpans>, wall_ns: u64) -> Option<(Vec<u16>, f64)> {
    let computed = usage::computed(lanes, wall_ns)?;
    let in_window = |last: usize| {
        let window = &computed.exact[(last + 1).saturating_sub(WINDOW)..=last];
        (100.0 * window.iter().sum::<f64>() / window.len() as f64).round() as u16
    };
    Some(((0..computed.exact.len()).map(in_window).collect(), computed.average))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::spans::{Span, State};
    use crate::trace::LaneKind;

    fn lane(parts: &[(State, u64)]) -> LaneSpans {
        let mut from_ns = 0;
        let span = |(state, to_ns): &(State, u64)| {
            let span = Span { state: *state, task: None, resource: None, awaited: None, from_ns, to_ns: *to_ns };
            from_ns = *to_ns;
            span
        };
        let spans = parts.iter().map(span).collect();
        LaneSpans { id: 0, name: String::new(), kind: LaneKind::Thread, process: None, spans }
    }

    #[test]
    fn two_lanes_that_compute_at_once_use_two_cores_and_the_window_forgets_what_is_over() {
        let both = lane(&[(State::Running, 600), (State::Waiting, 1_200)]);
        let (load, mean) = of([&both, &both], 1_200).expect("it has a length");
        assert_eq!((load.len(), mean), (120, 1.0));
        assert_eq!((load[0], load[59], load[65], load[119]), (200, 200, 0, 0));
        assert!(load[60] < 200 && load[64] > 0, "in between it falls piece by piece: {load:?}");
    }

    #[test]
    fn who_only_waits_uses_nothing_and_a_run_without_length_has_no_share() {
        let waits = lane(&[(State::Blocked, 10), (State::Messaging, 30)]);
        assert_eq!(of([&waits], 30), Some((vec![0; 30], 0.0)));
        assert_eq!(of([&waits], 0), None);
    }
}
