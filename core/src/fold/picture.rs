//! The picture that a workload computes, and which lane finished which row of it when.
//!
//! While they are measured, lanes keep no points: a row's checksum is all that they hand over. The points are computed once more, outside of
//! what is measured, and are those of a run if they come to its checksum. The rows' order and lanes are those of the run's events.

use serde::{Serialize, Serializer};

use crate::plan::Values;
use crate::report::{ModelResult, Report};
use crate::run::{self, CheckedPlan};
use crate::trace::{EventKind, LaneId, TaskId, Trace};
use crate::workload::mandelbrot;

/// The points of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Picture {
    /// Points in a row.
    pub width: u64,
    /// Rows.
    pub height: u64,
    /// That of a run which computed the same points: see [`ModelResult::checksum`].
    pub checksum: Option<String>,
    /// How bright each point is, row by row: from 0, the set itself, to 255, what runs away at once.
    #[serde(serialize_with = "bytes")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<u8>"))]
    pub shades: Vec<u8>,
    /// Red, green and blue of each shade: untinted, then for each [tint](Stroke::tint).
    #[serde(serialize_with = "bytes")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<u8>"))]
    pub colours: Vec<u8>,
}

/// A row of a picture, finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Stroke {
    /// Which row, counted from 0.
    pub row: TaskId,
    /// The lane that computed it.
    pub lane: LaneId,
    /// The colour of that lane, from 1.
    pub tint: usize,
    /// When it was finished, in nanoseconds since the run began.
    pub at_ns: u64,
}

/// Whether this workload computes a picture.
pub fn paints(workload: &str) -> bool {
    workload == mandelbrot::WORKLOAD.id
}

/// The picture that the plan's workload computes, if it computes one. This takes as long as one sequential run.
pub fn picture(plan: &CheckedPlan) -> Option<Picture> {
    paints(plan.workload.id).then(|| of(plan.values()))
}

/// How many iterations the picture of a plan takes at the most; 0 if there is none.
pub fn iterations(plan: &CheckedPlan) -> u64 {
    let of = |name| plan.values().u64(name);
    if paints(plan.workload.id) { of("width") * of("height") * of("limit") } else { 0 }
}

fn of(values: &Values) -> Picture {
    let (width, height, limit) = (values.u64("width"), values.u64("height"), values.u64("limit"));
    let mut shades = Vec::with_capacity((width * height) as usize);
    let mut row = |row| {
        let mut checksum = crate::checksum::Checksum::default();
        for count in mandelbrot::counts(values, row) {
            checksum.add(count);
            shades.push(shade(count, limit));
        }
        Ok(checksum.value())
    };
    let outcomes: Vec<_> = (0..height).map(&mut row).collect();
    Picture { width, height, checksum: run::checksum(&outcomes), shades, colours: colours() }
}

/// The rows that an execution finished, in this order.
pub fn strokes(trace: &Trace) -> Vec<Stroke> {
    let ended = trace.events.iter().filter(|event| event.kind == EventKind::TaskEnded);
    let stroke = |row, lane, at_ns| Stroke { row, lane, tint: tint(lane), at_ns };
    ended.filter_map(|event| Some(stroke(event.task?, event.lane, event.at_ns))).collect()
}

/// Those results of a report which computed this picture, and the strokes of each.
pub fn painted<'a>(picture: &Picture, report: &'a Report) -> Vec<(&'a ModelResult, Vec<Stroke>)> {
    let same = |result: &&ModelResult| result.checksum.is_some() && result.checksum == picture.checksum;
    let strokes_of = |result: &'a ModelResult| Some((result, strokes(result.trace.as_ref()?)));
    report.results.iter().filter(same).filter_map(strokes_of).collect()
}

/// The share of the brightest shade that `count` has, by its logarithm: near the set, where counts are large, they also differ much.
fn shade(count: u64, limit: u64) -> u8 {
    if count >= limit {
        return 0;
    }
    // Whole numbers only, so that the same picture is the same file everywhere.
    let logarithm = |number: u64| {
        let whole = number.ilog2();
        let rest = (number << 8 >> whole) - 256;
        u64::from(whole) * 256 + rest
    };
    let darkest = logarithm(limit + 1).max(1);
    (255 - (254 * logarithm(count + 1) / darkest).min(254)) as u8
}

type Colour = [u8; 3];

/// Of nobody in particular.
const UNTINTED: Colour = [0x59, 0x63, 0x6d];

/// Colours that are told apart without seeing all of them (Okabe and Ito, 2008), for lanes in turn.
const TINTS: [Colour; 7] = [
    [0x00, 0x72, 0xb2],
    [0xd5, 0x5e, 0x00],
    [0x00, 0x9e, 0x73],
    [0xcc, 0x79, 0xa7],
    [0xe6, 0x9f, 0x00],
    [0x56, 0xb4, 0xe9],
    [0x8c, 0x70, 0x2f],
];

/// The tint of a lane, from 1. The main lane, where it works, works alone and may share its colour with the first of the others.
pub fn tint(lane: LaneId) -> usize {
    1 + usize::from(lane.saturating_sub(1)) % TINTS.len()
}

/// The colour of a shade in a tint, 0 for none.
pub fn colour(shade: u8, tint: usize) -> Colour {
    let full = tint.checked_sub(1).map_or(UNTINTED, |place| TINTS[place % TINTS.len()]);
    if shade == 0 {
        // The set itself is nearly black, with a little of the colour.
        return full.map(|part| part / 5);
    }
    // From the colour itself to nearly white.
    full.map(|part| (u32::from(part) + (244 - u32::from(part).min(244)) * u32::from(shade) / 255) as u8)
}

fn colours() -> Vec<u8> {
    (0..=TINTS.len()).flat_map(|tint| (0..=255).flat_map(move |shade| colour(shade, tint))).collect()
}

fn bytes<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use futures::future::FutureExt as _;

    use super::*;
    use crate::cancel::Cancel;
    use crate::model;
    use crate::plan::{Plan, Value};
    use crate::sim::SimulatedHost;

    fn plan(workload: &str) -> CheckedPlan {
        let mut plan = Plan { workload: workload.to_owned(), ..Plan::default() };
        if workload == "mandelbrot" {
            for (name, value) in [("width", 64), ("height", 16), ("limit", 200)] {
                plan.parameters.set(name, Value::Integer(value));
            }
        }
        plan.check().expect("it can be run")
    }

    #[test]
    fn what_is_computed_again_comes_to_the_checksum_of_every_model_and_each_row_has_a_lane_of_the_run() {
        let plan = plan("mandelbrot");
        let picture = picture(&plan).expect("a picture");
        assert_eq!(picture.shades.len(), 64 * 16);
        for model in model::usual() {
            let (host, cancel) = (SimulatedHost::new(1), Cancel::new());
            let ended = run::execute(&host, &plan, model, &cancel).now_or_never();
            let outcome = ended.expect("virtual time waits for nobody").expect("it runs");
            assert_eq!(run::checksum(&outcome.tasks), picture.checksum, "{}", model.id);
            let strokes = strokes(&outcome.trace);
            let mut rows: Vec<TaskId> = strokes.iter().map(|stroke| stroke.row).collect();
            rows.sort_unstable();
            assert_eq!(rows, (0..16).collect::<Vec<_>>(), "{}", model.id);
            assert!(strokes[0].at_ns > 0, "{}: no row is finished when it begins", model.id);
            assert!(strokes.is_sorted_by_key(|stroke| stroke.at_ns), "{}", model.id);
            let lanes = strokes.iter().map(|stroke| stroke.lane).collect::<std::collections::BTreeSet<_>>();
            let several = ["threads", "gil", "processes"].contains(&model.id);
            assert_eq!(lanes.len() > 1, several, "{}: {lanes:?}", model.id);
        }
    }

    #[test]
    fn a_workload_that_computes_no_picture_has_none() {
        assert_eq!((picture(&plan("count")), iterations(&plan("count"))), (None, 0));
    }

    #[test]
    fn the_set_is_darkest_and_what_runs_away_at_once_is_brightest() {
        assert_eq!((shade(1_000, 1_000), shade(0, 1_000)), (0, 255));
        assert!((1..=4).contains(&shade(999, 1_000)));
        assert!((0..999).all(|count| shade(count, 1_000) >= shade(count + 1, 1_000)));
        assert_eq!((shade(1, 1), shade(0, 1)), (0, 255));
    }

    #[test]
    fn neighbouring_lanes_have_different_colours_at_every_shade_but_near_white() {
        for shade in 0..200 {
            for (lane, next) in (1..8).map(|lane| (lane, lane % 7 + 1)) {
                assert_ne!(colour(shade, tint(lane)), colour(shade, tint(next)));
            }
        }
        assert_eq!(colours().len(), 8 * 256 * 3);
    }
}
