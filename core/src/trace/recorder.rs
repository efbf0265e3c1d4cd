//! A lane's own record: a buffer made before the run, filled without a lock, sealed after it.

use std::cell::{Cell, RefCell};
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};

use super::event::{Event, EventKind, LaneId, LaneInfo, LaneKind, TaskId};
use crate::clock::Clock;

/// Events a lane can record besides those of [`EVENTS_PER_TASK`]; more are counted, not kept.
const EVENT_CAPACITY: usize = 1 << 15;

/// What a task that waits once leaves behind at the most: beginning, end, the wait, and its dealings with a lock.
const EVENTS_PER_TASK: usize = 12;

/// Bytes of printed text a lane can keep.
const TEXT_CAPACITY: usize = 1 << 16;

/// Printed lines a lane can keep.
const LINE_CAPACITY: usize = 1 << 11;

/// Writes down what one lane does. Made, used and sealed on that lane only.
#[derive(Debug)]
pub struct Recorder<'a> {
    lane: LaneId,
    clock: Clock,
    /// Orders the events of all lanes that share this memory.
    seq: &'a AtomicU64,
    events: RefCell<Vec<Event>>,
    text: RefCell<String>,
    line_ends: RefCell<Vec<usize>>,
    dropped: Cell<u64>,
}

/// A moment of a lane, kept for a fact that becomes known only later.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    place: usize,
    seq: u64,
    at_ns: u64,
}

/// What a lane leaves behind.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct LaneRecord {
    /// Who it was.
    pub info: LaneInfo,
    /// What it did, on the lane's own clock. `Printed` events count this record's own lines.
    pub events: Vec<Event>,
    /// What it printed.
    pub lines: Vec<String>,
}

fn capacity(tasks: usize) -> usize {
    EVENT_CAPACITY + EVENTS_PER_TASK * tasks
}

impl<'a> Recorder<'a> {
    /// An empty record for `lane`; all memory it will need is taken now, if it can be told how many `tasks` may come.
    pub fn new(lane: LaneId, clock: Clock, seq: &'a AtomicU64, tasks: usize) -> Self {
        Self {
            lane,
            clock,
            seq,
            events: RefCell::new(Vec::with_capacity(capacity(tasks))),
            text: RefCell::new(String::with_capacity(TEXT_CAPACITY)),
            line_ends: RefCell::new(Vec::with_capacity(LINE_CAPACITY)),
            dropped: Cell::new(0),
        }
    }

    /// Makes room for `tasks`, for a lane that is told only after it has begun.
    pub fn expect_tasks(&self, tasks: usize) {
        let mut events = self.events.borrow_mut();
        let more = capacity(tasks).saturating_sub(events.len());
        events.reserve_exact(more);
    }

    /// Whose record this is.
    pub fn lane(&self) -> LaneId {
        self.lane
    }

    /// What the lane's clock says.
    pub fn now(&self) -> u64 {
        (self.clock)()
    }

    /// Writes one fact down, if there is room. For the end of the lane there always is, because the time of a run is read from it.
    pub fn record(&self, task: Option<TaskId>, kind: EventKind) {
        let mut events = self.events.borrow_mut();
        let reserved = if kind == EventKind::LaneEnded { 0 } else { 1 };
        if events.capacity() - events.len() <= reserved {
            self.dropped.set(self.dropped.get() + 1);
            return;
        }
        let seq = self.seq.fetch_add(1, Ordering::Relaxed);
        let at_ns = self.now();
        events.push(Event { seq, at_ns, lane: self.lane, task, kind });
    }

    /// This moment, for [`Self::record_at`].
    pub fn moment(&self) -> Moment {
        Moment { place: self.events.borrow().len(), seq: self.seq.fetch_add(1, Ordering::Relaxed), at_ns: self.now() }
    }

    /// Writes one fact down where it belongs: at an earlier moment, before all that came after it.
    pub fn record_at(&self, moment: Moment, task: Option<TaskId>, kind: EventKind) {
        let mut events = self.events.borrow_mut();
        if events.capacity() - events.len() <= 1 {
            self.dropped.set(self.dropped.get() + 1);
            return;
        }
        let Moment { place, seq, at_ns } = moment;
        events.insert(place, Event { seq, at_ns, lane: self.lane, task, kind });
    }

    /// Writes down that the program printed one line.
    pub fn print(&self, task: Option<TaskId>, line: std::fmt::Arguments<'_>) {
        let mut text = self.text.borrow_mut();
        let mut ends = self.line_ends.borrow_mut();
        let begin = text.len();
        let written = write!(text, "{line}");
        if written.is_err() || ends.len() == LINE_CAPACITY || text.len() > TEXT_CAPACITY {
            text.truncate(begin);
            self.dropped.set(self.dropped.get() + 1);
            return;
        }
        ends.push(text.len());
        let line = u32::try_from(ends.len() - 1).expect("LINE_CAPACITY fits");
        drop((text, ends));
        self.record(task, EventKind::Printed { line });
    }

    /// Ends the record.
    pub fn seal(self, name: String, kind: LaneKind, process: Option<u32>) -> LaneRecord {
        let text = self.text.into_inner();
        let mut begin = 0;
        let lines = self
            .line_ends
            .into_inner()
            .into_iter()
            .map(|end| {
                let line = text[begin..end].to_owned();
                begin = end;
                line
            })
            .collect();
        let info = LaneInfo {
            id: self.lane,
            name,
            kind,
            process,
            memory_bytes: None,
            clock_uncertainty_ns: 0,
            dropped: self.dropped.get(),
        };
        LaneRecord { info, events: self.events.into_inner(), lines }
    }
}
