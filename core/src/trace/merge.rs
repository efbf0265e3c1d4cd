//! Puts the records of all lanes together into one trace, in one order.

use super::event::{Event, EventKind, LaneKind, Trace};
use super::order;
use super::recorder::LaneRecord;

/// Merges records that are all on the clock of lane 0.
pub fn trace(mut records: Vec<LaneRecord>, tasks: &[String], resources: Vec<String>) -> Trace {
    records.sort_by_key(|record| record.info.id);
    let mut lines = Vec::new();
    for record in &mut records {
        let base = u32::try_from(lines.len()).expect("lanes bound the number of lines");
        for event in &mut record.events {
            if let EventKind::Printed { line } = &mut event.kind {
                *line += base;
            }
        }
        lines.append(&mut record.lines);
    }
    // What is known of a lost lane was written down in its parent's memory.
    let (isolated, sharing): (Vec<&LaneRecord>, Vec<&LaneRecord>) =
        records.iter().partition(|record| record.info.kind == LaneKind::Process && !record.info.lost);
    let mut shared: Vec<Event> = sharing.iter().flat_map(|record| record.events.iter().copied()).collect();
    shared.sort_by_key(|event| event.seq);
    let isolated = isolated.into_iter().map(|record| (record.events.clone(), &record.bonds)).collect();
    let mut events = order::merge(shared, isolated);
    let wall_ns = rebase(&mut events);
    Trace {
        wall_ns,
        lanes: records.into_iter().map(|record| record.info).collect(),
        tasks: tasks.to_vec(),
        resources,
        lines,
        source: 0,
        events,
    }
}

/// Makes times count from the first event of lane 0, keeps each lane's times from going back, also behind its spawn, and gives the length of the run.
///
/// Each worker of a browser rounds a clock of its own, so that a thread may read less than its parent did before it asked for that thread.
fn rebase(events: &mut [Event]) -> u64 {
    let of_main = |event: &&Event| event.lane == 0;
    let begin = events.iter().find(of_main).map_or(0, |event| event.at_ns);
    let end = events.iter().rfind(of_main).map_or(0, |event| event.at_ns);
    let wall_ns = end.saturating_sub(begin);
    let lanes = events.iter().map(|event| usize::from(event.lane) + 1).max().unwrap_or(0);
    let mut latest = vec![0; lanes];
    for event in events {
        let own = &mut latest[usize::from(event.lane)];
        event.at_ns = event.at_ns.saturating_sub(begin).min(wall_ns).max(*own);
        *own = event.at_ns;
        if let EventKind::SpawnRequested { target } = event.kind
            && let Some(asked) = latest.get_mut(usize::from(target))
        {
            *asked = event.at_ns.max(*asked);
        }
    }
    wall_ns
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::sync::atomic::AtomicU64;

    use super::super::recorder::Recorder;
    use super::super::room::Room;
    use super::*;

    thread_local! {
        static NOW: Cell<u64> = const { Cell::new(0) };
    }

    fn standing() -> u64 {
        NOW.get()
    }

    #[test]
    fn a_lane_does_not_begin_before_it_was_asked_for_though_its_clock_is_behind() {
        let seq = AtomicU64::new(0);
        let [main, thread] = [0, 1].map(|lane| Recorder::new(lane, standing, &seq, Room::USUAL));
        main.record(None, EventKind::LaneStarted);
        NOW.set(5000);
        main.record(None, EventKind::SpawnRequested { target: 1 });
        NOW.set(0);
        thread.record(None, EventKind::LaneStarted);
        NOW.set(6000);
        thread.record(None, EventKind::LaneEnded);
        main.record(None, EventKind::LaneEnded);
        let records = vec![
            main.seal("main".to_owned(), LaneKind::Main, None),
            thread.seal("thread 1".to_owned(), LaneKind::Thread, None),
        ];
        let times: Vec<u64> = trace(records, &[], Vec::new()).events.iter().map(|event| event.at_ns).collect();
        assert_eq!(times, [0, 5000, 5000, 6000, 6000]);
    }

    /// Each reading is one nanosecond later.
    fn ticking() -> u64 {
        NOW.replace(NOW.get() + 1)
    }

    #[test]
    fn a_full_buffer_does_not_shorten_the_run() {
        let seq = AtomicU64::new(0);
        let recorder = Recorder::new(0, ticking, &seq, Room::USUAL);
        recorder.record(None, EventKind::LaneStarted);
        let facts = 1 << 17;
        for _ in 0..facts {
            recorder.record(None, EventKind::Resumed);
            ticking();
        }
        recorder.record(None, EventKind::LaneEnded);
        let trace = trace(vec![recorder.seal("main".to_owned(), LaneKind::Main, None)], &[], Vec::new());
        assert!(trace.lanes[0].dropped > 0, "there was not room for all");
        assert!(trace.wall_ns > facts, "{} ns, but the clock went on for {facts} more", trace.wall_ns);
        assert_eq!(trace.events.len() as u64 + trace.lanes[0].dropped, facts + 2, "what is missing is counted");
    }
}
