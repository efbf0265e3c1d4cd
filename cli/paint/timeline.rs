//! Lanes drawn in text, all models on one time axis.

use std::fmt::Write as _;
use std::ops::Range;

use interleave_core::fold::spans::{LaneSpans, State};
use interleave_core::fold::text;
use interleave_core::fold::view::Timeline;

use super::style::{self, FAINT, STRONG};

/// The axis is at least this wide, even on a narrower terminal.
const FEWEST_COLUMNS: usize = 16;
/// Columns between two labels of the axis, about.
const LABEL_COLUMNS: usize = 24;
/// Columns before a lane's name and after it.
const INDENT: usize = 2;

/// Every lane of every model.
pub fn timelines(timelines: &[Timeline], width: usize) -> String {
    let lanes = || timelines.iter().flat_map(|timeline| &timeline.lanes);
    let Some(axis_ns) = timelines.iter().map(|timeline| timeline.wall_ns.max(1)).max() else {
        return String::new();
    };
    let names = lanes().map(|lane| lane.name.chars().count()).max().unwrap_or(0);
    let columns = width.saturating_sub(names + 2 * INDENT).max(FEWEST_COLUMNS);
    let margin = " ".repeat(names + 2 * INDENT);
    let mut text = format!("{STRONG}What happened{STRONG:#}  {}\n", legend());
    for line in axis(0..axis_ns, columns) {
        let _ = writeln!(text, "{FAINT}{margin}{line}{FAINT:#}");
    }
    for timeline in timelines {
        let _ = writeln!(text, "{}", timeline.title);
        for lane in &timeline.lanes {
            let _ = writeln!(text, "  {:<names$}  {}", lane.name, painted(&cells(lane, 0..axis_ns, columns)));
        }
        if !timeline.path.words.is_empty() {
            let _ = writeln!(text, "{FAINT}  critical path: {}{FAINT:#}", timeline.path.words);
        }
    }
    text
}

fn legend() -> String {
    let entry = |state: &State| {
        let (sign, style) = style::of_state(*state);
        format!("{style}{sign}{style:#} {}", state.name())
    };
    let signs: Vec<String> = State::ALL.iter().filter(|state| **state != State::Idle).map(entry).collect();
    format!("{}, blank idle", signs.join("  "))
}

/// Labels, and below them the marks they belong to. A part of a run is labelled to the microsecond.
pub fn axis(shown: Range<u64>, columns: usize) -> [String; 2] {
    let parts = (columns / LABEL_COLUMNS).max(1);
    let (mut labels, mut marks) = (String::new(), String::new());
    for part in 0..=parts {
        let column = part * (columns - 1) / parts;
        let at_ns = shown.start as f64 + (shown.end - shown.start) as f64 * part as f64 / parts as f64;
        let label = if shown.start == 0 { text::milliseconds(at_ns / 1e6) } else { text::moment(at_ns as u64) };
        // The last one ends at its mark, the others begin there.
        let begin = if part == parts { (column + 1).saturating_sub(label.chars().count()) } else { column };
        labels = format!("{labels:<begin$}{label}");
        marks = format!("{marks:─<column$}{}", if part == parts { '┐' } else { '┬' });
    }
    [labels, marks]
}

/// What the lane did most in each column's share of the time, which is at least a nanosecond.
pub fn cells(lane: &LaneSpans, shown: Range<u64>, columns: usize) -> Vec<State> {
    let length = u128::from(shown.end - shown.start);
    let begin = |column: usize| shown.start + (length * column as u128 / columns as u128) as u64;
    let first = lane.spans.partition_point(|span| span.to_ns <= shown.start);
    let mut spans = lane.spans[first..].iter().peekable();
    (0..columns)
        .map(|column| {
            let (from, to) = (begin(column), begin(column + 1));
            let mut shares = [0; State::ALL.len()];
            while let Some(span) = spans.peek() {
                let share = span.to_ns.min(to).saturating_sub(span.from_ns.max(from));
                shares[span.state as usize] += share;
                if span.to_ns > to {
                    break;
                }
                spans.next();
            }
            // After the end of the run a lane is idle.
            let idle = to - from - shares.iter().sum::<u64>();
            shares[State::Idle as usize] += idle;
            let most = State::ALL.iter().max_by_key(|state| shares[**state as usize]);
            most.copied().unwrap_or(State::Idle)
        })
        .collect()
}

fn painted(cells: &[State]) -> String {
    let mut text = String::new();
    for run in cells.chunk_by(|a, b| a == b) {
        let (sign, style) = style::of_state(run[0]);
        let signs: String = run.iter().map(|_| sign).collect();
        let _ = write!(text, "{style}{signs}{style:#}");
    }
    text.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use interleave_core::fold::path::CriticalPath;
    use interleave_core::fold::spans::Span;
    use interleave_core::fold::usage::Usage;
    use interleave_core::fold::waits::Waits;
    use interleave_core::trace::LaneKind;

    use interleave_core::host::Platform;

    use super::*;

    fn lane(parts: &[(State, u64)]) -> LaneSpans {
        let mut from_ns = 0;
        let spans = parts.iter().map(|(state, to_ns)| {
            let span = Span { state: *state, task: None, resource: None, awaited: None, from_ns, to_ns: *to_ns };
            from_ns = *to_ns;
            span
        });
        LaneSpans { id: 0, name: "main".to_owned(), kind: LaneKind::Main, process: None, spans: spans.collect() }
    }

    fn signs(parts: &[(State, u64)], axis_ns: u64, columns: usize) -> String {
        cells(&lane(parts), 0..axis_ns, columns).into_iter().map(|state| style::of_state(state).0).collect()
    }

    #[test]
    fn each_column_shows_what_the_lane_did_most_in_it() {
        let parts = [(State::Running, 14), (State::Blocked, 30), (State::Running, 31), (State::Waiting, 40)];
        assert_eq!(signs(&parts, 40, 4), "█▒▒·");
    }

    #[test]
    fn a_run_that_ends_before_the_axis_leaves_the_rest_blank() {
        assert_eq!(signs(&[(State::Running, 20)], 80, 8), "██      ");
    }

    #[test]
    fn a_part_of_the_run_is_shown_from_its_own_beginning_and_labelled_to_the_microsecond() {
        let parts = [(State::Running, 14), (State::Blocked, 30), (State::Running, 31), (State::Waiting, 40)];
        let cells = cells(&lane(&parts), 10..34, 4);
        assert_eq!(cells, [State::Running, State::Blocked, State::Blocked, State::Waiting]);
        let [labels, _] = axis(12_300_000..12_400_000, 40);
        assert!(labels.starts_with("12.300") && labels.ends_with("12.400\u{a0}ms"), "{labels}");
    }

    #[test]
    fn one_axis_is_shared_by_models_of_different_length() {
        let timeline = |model: &str, wall_ns| Timeline {
            model: model.to_owned(),
            platform: Some(Platform::Simulated),
            title: model.to_owned(),
            wall_ns,
            tasks: Vec::new(),
            resources: Vec::new(),
            lanes: vec![lane(&[(State::Running, wall_ns)])],
            tracks: Vec::new(),
            dead_ends: Vec::new(),
            strokes: Vec::new(),
            arrows: Vec::new(),
            waits: Waits::default(),
            usage: Usage::default(),
            gil: None,
            path: CriticalPath { words: format!("computing {model}"), ..CriticalPath::default() },
            output: Vec::new(),
            processes: Vec::new(),
            dropped: 0,
        };
        let text = timelines(&[timeline("short", 1_000_000), timeline("long", 4_000_000)], 48);
        let bars: Vec<usize> =
            text.lines().filter(|line| line.starts_with("  main")).map(|line| line.matches('█').count()).collect();
        assert_eq!(bars, [10, 40], "{text}");
        assert!(text.contains("critical path: computing short"), "{text}");
    }

    #[test]
    fn the_axis_begins_at_zero_ends_at_the_longest_run_and_is_as_wide_as_the_lanes() {
        for columns in [FEWEST_COLUMNS, 40, 93, 200] {
            let [labels, marks] = axis(0..5_000_000, columns);
            assert_eq!((labels.chars().count(), marks.chars().count()), (columns, columns), "{labels}\n{marks}");
            assert!(labels.starts_with("0.00") && labels.ends_with("5.00\u{a0}ms"), "{labels}");
        }
    }
}
