//! The Mandelbrot set, row by row: mathematics that splits into tasks by itself.

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::definition::{Workload, anything, expect};
use super::section::Section;
use super::steps::Steps;
use crate::checksum::{Checksum, fingerprint};
use crate::plan::{Parameter, Values};
use crate::task::{Cx, TaskOutcome};

/// Rows of a picture as tasks.
pub static WORKLOAD: Workload = Workload {
    id: "mandelbrot",
    title: "Mandelbrot set",
    section: Section::Gil,
    about: "Every row of the picture is a task that only computes and needs no other row. Rows through the middle take much longer than those at the edges, so whoever is free takes the next row.",
    expect: &[
        expect("sequential", "One row after the other, on one core. Every other model is compared with this one."),
        expect(
            "time-slicing",
            "Rows take turns on one core. Nobody ever waits, so there is nothing to gain: as long as one row after the other.",
        ),
        expect(
            "threads",
            "Each free core takes the next row, and short and long rows even out. Two free cores need about half the time; with one there is nothing to gain.",
        ),
        expect(
            "gil",
            "Only the thread that holds the lock computes: as long as one row after the other. Whoever lets go of the lock at the end of a row has often taken it again before another thread is awake.",
        ),
        expect(
            "processes",
            "Two free cores compute rows at the same time. Each row is a message to a process and an answer, so many short rows cost more than few long ones. For a small picture, starting the processes costs more than is gained, most of all in a browser.",
        ),
        expect(
            "async",
            "One lane, and no row ever waits, so nothing can be done meanwhile. As long as one row after the other.",
        ),
    ],
    parameters,
    small: r#"{"width": 48, "height": 12, "limit": 300}"#,
    check: anything,
    sharing: None,
    reaches: None,
    published: None,
    tasks,
    steps,
    run,
    source: fingerprint(include_str!("mandelbrot.rs")),
};

fn parameters() -> Vec<Parameter> {
    let limit =
        "How often a point is tried before it counts as part of the set. The points of the set cost all of that.";
    vec![
        Parameter::integer("width", "Width", "Points in a row.", (16, 4_000), 480, "points"),
        Parameter::integer("height", "Height", "Rows, each of them a task.", (8, 2_000), 320, "rows"),
        Parameter::integer("limit", "Iterations of a point", limit, (1, 10_000), 1_000, "iterations"),
    ]
}

fn tasks(values: &Values) -> Vec<String> {
    (1..=values.u64("height")).map(|row| format!("row {row}")).collect()
}

fn steps(values: &Values) -> Steps {
    let height = values.u64("height");
    let longest_row = values.u64("width") * (OVERHEAD + values.u64("limit"));
    Steps::computing(height * (longest_row / SLICE + 1), LINES)
}

fn run(cx: Cx<'_>) -> LocalBoxFuture<'_, TaskOutcome> {
    row(cx).boxed_local()
}

async fn row(cx: Cx<'_>) -> TaskOutcome {
    let (width, height, limit) = (cx.values().u64("width"), cx.values().u64("height"), cx.values().u64("limit"));
    let row = u64::from(cx.task());
    let mut sketch = [b' '; COLUMNS];
    let mut checksum = Checksum::default();
    let mut computed = 0;
    for (count, column) in counts(cx.values(), row).zip(0_usize..) {
        checksum.add(count);
        sketch[column * COLUMNS / width as usize] = shade(count, limit);
        computed += OVERHEAD + count;
        if computed >= SLICE {
            computed = 0;
            cx.checkpoint().await;
        }
    }
    cx.checkpoint().await;
    // Some rows are enough to recognise the picture, and to see in which order they were finished.
    if row.is_multiple_of(height.div_ceil(LINES)) {
        let sketch = str::from_utf8(&sketch).unwrap_or_default();
        cx.print(format_args!("{:>4} {}", row + 1, sketch.trim_end())).await;
    }
    Ok(checksum.value())
}

/// How often each point of a row, counted from 0, is tried. The values are those of [`WORKLOAD`].
pub fn counts(values: &Values, row: u64) -> impl Iterator<Item = u64> + use<> {
    let (width, height, limit) = (values.u64("width"), values.u64("height"), values.u64("limit"));
    let y = (row as f64 + 0.5) * HEIGHT / height as f64 - HEIGHT / 2.0;
    (0..width).map(move |column| escape((column as f64 + 0.5) * WIDTH / width as f64 + LEFT, y, limit))
}

/// The part of the plane that is shown: from -2.25 to 0.75, and from -1 to 1.
const LEFT: f64 = -2.25;
const WIDTH: f64 = 3.0;
const HEIGHT: f64 = 2.0;

/// The sketch on the console.
const COLUMNS: usize = 32;
const LINES: u64 = 12;

/// Iterations between two checkpoints: some tens of microseconds. A point itself costs as much as a few iterations.
const SLICE: u64 = 8_192;
const OVERHEAD: u64 = 8;

/// How many iterations of z = z * z + c it takes until z is certain to run away, or `limit`.
///
/// Multiplying, adding and subtracting give the same bits on every machine; other functions need not.
#[inline(never)]
fn escape(x: f64, y: f64, limit: u64) -> u64 {
    let (mut re, mut im) = (0.0, 0.0);
    for count in 0..limit {
        let (re_squared, im_squared) = (re * re, im * im);
        if re_squared + im_squared > 4.0 {
            return count;
        }
        im = 2.0 * re * im + y;
        re = re_squared - im_squared + x;
    }
    limit
}

fn shade(count: u64, limit: u64) -> u8 {
    match count {
        _ if count == limit => b'#',
        0..5 => b' ',
        5..12 => b'.',
        12..40 => b'+',
        _ => b'*',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_of_the_set_never_run_away_and_others_do_after_a_known_number_of_steps() {
        assert_eq!(escape(0.0, 0.0, 500), 500);
        assert_eq!(escape(-1.0, 0.0, 500), 500);
        assert_eq!(escape(-2.0, 0.0, 500), 500);
        // 0, 1, 2, 5: the fourth is beyond 2.
        assert_eq!(escape(1.0, 0.0, 500), 3);
        assert_eq!(escape(2.0, 2.0, 500), 1);
    }

    #[test]
    fn the_set_is_its_own_mirror_image() {
        for (x, y) in [(-0.75, 0.1), (0.3, 0.5), (-1.25, 0.02)] {
            assert_eq!(escape(x, y, 1_000), escape(x, -y, 1_000));
        }
    }
}
