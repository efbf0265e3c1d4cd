//! How many lanes computed at once, over the time of a run: in so small a chart, running in parallel and taking turns look different.

use serde::Serialize;

use super::each::each;
use super::spans::{LaneSpans, Span, State};
use super::text;

/// Pieces that the time of a run is cut into: a chart beside the bars is not much wider than that many pixels on a phone.
const PIECES: u64 = 120;

/// How many lanes computed at once.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Usage {
    /// Lanes that computed at once, on average over each piece of the run's time, to a hundredth. The pieces are equally long, but for the last
    /// one, which ends with the run; there are none where the run took no time.
    pub computing: Vec<f64>,
    /// The same in words: `on average 1.93 lanes, 2.00 in the busiest 1.17 ms`; empty where there are no pieces.
    pub words: String,
}

/// How many lanes computed at once, piece by piece and over all of the run.
pub(super) struct Computed {
    piece_ns: u64,
    pub(super) exact: Vec<f64>,
    pub(super) average: f64,
}

/// Cuts the time of a run into pieces, and adds up in each how long lanes computed; none where it took no time.
pub(super) fn computed<'a>(lanes: impl IntoIterator<Item = &'a LaneSpans>, wall_ns: u64) -> Option<Computed> {
    let piece_ns = wall_ns.div_ceil(PIECES);
    if piece_ns == 0 {
        return None;
    }
    let mut computed_ns = vec![0; wall_ns.div_ceil(piece_ns) as usize];
    let mut add = |_: usize, span: &Span| {
        let to_ns = if span.state == State::Running { span.to_ns.min(wall_ns) } else { 0 };
        let mut from_ns = span.from_ns;
        while from_ns < to_ns {
            let piece = from_ns / piece_ns;
            let until_ns = to_ns.min((piece + 1) * piece_ns);
            computed_ns[piece as usize] += until_ns - from_ns;
            from_ns = until_ns;
        }
    };
    for lane in lanes {
        each(&lane.spans, &mut add);
    }
    let length_ns = |piece: usize| piece_ns.min(wall_ns - piece as u64 * piece_ns);
    let at_once = |(piece, ns): (usize, &u64)| *ns as f64 / length_ns(piece) as f64;
    let exact = computed_ns.iter().enumerate().map(at_once).collect();
    let average = computed_ns.iter().sum::<u64>() as f64 / wall_ns as f64;
    Some(Computed { piece_ns, exact, average })
}

/// How many lanes computed at once over the time of a run, as it is shown.
pub fn fold(lanes: &[LaneSpans], wall_ns: u64) -> Usage {
    let Some(Computed { piece_ns, exact, average }) = computed(lanes, wall_ns) else { return Usage::default() };
    let busiest = exact.iter().copied().fold(0.0, f64::max);
    Usage {
        words: format!(
            "on average {average:.2} lanes, {busiest:.2} in the busiest {}",
            text::milliseconds(piece_ns as f64 / 1e6)
        ),
        computing: exact.iter().map(|lanes| (lanes * 100.0).round() / 100.0).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::spans::Span;
    use super::*;
    use crate::trace::{LaneId, LaneKind};

    /// A lane that computes in these stretches and has nothing to do between them.
    fn lane(id: LaneId, computes: &[(u64, u64)]) -> LaneSpans {
        let span = |&(from_ns, to_ns): &(u64, u64)| Span {
            state: State::Running,
            task: None,
            resource: None,
            awaited: None,
            from_ns,
            to_ns,
        };
        let idle = Span { state: State::Idle, ..span(&(0, 1)) };
        let spans = computes.iter().map(span).chain([idle]).collect();
        LaneSpans { id, name: String::new(), kind: LaneKind::Thread, process: None, spans }
    }

    #[test]
    fn lanes_that_compute_side_by_side_add_up_and_those_that_take_turns_do_not() {
        let beside = fold(&[lane(1, &[(0, 1_200)]), lane(2, &[(0, 600)])], 1_200);
        assert_eq!(beside.computing.len(), 120);
        assert_eq!((beside.computing[0], beside.computing[59], beside.computing[60]), (2.0, 2.0, 1.0));
        assert_eq!(beside.words.replace('\u{a0}', " "), "on average 1.50 lanes, 2.00 in the busiest 10.0 ns");
        let in_turns = fold(&[lane(1, &[(0, 300), (600, 900)]), lane(2, &[(300, 600), (900, 1_200)])], 1_200);
        assert!(in_turns.computing.iter().all(|lanes| *lanes == 1.0), "{in_turns:?}");
    }

    #[test]
    fn a_piece_holds_the_share_of_it_that_was_computed_and_the_last_one_ends_with_the_run() {
        // Of 1 210 ns, each piece has 11 and the last one none too few: 110 of them.
        let usage = fold(&[lane(1, &[(0, 5), (1_199, 1_210)])], 1_210);
        assert_eq!((usage.computing.len(), usage.computing[0], usage.computing[1]), (110, 0.45, 0.0));
        assert_eq!(usage.computing[109], 1.0);
        let shorter = fold(&[lane(1, &[(0, 125)])], 125);
        assert_eq!(
            (shorter.computing.len(), shorter.computing.last()),
            (63, Some(&1.0)),
            "the last piece is half as long"
        );
    }

    #[test]
    fn a_run_that_took_no_time_has_no_pieces() {
        assert_eq!(fold(&[lane(1, &[])], 0), Usage::default());
    }
}
