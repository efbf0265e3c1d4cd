//! Reads trace files in Chrome's trace event format, as VizTracer, Perfetto and many others write them: JSON, a list of events or an object with
//! one. Time and memory grow with the file and with nothing in it; what is not shown is counted.

mod collector;
mod event;
mod flows;
mod lanes;
mod remarks;

use super::error::ImportError;
use super::recording::{Mark, Moment, RecordedArrow, RecordedLane, Recording, Slice};
use super::scanner::{End, Scanner};
use collector::{Collector, Lane};
use flows::Flow;
use lanes::RawSlice;
use remarks::Why;

pub use collector::STATE;

/// The name of the list of events in an object.
const EVENTS: &str = "\"traceEvents\"";

/// Whether it is a list, or an object that has one of events.
pub fn is_trace(bytes: &[u8]) -> bool {
    let mut scanner = Scanner::new(bytes);
    scanner.peek() == Some(b'[') || (scanner.skip(b'{') && to_events(&mut scanner))
}

/// The recording in `bytes`.
///
/// # Errors
/// When there is not a single event in it.
pub fn recording(bytes: &[u8]) -> Result<Recording, ImportError> {
    let mut collector = Collector::default();
    let mut scanner = Scanner::new(bytes);
    let object = scanner.skip(b'{');
    let found = if object { to_events(&mut scanner) } else { true };
    if !found || !scanner.skip(b'[') {
        return Err(ImportError::Invalid("it is no trace: it has no list of \"traceEvents\"".to_owned()));
    }
    match scanner.list(|entry| collector.add(entry)) {
        End::Closed if !object && scanner.peek().is_some() => collector.remarks.add(Why::AfterTheEnd),
        End::Closed => {}
        End::Missing => collector.remarks.add(Why::EndMissing),
        End::InTheMiddle => collector.remarks.add(Why::EndInTheMiddle),
    }
    if collector.events == 0 {
        return Err(ImportError::Invalid("it is no trace: there is not a single event in it".to_owned()));
    }
    Ok(finish(collector))
}

/// Goes on to the value of `traceEvents`, among the members of an object.
fn to_events(scanner: &mut Scanner<'_>) -> bool {
    loop {
        scanner.skip(b',');
        if scanner.peek() != Some(b'"') {
            return false;
        }
        let Some(name) = scanner.value() else { return false };
        if !scanner.skip(b':') {
            return false;
        }
        if name == EVENTS.as_bytes() && scanner.peek() == Some(b'[') {
            return true;
        }
        if scanner.value().is_none() {
            return false;
        }
    }
}

fn finish(collector: Collector) -> Recording {
    let Collector { names, processes, mut lanes, marks, flows, mut remarks, .. } = collector;
    let (first, last) = extent(&lanes, &marks);
    let since = |at: i64| at.clamp(first, last).abs_diff(first);
    // Where each lane stands, by how it was first named: in the order asked for, and else in the file's.
    let mut order: Vec<usize> = (0..lanes.len()).collect();
    let asked = |place: usize| {
        let Lane { process, title, .. } = &lanes[place];
        (processes[*process].title.order, *process, title.order, place)
    };
    order.sort_by(|a, b| {
        let (a, b) = (asked(*a), asked(*b));
        a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then(a.2.total_cmp(&b.2)).then(a.3.cmp(&b.3))
    });
    let mut place_of = vec![0_u32; lanes.len()];
    (0..).zip(&order).for_each(|(place, lane)| place_of[*lane] = place);
    let mut recording = Recording { wall_ns: last.abs_diff(first), names: names.into_list(), ..Recording::default() };
    let mut shown: Option<usize> = None;
    for lane in order {
        let Lane { process, tid, title, mut slices, edges } = std::mem::take(&mut lanes[lane]);
        if shown != Some(process) {
            let title = &processes[process].title;
            let named = title.name.clone().unwrap_or_else(|| called("process", &processes[process].pid));
            recording.processes.push(named);
            shown = Some(process);
        }
        slices.extend(lanes::pairs(edges, last, &mut remarks));
        let slice = |RawSlice { name, state, from, to }, row| Slice {
            name,
            row,
            state,
            from_ns: since(from),
            to_ns: since(to),
        };
        let (slices, rows) = lanes::rows(slices, &mut remarks, slice);
        recording.lanes.push(RecordedLane {
            process: recording.processes.len() as u32 - 1,
            name: title.name.unwrap_or_else(|| called("thread", &tid)),
            rows,
            slices,
        });
    }
    let mark = |mark: &collector::RawMark| Mark {
        name: mark.name,
        lane: mark.lane.map(|lane| place_of[lane as usize]),
        at_ns: since(mark.at),
    };
    recording.marks = marks.iter().map(mark).collect();
    recording.marks.sort_by_key(|mark| mark.at_ns);
    let moment = |flow: &Flow| {
        let (lane, at_ns) = (place_of[flow.lane as usize], since(flow.at));
        let slices = &recording.lanes[lane as usize].slices;
        let next = || slices.get(slices.partition_point(|slice| slice.from_ns < at_ns)).map(|slice| slice.from_ns);
        Moment { lane, at_ns: if flow.enclosing { at_ns } else { next().unwrap_or(at_ns) } }
    };
    let arrow = |(from, to): &(Flow, Flow)| RecordedArrow { name: to.name, from: moment(from), to: moment(to) };
    recording.arrows = flows::arrows(flows, &mut remarks).iter().map(arrow).collect();
    recording.warnings = remarks.warnings();
    recording
}

/// `process 17`, or the text itself where the file has no number for it.
fn called(what: &str, id: &str) -> String {
    if id.parse::<i64>().is_ok() { format!("{what} {id}") } else { id.to_owned() }
}

/// From where to where it lasted: to its last moment, from its first one. The file's own zero is kept where it lies before the first moment, but
/// by no more than everything lasted: many count from when they began.
fn extent(lanes: &[Lane], marks: &[collector::RawMark]) -> (i64, i64) {
    let slices = lanes.iter().flat_map(|lane| &lane.slices).flat_map(|slice| [slice.from, slice.to]);
    let edges = lanes.iter().flat_map(|lane| &lane.edges).map(|edge| edge.at);
    let moments = slices.chain(edges).chain(marks.iter().map(|mark| mark.at));
    let ends = moments.fold(None, |ends: Option<(i64, i64)>, at| {
        Some(ends.map_or((at, at), |(first, last)| (first.min(at), last.max(at))))
    });
    let (first, last) = ends.unwrap_or_default();
    let own_zero = (0..=last.saturating_sub(first)).contains(&first);
    (if own_zero { 0 } else { first }, last)
}

#[cfg(test)]
mod identity;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
