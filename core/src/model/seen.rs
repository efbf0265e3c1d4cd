//! What a parent sees of a lane that somebody else has lent: all there is to know of it when it is lost.

use std::cell::Cell;

use super::execution::Execution;
use crate::host::Channel;
use crate::trace::{EventKind, LaneId, LaneKind, LaneRecord, Moment, Recorder, Room, TaskId};

/// A record on the parent's own clock. Tasks that ended on the lane are in it; one that was lost with it is not, because it begins on
/// another lane.
pub(super) struct Seen<'a> {
    recorder: Recorder<'a>,
    /// How many lines its tasks have printed by their ends.
    lines: Cell<u64>,
}

impl<'a> Seen<'a> {
    /// Of a lane that is there now, with room for what so many tasks leave in it.
    pub fn new(execution: &Execution<'a>, lane: LaneId, tasks: u64) -> Self {
        let state = execution.state;
        let events = (2 * tasks + 4).min(Room::most_events(u64::from(state.lanes())));
        let room = Room { events, ..Room::default() };
        let recorder = Recorder::new(lane, execution.host.gauges().clock, &*state.seq, room);
        recorder.record(None, EventKind::LaneStarted);
        Self { recorder, lines: Cell::new(0) }
    }

    /// The name of a lane of this worker.
    pub fn name(lane: LaneId, worker: &str) -> String {
        format!("process {lane}, {worker}")
    }

    /// It is given a task.
    pub fn begins(&self) -> Moment {
        self.recorder.moment()
    }

    /// The task that was given to it then has ended, and has printed so many lines.
    pub fn ended(&self, begun: Moment, task: TaskId, well: bool, lines: u64) {
        self.lines.set(self.lines.get() + lines);
        self.recorder.record_at(begun, 0, Some(task), EventKind::TaskStarted);
        self.recorder.record(Some(task), if well { EventKind::TaskEnded } else { EventKind::TaskFailed });
    }

    /// The record of a lane that was lost.
    pub fn lost(self, channel: &dyn Channel) -> LaneRecord {
        let Self { recorder, lines } = self;
        recorder.record(None, EventKind::LaneEnded);
        let name = Self::name(recorder.lane(), channel.worker().unwrap_or_default());
        let mut record = recorder.seal(format!("{name}, lost"), LaneKind::Process, Some(channel.process()));
        record.info.worker = channel.worker().map(str::to_owned);
        record.info.lost = true;
        record.info.lost_lines = lines.get();
        record
    }

    /// The record of a lane that was never there.
    pub fn unborn(self) -> LaneRecord {
        let Self { recorder, .. } = self;
        recorder.record(None, EventKind::LaneEnded);
        let name = format!("process {}, not needed", recorder.lane());
        let mut record = recorder.seal(name, LaneKind::Process, None);
        record.info.lost = true;
        record
    }
}
