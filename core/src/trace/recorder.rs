//! A lane's own record: a buffer made before the run, filled without a lock, sealed after it.

use std::cell::{Cell, RefCell};
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};

use super::event::{Event, EventKind, LaneId, LaneInfo, LaneKind, TaskId};
use super::order::Bonds;
use super::room::Room;
use crate::clock::Clock;

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

/// A moment of a lane, kept for what becomes known only later.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    pub(super) place: usize,
    /// What the lane records from now on has larger numbers.
    pub seq: u64,
    /// What its clock says.
    pub at_ns: u64,
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
    /// What was said between it and the memory of its parent; nothing if it belongs to that memory.
    #[serde(default)]
    pub bonds: Bonds,
}

impl<'a> Recorder<'a> {
    /// An empty record for `lane`; all memory it will need is taken now.
    pub fn new(lane: LaneId, clock: Clock, seq: &'a AtomicU64, room: Room) -> Self {
        Self {
            lane,
            clock,
            seq,
            events: RefCell::new(Vec::with_capacity(places(room.events))),
            text: RefCell::new(String::with_capacity(places(room.bytes))),
            line_ends: RefCell::new(Vec::with_capacity(places(room.lines))),
            dropped: Cell::new(0),
        }
    }

    /// Makes `room`, for a lane that is told only after it has begun.
    pub fn make(&self, room: Room) {
        let (mut events, mut text) = (self.events.borrow_mut(), self.text.borrow_mut());
        let mut line_ends = self.line_ends.borrow_mut();
        let used = (events.len(), text.len(), line_ends.len());
        events.reserve_exact(places(room.events).saturating_sub(used.0));
        text.reserve_exact(places(room.bytes).saturating_sub(used.1));
        line_ends.reserve_exact(places(room.lines).saturating_sub(used.2));
    }

    /// Whose record this is.
    pub fn lane(&self) -> LaneId {
        self.lane
    }

    /// What the lane's clock says.
    pub fn now(&self) -> u64 {
        (self.clock)()
    }

    /// Writes one fact of this lane down, if there is room. For its end there always is, because the time of a run is read from it.
    pub fn record(&self, task: Option<TaskId>, kind: EventKind) {
        self.record_on(0, task, kind);
    }

    /// The same, of a task that is on this line of its program; 0 if that is not known.
    pub fn record_on(&self, at_line: u32, task: Option<TaskId>, kind: EventKind) {
        let mut events = self.events.borrow_mut();
        let reserved = if kind == EventKind::LaneEnded { 0 } else { 1 };
        if events.capacity() - events.len() <= reserved {
            self.dropped.set(self.dropped.get() + 1);
            return;
        }
        let seq = self.seq.fetch_add(1, Ordering::Relaxed);
        let at_ns = self.now();
        events.push(Event { seq, at_ns, lane: self.lane, task, at_line, kind });
    }

    /// This moment, for [`Self::record_at`].
    pub fn moment(&self) -> Moment {
        Moment { place: self.events.borrow().len(), seq: self.seq.fetch_add(1, Ordering::Relaxed), at_ns: self.now() }
    }

    /// The same, where it belongs: at an earlier moment, before all that came after it.
    pub fn record_at(&self, moment: Moment, at_line: u32, task: Option<TaskId>, kind: EventKind) {
        let mut events = self.events.borrow_mut();
        if events.capacity() - events.len() <= 1 {
            self.dropped.set(self.dropped.get() + 1);
            return;
        }
        let Moment { place, seq, at_ns } = moment;
        events.insert(place, Event { seq, at_ns, lane: self.lane, task, at_line, kind });
    }

    /// Writes down that the program printed one line, on this line of its own.
    pub fn print(&self, at_line: u32, task: Option<TaskId>, line: std::fmt::Arguments<'_>) {
        let mut text = self.text.borrow_mut();
        let mut ends = self.line_ends.borrow_mut();
        let begin = text.len();
        let fits = ends.len() < ends.capacity() && write!(Within(&mut text), "{line}").is_ok();
        if !fits {
            text.truncate(begin);
            self.dropped.set(self.dropped.get() + 1);
            return;
        }
        ends.push(text.len());
        let line = u32::try_from(ends.len() - 1).expect("there is room for few lines");
        drop((text, ends));
        self.record_on(at_line, task, EventKind::Printed { line });
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
            worker: None,
            lost: false,
            memory_bytes: None,
            threads: None,
            clock_uncertainty_ns: 0,
            dropped: self.dropped.get(),
        };
        LaneRecord { info, events: self.events.into_inner(), lines, bonds: Bonds::default() }
    }
}

/// Text that takes no more memory than it has.
struct Within<'a>(&'a mut String);

impl std::fmt::Write for Within<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        if self.0.capacity() - self.0.len() < text.len() {
            return Err(std::fmt::Error);
        }
        self.0.push_str(text);
        Ok(())
    }
}

fn places(count: u64) -> usize {
    usize::try_from(count).expect("a lane is given room that fits into memory")
}
