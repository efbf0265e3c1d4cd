//! A lane's own record: a buffer made before the run, filled without a lock, sealed after it.

use std::cell::{Cell, RefCell};
use std::fmt::Write as _;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};

use super::event::{Cause, Event, EventKind, LaneId, LaneInfo, LaneKind, TaskId};
use super::order::Bonds;
use super::room::Room;
use crate::clock::Clock;

/// Writes down what one lane does. Made, used and sealed on that lane only.
#[derive(Debug)]
pub struct Recorder<'a> {
    lane: LaneId,
    clock: Clock,
    numbers: Numbers<'a>,
    events: RefCell<Vec<Event>>,
    text: RefCell<String>,
    line_ends: RefCell<Vec<usize>>,
    dropped: Cell<u64>,
    /// When a task's turn ended, as long as the lane has done nothing since: the next turn begins at the same moment, with the number after it.
    turn_ended: Cell<Option<(u64, u64)>>,
}

/// The numbers that order the events of all lanes of a memory.
#[derive(Debug)]
pub enum Numbers<'a> {
    /// For lanes that run at the same time.
    Shared(&'a AtomicU64),
    /// For a lane that is alone in its memory: an atomic addition would cost as much as all the rest of an event.
    Own(Cell<u64>),
}

impl Numbers<'_> {
    /// The first of so many that follow each other.
    fn take(&self, count: u64) -> u64 {
        match self {
            Self::Shared(next) => next.fetch_add(count, Ordering::Relaxed),
            Self::Own(next) => next.replace(next.get() + count),
        }
    }
}

impl<'a> From<&'a AtomicU64> for Numbers<'a> {
    fn from(next: &'a AtomicU64) -> Self {
        Self::Shared(next)
    }
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaneRecord {
    /// Who it was.
    pub info: LaneInfo,
    /// What it did, on the lane's own clock. `Printed` events count this record's own lines.
    pub events: Vec<Event>,
    /// What it printed.
    pub lines: Vec<String>,
    /// What was said between it and the memory of its parent; nothing if it belongs to that memory.
    pub bonds: Bonds,
}

impl<'a> Recorder<'a> {
    /// An empty record for `lane`; all memory it will need is taken now.
    pub fn new(lane: LaneId, clock: Clock, numbers: impl Into<Numbers<'a>>, room: Room) -> Self {
        Self {
            lane,
            clock,
            numbers: numbers.into(),
            events: RefCell::new(Vec::with_capacity(places(room.events))),
            text: RefCell::new(String::with_capacity(places(room.bytes))),
            line_ends: RefCell::new(Vec::with_capacity(places(room.lines))),
            dropped: Cell::new(0),
            turn_ended: Cell::new(None),
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

    /// How many lines were printed on the lane until now.
    pub fn lines(&self) -> u64 {
        self.line_ends.borrow().len() as u64
    }

    /// What the lane's clock says.
    pub fn now(&self) -> u64 {
        (self.clock)()
    }

    /// What tasks do on this lane. Between two polls it stands still, so that no turn of a task begins where the last one ended.
    pub async fn during<T>(&self, tasks: impl Future<Output = T>) -> T {
        let mut tasks = pin!(tasks);
        poll_fn(|context| {
            self.turn_ended.set(None);
            tasks.as_mut().poll(context)
        })
        .await
    }

    /// Writes one fact of this lane down, if there is room. For its end there always is, because the time of a run is read from it.
    #[inline(always)]
    pub fn record(&self, task: Option<TaskId>, kind: EventKind) {
        self.record_on(0, task, kind);
    }

    /// The same, of a task that is on this line of its program; 0 if that is not known. Gives its time.
    ///
    /// It is always inlined: whoever calls it knows the kind, by which most of this is decided, and the event is written where it stays.
    #[inline(always)]
    pub fn record_on(&self, at_line: u32, task: Option<TaskId>, kind: EventKind) -> u64 {
        let turn_ended = self.turn_ended.take();
        let begins = matches!(kind, EventKind::TaskStarted | EventKind::Resumed);
        // To look at the clock and take a number of all lanes for either end of a turn would cost more than a small task does.
        let follows = turn_ended.filter(|_| begins);
        let at_ns = follows.map_or_else(|| self.now(), |(ended_ns, _)| ended_ns);
        let mut events = self.events.borrow_mut();
        let reserved = if matches!(kind, EventKind::LaneEnded) { 0 } else { 1 };
        if events.capacity() - events.len() <= reserved {
            self.dropped.set(self.dropped.get() + 1);
            return at_ns;
        }
        let ends =
            matches!(kind, EventKind::TaskEnded | EventKind::TaskFailed | EventKind::Suspended { cause: Cause::Sleep });
        let seq = follows.map_or_else(|| self.numbers.take(1 + u64::from(ends)), |(_, next)| next);
        if ends {
            self.turn_ended.set(Some((at_ns, seq + 1)));
        }
        events.push(Event { seq, at_ns, lane: self.lane, task, at_line, kind });
        at_ns
    }

    /// This moment, for [`Self::record_at`].
    pub fn moment(&self) -> Moment {
        Moment { place: self.events.borrow().len(), seq: self.numbers.take(1), at_ns: self.now() }
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
            round_trip_ns: None,
            lost_lines: 0,
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

#[cfg(test)]
mod tests {
    use std::task::{Context, Poll, Waker};

    use super::*;

    thread_local! {
        static READ: Cell<u64> = const { Cell::new(0) };
    }

    /// Each look takes a nanosecond.
    fn clock() -> u64 {
        READ.set(READ.get() + 1);
        READ.get()
    }

    #[test]
    fn a_turn_begins_when_the_one_before_ended_unless_the_lane_did_something_or_stood_still() {
        let seq = AtomicU64::new(0);
        let recorder = Recorder::new(0, clock, &seq, Room::USUAL);
        let sleep = EventKind::Suspended { cause: Cause::Sleep };
        let blocked = EventKind::Suspended { cause: Cause::Blocked { resource: 0 } };
        let mut polls = 0;
        let lane = recorder.during(poll_fn(|_| {
            polls += 1;
            if polls == 1 {
                // One turn after the other; and what asks another task may take its time.
                for kind in [EventKind::TaskStarted, sleep, EventKind::TaskStarted, blocked, EventKind::TaskStarted] {
                    recorder.record(None, kind);
                }
                recorder.record(None, EventKind::TaskEnded);
                return Poll::Pending;
            }
            recorder.record(None, EventKind::Resumed);
            recorder.record(None, EventKind::TaskEnded);
            recorder.record(None, EventKind::Printed { line: 0 });
            recorder.record(None, EventKind::Resumed);
            Poll::Ready(())
        }));
        let mut lane = Box::pin(lane);
        let mut context = Context::from_waker(Waker::noop());
        assert!(lane.as_mut().poll(&mut context).is_pending());
        assert!(lane.as_mut().poll(&mut context).is_ready());
        drop(lane);
        let record = recorder.seal(String::new(), LaneKind::EventLoop, None);
        let times: Vec<u64> = record.events.iter().map(|event| event.at_ns).collect();
        assert_eq!(times, [1, 2, 2, 3, 4, 5, 6, 7, 8, 9]);
        assert!(record.events.is_sorted_by(|one, next| one.seq < next.seq), "each has a number of its own");
    }
}
