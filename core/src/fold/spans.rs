//! Spans: for each lane, what it did from the beginning to the end of the run, without gap or overlap.

use std::collections::BTreeMap;

use serde::Serialize;

use super::columns;
#[cfg(feature = "schema")]
use super::columns::SpanColumns;
use super::each::each;
pub use super::span::{Awaited, Span, State};
use super::suspended::Suspended;
use crate::trace::{Cause, EventKind, LaneId, LaneInfo, LaneKind, ResourceId, TaskId, Trace};

/// One lane and all its spans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LaneSpans {
    /// Its number.
    pub id: LaneId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: LaneKind,
    /// The operating system's process id, or the number of the worker in a browser.
    pub process: Option<u32>,
    /// What it did, in order; together they cover the run.
    #[serde(serialize_with = "columns::spans")]
    #[cfg_attr(feature = "schema", schemars(with = "SpanColumns"))]
    pub spans: Vec<Span>,
}

/// Folds a trace into spans, lane by lane.
pub fn fold(trace: &Trace) -> Vec<LaneSpans> {
    fold_opened(trace).into_iter().map(|(lane, _)| lane).collect()
}

/// The same, and for each span the place of the event that began it; none where it begins with the run.
pub(super) fn fold_opened(trace: &Trace) -> Vec<(LaneSpans, Vec<Option<usize>>)> {
    let mut lanes: Vec<LaneFold> = trace.lanes.iter().map(LaneFold::new).collect();
    each(&trace.events, &mut |place, event| {
        let others = match event.kind {
            EventKind::SpawnRequested { target } => Some((target, Signal::Requested)),
            EventKind::Sent { target, .. } => Some((target, Signal::Sent)),
            EventKind::Received { source, .. } => Some((source, Signal::Received)),
            _ => None,
        };
        if let Some((lane, signal)) = others
            && let Some(lane) = lanes.get_mut(usize::from(lane))
        {
            lane.place = Some(place);
            lane.receive(signal, event.at_ns);
        }
        if let Some(lane) = lanes.get_mut(usize::from(event.lane)) {
            lane.place = Some(place);
            lane.did(event.task, event.kind, event.at_ns);
        }
    });
    lanes.into_iter().map(|lane| lane.finish(trace.wall_ns)).collect()
}

/// Milliseconds per state over all lanes; states that never occur are left out.
pub fn states_ms(lanes: &[LaneSpans]) -> BTreeMap<String, f64> {
    let mut sums: BTreeMap<State, u64> = BTreeMap::new();
    for span in lanes.iter().flat_map(|lane| &lane.spans) {
        *sums.entry(span.state).or_default() += span.to_ns - span.from_ns;
    }
    sums.into_iter().map(|(state, ns)| (state.name().to_owned(), ns as f64 / 1e6)).collect()
}

/// What another lane's event means for this one.
#[derive(Clone, Copy)]
enum Signal {
    Requested,
    Sent,
    Received,
}

type Now = (State, Option<TaskId>, Option<ResourceId>, Option<Awaited>);

struct LaneFold<'a> {
    info: &'a LaneInfo,
    now: Now,
    since_ns: u64,
    suspended: Suspended,
    /// The task that computes, or would if its lane did not wait.
    computing: Option<TaskId>,
    /// A message for a process that has not begun yet.
    awaited: bool,
    ended: bool,
    spans: Vec<Span>,
    /// The place of the event that is folded, of the one that began what the lane does now, and of those that began its spans.
    place: Option<usize>,
    opened: Option<usize>,
    openings: Vec<Option<usize>>,
}

impl<'a> LaneFold<'a> {
    fn new(info: &'a LaneInfo) -> Self {
        Self {
            info,
            now: (State::Idle, None, None, None),
            since_ns: 0,
            suspended: Suspended::default(),
            computing: None,
            awaited: false,
            ended: false,
            spans: Vec::new(),
            place: None,
            opened: None,
            openings: Vec::new(),
        }
    }

    fn did(&mut self, task: Option<TaskId>, kind: EventKind, at_ns: u64) {
        match kind {
            EventKind::LaneStarted if self.info.kind == LaneKind::Process => {
                // Its first message may have been sent before it could receive.
                let state = if self.awaited { State::Messaging } else { State::Idle };
                self.go((state, None, None, None), at_ns);
            }
            EventKind::LaneStarted => self.go((State::Running, None, None, None), at_ns),
            EventKind::LaneEnded => {
                self.ended = true;
                self.go((State::Idle, None, None, None), at_ns);
            }
            EventKind::TaskStarted | EventKind::Resumed => {
                self.suspended.remove(task);
                self.computing = task.or(self.computing);
                self.go((State::Running, self.computing, None, None), at_ns);
            }
            EventKind::Suspended { cause } => {
                self.suspended.insert(task, cause);
                if task.is_some() {
                    self.computing = None;
                }
                self.go(self.stalled(), at_ns);
            }
            EventKind::TaskEnded | EventKind::TaskFailed => {
                self.computing = None;
                self.go(self.stalled(), at_ns);
            }
            EventKind::SpawnRequested { .. }
            | EventKind::Sent { .. }
            | EventKind::Received { .. }
            | EventKind::Acquired { .. }
            | EventKind::Released { .. }
            | EventKind::DropRequested { .. }
            | EventKind::Put { .. }
            | EventKind::Taken { .. }
            | EventKind::Stuck { .. }
            | EventKind::Printed { .. } => {}
        }
    }

    fn receive(&mut self, signal: Signal, at_ns: u64) {
        let isolated = self.info.kind == LaneKind::Process;
        match (signal, self.now.0) {
            (Signal::Requested, _) => self.go((State::Starting, None, None, None), at_ns),
            (Signal::Sent, State::Starting) if isolated => self.awaited = true,
            (Signal::Sent, State::Idle) if isolated && !self.ended => {
                self.go((State::Messaging, None, None, None), at_ns)
            }
            (Signal::Received, State::Messaging) => self.go((State::Idle, None, None, None), at_ns),
            _ => {}
        }
    }

    /// What the lane does when none of its tasks computes.
    fn stalled(&self) -> Now {
        let only = self.suspended.only();
        let named = |state, resource| (state, only.flatten(), resource, None);
        if self.suspended.any(Cause::Preempted) {
            named(State::Ready, None)
        } else if self.suspended.any(Cause::Sleep) {
            let awaited = only.and(self.suspended.first()).and_then(|(_, cause)| Awaited::by(cause));
            (State::Waiting, only.flatten(), None, awaited)
        } else if self.suspended.any(Cause::Message) {
            named(State::Messaging, None)
        } else if let Some((_, Cause::Blocked { resource })) = self.suspended.first() {
            named(State::Blocked, Some(resource))
        } else if self.info.kind == LaneKind::Process {
            // Its result is on its way to the parent.
            (State::Messaging, None, None, None)
        } else if self.info.kind == LaneKind::Thread {
            // It is about to take its next task; if that lasts, the system has given its core to another thread.
            (State::Ready, None, None, None)
        } else {
            (State::Idle, None, None, None)
        }
    }

    fn go(&mut self, next: Now, at_ns: u64) {
        if next == self.now {
            return;
        }
        self.close(at_ns);
        self.now = next;
        self.opened = self.place;
    }

    fn close(&mut self, to_ns: u64) {
        let (state, task, resource, awaited) = self.now;
        if to_ns > self.since_ns {
            self.spans.push(Span { state, task, resource, awaited, from_ns: self.since_ns, to_ns });
            self.openings.push(self.opened);
            self.since_ns = to_ns;
        }
    }

    fn finish(mut self, wall_ns: u64) -> (LaneSpans, Vec<Option<usize>>) {
        self.close(wall_ns);
        let LaneInfo { id, name, kind, process, .. } = self.info.clone();
        (LaneSpans { id, name, kind, process, spans: self.spans }, self.openings)
    }
}
