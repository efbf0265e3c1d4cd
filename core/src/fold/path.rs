//! The critical path of a run: what, had it been shorter, would have ended the run earlier. It is followed back from the run's end; where a
//! lane waited for another one, it goes on there, at the moment that ended the wait. The order of the events says what led to what, and
//! clocks only how long it took.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::causes::{How, Link};
use super::columns::Bytes;
use super::each::each;
use super::spans::{Awaited, LaneSpans, Span, State};
use super::text;
use crate::trace::{LaneId, ResourceId, Trace};

/// The way from the beginning of a run to its end.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CriticalPath {
    /// Its pieces, from the first moment of the run to the last, without gap or overlap.
    #[serde(serialize_with = "columns")]
    #[cfg_attr(feature = "schema", schemars(with = "PathColumns"))]
    pub pieces: Vec<PathPiece>,
    /// What it consists of, the largest share first: `computing 71 %, waiting for the GIL 20 %, starting 9 %`; empty where nothing is known.
    pub words: String,
    /// What it costs, in the order of [`Cost::ALL`], without what costs nothing; it adds up to the time of the run.
    pub costs: Vec<PathCost>,
}

/// A stretch of the way, within one span of one lane.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PathPiece {
    /// The lane.
    pub lane: LaneId,
    /// First nanosecond, counted from the beginning of the run.
    pub from_ns: u64,
    /// The nanosecond after the last.
    pub to_ns: u64,
}

/// The pieces of a way as columns.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PathColumns {
    /// The lane of each piece: 16-bit numbers.
    lanes: Bytes,
    /// The first nanosecond of each piece and the one after its last, by turns: 64-bit floating-point numbers.
    times: Bytes,
}

fn columns<S: Serializer>(pieces: &[PathPiece], serializer: S) -> Result<S::Ok, S::Error> {
    let columns = PathColumns {
        lanes: Bytes::of(pieces.iter().map(|piece| piece.lane.to_le_bytes())),
        times: Bytes::times(pieces.iter().flat_map(|piece| [piece.from_ns, piece.to_ns])),
    };
    columns.serialize(serializer)
}

/// What the time of the way is spent on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Cost {
    /// Until a lane that was asked for begins.
    Start,
    /// Packing, sending and unpacking messages.
    Send,
    /// Standing in line: for a lock, a queue or a turn.
    Queue,
    /// Computing.
    Compute,
    /// Sleeping, waiting for an answer, or nothing to do.
    Wait,
    /// Until the end of other lanes is noticed.
    Join,
}

impl Cost {
    /// All of them, in the order in which a run meets them.
    pub const ALL: [Self; 6] = [Self::Start, Self::Send, Self::Queue, Self::Compute, Self::Wait, Self::Join];

    /// Its name in JSON and in prose.
    pub fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Send => "send",
            Self::Queue => "queue",
            Self::Compute => "compute",
            Self::Wait => "wait",
            Self::Join => "join",
        }
    }

    fn of(span: &Span) -> Self {
        match span.state {
            State::Starting => Self::Start,
            State::Messaging => Self::Send,
            State::Ready | State::Blocked => Self::Queue,
            State::Running => Self::Compute,
            State::Waiting if span.awaited == Some(Awaited::Lanes) => Self::Join,
            State::Waiting | State::Idle => Self::Wait,
        }
    }
}

/// One sum of the costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PathCost {
    /// What the time was spent on.
    pub cost: Cost,
    /// Nanoseconds.
    pub ns: u64,
    /// The same in words: `compute 139 ms`.
    pub words: String,
}

/// Follows the way back. `lanes` are those of [`super::spans::fold_opened`], `links` those of [`super::causes::fold`]; `own` is how many
/// resources the model has of its own, which come first.
pub(super) fn fold(
    trace: &Trace,
    lanes: &[(LaneSpans, Vec<Option<usize>>)],
    links: &[Link],
    own: usize,
) -> CriticalPath {
    let mut sums = Sums::default();
    let mut costs = [0; Cost::ALL.len()];
    let mut pieces = Vec::new();
    let mut way = Way::from_the_end(trace, lanes, links);
    while let Some((piece, span)) = way.back() {
        let ns = piece.to_ns - piece.from_ns;
        sums.add(span, ns);
        costs[Cost::of(span) as usize] += ns;
        pieces.push(piece);
    }
    let mut shares = sums.in_words(trace, own);
    // Several tasks of one lane that wait, for whatever it is, and one that does are the same to its way.
    if let Some(mut waiting) = shares.remove(WAITING) {
        waiting += [SLEEPING, FOR_ANSWERS].iter().filter_map(|one| shares.remove(*one)).sum::<u64>();
        shares.insert(WAITING.to_owned(), waiting);
    }
    let shares = shares.into_iter().map(|(what, ns)| (what, ns as f64)).collect();
    pieces.reverse();
    let costs = Cost::ALL.into_iter().zip(costs).filter(|(_, ns)| *ns > 0);
    let in_words = |(cost, ns): (Cost, u64)| PathCost {
        cost,
        ns,
        words: format!("{} {}", cost.name(), text::milliseconds(ns as f64 / 1e6)),
    };
    CriticalPath { words: text::shares(&shares), costs: costs.map(in_words).collect(), pieces }
}

const SLEEPING: &str = "sleeping";
const FOR_ANSWERS: &str = "waiting for answers";
/// For several things, or for one of which no more is known.
const WAITING: &str = "waiting";

/// How long something was done, in nanoseconds. What it was is put into words at the end, once, and not for every span.
#[derive(Default)]
pub(super) struct Sums(BTreeMap<(State, Option<Awaited>, Option<ResourceId>), u64>);

impl Sums {
    pub fn add(&mut self, span: &Span, ns: u64) {
        *self.0.entry((span.state, span.awaited, span.resource)).or_default() += ns;
    }

    /// By what it was; `own` is how many resources the model has of its own.
    pub fn in_words(self, trace: &Trace, own: usize) -> BTreeMap<String, u64> {
        let mut sums = BTreeMap::new();
        for ((state, awaited, resource), ns) in self.0 {
            *sums.entry(kind(trace, state, awaited, resource, own)).or_default() += ns;
        }
        sums
    }
}

fn kind(trace: &Trace, state: State, awaited: Option<Awaited>, resource: Option<ResourceId>, own: usize) -> String {
    match (state, awaited) {
        (State::Running, _) => "computing".to_owned(),
        (State::Starting, _) => "starting".to_owned(),
        (State::Messaging, _) => "messages".to_owned(),
        (State::Ready, _) => "waiting for a turn".to_owned(),
        (State::Blocked, _) => format!("waiting for {}", named(trace, resource, own)),
        (State::Waiting, Some(Awaited::Time)) => SLEEPING.to_owned(),
        (State::Waiting, Some(Awaited::Answer)) => FOR_ANSWERS.to_owned(),
        (State::Waiting, Some(Awaited::Lanes)) => "joining".to_owned(),
        (State::Waiting, None) => WAITING.to_owned(),
        (State::Idle, _) => "nothing to do".to_owned(),
    }
}

/// A lock or queue in a sentence; the model's own lock is the one that everybody knows.
pub(super) fn named(trace: &Trace, resource: Option<ResourceId>, own: usize) -> String {
    let place = resource.map(usize::from);
    let name = place.and_then(|place| trace.resources.get(place)).map_or("a lock", String::as_str);
    if place.is_some_and(|place| place < own) { format!("the {name}") } else { name.to_owned() }
}

/// The links that can end the waits of a lane, in the order of their effects, the latest last. Those behind the way are gone from it.
#[derive(Clone, Default)]
struct Ending {
    /// Of being blocked.
    blocked: Vec<Link>,
    /// Of waiting for other lanes.
    lanes: Vec<Link>,
}

impl Ending {
    fn of(trace: &Trace, links: &[Link]) -> Vec<Self> {
        let mut all = vec![Self::default(); trace.lanes.len()];
        each(links, &mut |_, link| {
            let Some(lane) = all.get_mut(usize::from(trace.events[link.to].lane)) else { return };
            match link.how {
                _ if !link.crosses(trace) => {}
                How::Lock { .. } | How::Item { .. } | How::Room { .. } => lane.blocked.push(*link),
                How::Join | How::Message { .. } => lane.lanes.push(*link),
                How::Spawn => {}
            }
        });
        all
    }

    /// The last before `bound` that can end such a span; other waits end by themselves.
    fn last_of(&mut self, span: &Span, bound: usize) -> Option<Link> {
        let links = match (span.state, span.awaited) {
            (State::Blocked, _) => &mut self.blocked,
            (State::Waiting, Some(Awaited::Lanes)) => &mut self.lanes,
            _ => return None,
        };
        while links.pop_if(|link| link.to >= bound).is_some() {}
        links.last().copied()
    }
}

/// How far the way back is known. It only goes back, in time and in order, and so nothing behind it is looked at again.
struct Way<'a> {
    trace: &'a Trace,
    lanes: &'a [(LaneSpans, Vec<Option<usize>>)],
    /// How many spans of each lane have not been passed.
    ahead: Vec<usize>,
    ending: Vec<Ending>,
    lane: usize,
    at_ns: u64,
    /// Only events before this one led here. It never grows, so that the way ends although clocks stand still.
    bound: usize,
}

impl<'a> Way<'a> {
    fn from_the_end(trace: &'a Trace, lanes: &'a [(LaneSpans, Vec<Option<usize>>)], links: &[Link]) -> Self {
        let ahead = lanes.iter().map(|(lane, _)| lane.spans.len()).collect();
        let ending = Ending::of(trace, links);
        Self { trace, lanes, ahead, ending, lane: 0, at_ns: trace.wall_ns, bound: trace.events.len() }
    }

    /// One piece back, with its span. Nothing once the beginning is reached. A function of its own, for the reason that [`each`] has.
    #[inline(never)]
    fn back(&mut self) -> Option<(PathPiece, &'a Span)> {
        loop {
            let (lane, opened) = self.lanes.get(self.lane)?;
            let place = self.last_before_now(&lane.spans)?;
            let (span, opened, to_ns) = (&lane.spans[place], opened[place], self.at_ns);
            let cause = self.ended_by(span, opened);
            self.at_ns = cause.map_or(span.from_ns, |cause| to_ns.min(self.trace.events[cause].at_ns));
            if let Some(place) = cause.or(opened) {
                self.lane = usize::from(self.trace.events[place].lane);
                self.bound = self.bound.min(place + 1);
            }
            if self.at_ns < to_ns {
                return Some((PathPiece { lane: lane.id, from_ns: self.at_ns, to_ns }, span));
            }
        }
    }

    /// The last of this lane's spans that begin before the moment which the way has reached.
    fn last_before_now(&mut self, spans: &[Span]) -> Option<usize> {
        let ahead = &mut self.ahead[self.lane];
        while spans[..*ahead].last().is_some_and(|span| span.from_ns >= self.at_ns) {
            *ahead -= 1;
        }
        ahead.checked_sub(1)
    }

    /// What ended a wait for another lane, if it came while the wait went on.
    fn ended_by(&mut self, span: &Span, opened: Option<usize>) -> Option<usize> {
        let last = self.ending[self.lane].last_of(span, self.bound)?;
        let within = opened.is_none_or(|opened| last.to > opened);
        (within && self.trace.events[last.from].at_ns > span.from_ns).then_some(last.from)
    }
}

#[cfg(test)]
mod tests;
