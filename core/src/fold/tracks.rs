//! Tracks: what each task did while it was under way, where tasks share a lane. A lane's own row shows one thing at a time;
//! that many waits go on at once is seen only here.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::each::each;
use super::spans::{Awaited, Span, State};
use crate::trace::{Cause, EventKind, LaneId, ResourceId, TaskId, Trace};

/// One task on one lane, from its start to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Track {
    /// The lane it was on.
    pub lane: LaneId,
    /// The task.
    pub task: TaskId,
    /// What it did, in order, without gap or overlap.
    pub spans: Vec<Span>,
}

impl Track {
    pub(super) fn begins_ns(&self) -> u64 {
        self.spans.first().map_or(0, |span| span.from_ns)
    }

    pub(super) fn ends_ns(&self) -> u64 {
        self.spans.last().map_or(0, |span| span.to_ns)
    }
}

/// The tracks of all lanes on which tasks were under way at the same time, by lane and start.
pub fn fold(trace: &Trace) -> Vec<Track> {
    let mut tracks = all(trace);
    let shared: BTreeSet<LaneId> =
        tracks.windows(2).filter(|pair| overlap(&pair[0], &pair[1])).map(|pair| pair[0].lane).collect();
    tracks.retain(|track| shared.contains(&track.lane));
    tracks
}

/// The tracks of all lanes, by lane and start.
pub(super) fn all(trace: &Trace) -> Vec<Track> {
    let mut open: BTreeMap<(LaneId, TaskId), Open> = BTreeMap::new();
    let mut tracks = Vec::new();
    each(&trace.events, &mut |_, event| {
        let Some(task) = event.task else { return };
        let place = (event.lane, task);
        match event.kind {
            EventKind::TaskStarted => {
                open.entry(place).or_insert_with(|| Open::new(event.lane, task, event.at_ns));
            }
            EventKind::TaskEnded | EventKind::TaskFailed => {
                tracks.extend(open.remove(&place).map(|one| one.finish(event.at_ns)));
            }
            kind => {
                if let Some(one) = open.get_mut(&place) {
                    one.did(kind, event.at_ns);
                }
            }
        }
    });
    tracks.extend(open.into_values().map(|one| one.finish(trace.wall_ns)));
    tracks.retain(|track| !track.spans.is_empty());
    tracks.sort_by_key(|track| (track.lane, track.begins_ns(), track.task));
    tracks
}

fn overlap(first: &Track, second: &Track) -> bool {
    first.lane == second.lane && second.begins_ns() < first.ends_ns()
}

type Now = (State, Option<ResourceId>, Option<Awaited>);

fn meaning(cause: Cause) -> Now {
    match cause {
        Cause::Preempted => (State::Ready, None, None),
        Cause::Sleep | Cause::Join | Cause::Request => (State::Waiting, None, Awaited::by(cause)),
        Cause::Message => (State::Messaging, None, None),
        Cause::Blocked { resource } => (State::Blocked, Some(resource), None),
    }
}

struct Open {
    track: Track,
    now: Now,
    since_ns: u64,
}

impl Open {
    fn new(lane: LaneId, task: TaskId, at_ns: u64) -> Self {
        Self { track: Track { lane, task, spans: Vec::new() }, now: (State::Running, None, None), since_ns: at_ns }
    }

    fn did(&mut self, kind: EventKind, at_ns: u64) {
        match kind {
            EventKind::Resumed => self.go((State::Running, None, None), at_ns),
            EventKind::Suspended { cause } => self.go(meaning(cause), at_ns),
            _ => {}
        }
    }

    fn go(&mut self, next: Now, at_ns: u64) {
        let (state, resource, awaited) = self.now;
        if at_ns > self.since_ns {
            let task = Some(self.track.task);
            self.track.spans.push(Span { state, task, resource, awaited, from_ns: self.since_ns, to_ns: at_ns });
            self.since_ns = at_ns;
        }
        self.now = next;
    }

    fn finish(mut self, at_ns: u64) -> Track {
        self.go(self.now, at_ns);
        self.track
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::Event;

    const SLEEPS: EventKind = EventKind::Suspended { cause: Cause::Sleep };

    fn trace(events: &[(u64, LaneId, TaskId, EventKind)]) -> Trace {
        let events = events.iter().zip(0..).map(|(&(at_ns, lane, task, kind), seq)| Event {
            seq,
            at_ns,
            lane,
            task: Some(task),
            at_line: 0,
            kind,
        });
        Trace { wall_ns: 100, events: events.collect(), ..Trace::default() }
    }

    #[test]
    fn waits_that_overlap_on_one_lane_stand_side_by_side() {
        let tracks = fold(&trace(&[
            (0, 0, 0, EventKind::TaskStarted),
            (10, 0, 0, SLEEPS),
            (10, 0, 1, EventKind::TaskStarted),
            (20, 0, 1, SLEEPS),
            (60, 0, 1, EventKind::Resumed),
            (70, 0, 1, EventKind::TaskEnded),
            (90, 0, 0, EventKind::Resumed),
            (95, 0, 0, EventKind::TaskEnded),
        ]));
        let times =
            |track: &Track| track.spans.iter().map(|span| (span.state, span.from_ns, span.to_ns)).collect::<Vec<_>>();
        assert_eq!(times(&tracks[0]), [(State::Running, 0, 10), (State::Waiting, 10, 90), (State::Running, 90, 95)]);
        assert_eq!(times(&tracks[1]), [(State::Running, 10, 20), (State::Waiting, 20, 60), (State::Running, 60, 70)]);
    }

    #[test]
    fn tasks_that_follow_one_another_need_no_tracks() {
        let tracks = fold(&trace(&[
            (0, 0, 0, EventKind::TaskStarted),
            (50, 0, 0, EventKind::TaskEnded),
            (50, 0, 1, EventKind::TaskStarted),
            (90, 0, 1, EventKind::TaskEnded),
        ]));
        assert_eq!(tracks, []);
    }

    #[test]
    fn a_task_that_never_ended_reaches_to_the_end_of_the_run() {
        let tracks = fold(&trace(&[
            (0, 0, 0, EventKind::TaskStarted),
            (5, 0, 0, SLEEPS),
            (5, 0, 1, EventKind::TaskStarted),
            (9, 0, 1, EventKind::TaskEnded),
        ]));
        assert_eq!(tracks[0].ends_ns(), 100);
    }

    #[test]
    fn lanes_of_their_own_are_not_mixed_up() {
        let tracks = fold(&trace(&[
            (0, 1, 0, EventKind::TaskStarted),
            (0, 2, 1, EventKind::TaskStarted),
            (80, 1, 0, EventKind::TaskEnded),
            (90, 2, 1, EventKind::TaskEnded),
        ]));
        assert_eq!(tracks, []);
    }
}
