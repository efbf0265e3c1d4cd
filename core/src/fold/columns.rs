//! Spans, arrows and ways as columns: each is a few arrays of plain numbers, which cross to a page in one piece, however many there are.
//! Rows also carry running totals, by which a page can draw any stretch of a million spans without looking at each of them.

use serde::{Serialize, Serializer};

use super::each::each;
use super::span::{Span, State};

/// Numbers in the order of little-endian machines, as all that run WebAssembly are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(transparent))]
pub struct Bytes(Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl Bytes {
    pub(super) fn of<const SIZE: usize>(numbers: impl IntoIterator<Item = [u8; SIZE]>) -> Self {
        let numbers = numbers.into_iter();
        let mut bytes = Vec::with_capacity(numbers.size_hint().0 * SIZE);
        numbers.for_each(|number| bytes.extend_from_slice(&number));
        Self(bytes)
    }

    fn push<const SIZE: usize>(&mut self, number: [u8; SIZE]) {
        self.0.extend_from_slice(&number);
    }

    fn push_time(&mut self, number: u64) {
        self.push((number as f64).to_le_bytes());
    }

    /// Nanoseconds as 64-bit floating-point numbers, the only ones that a page can count with.
    pub(super) fn times(numbers: impl IntoIterator<Item = u64>) -> Self {
        Self::of(numbers.into_iter().map(|number| (number as f64).to_le_bytes()))
    }
}

/// After so many spans come the next running totals: what lies between two of them is added up one by one.
pub const BLOCK: usize = 16;
/// In columns of tasks and resources: none.
const NONE: u32 = u32::MAX;

/// The spans of one row, in order and without overlap.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SpanColumns {
    /// The first nanosecond of each span and the one after its last, by turns: 64-bit floating-point numbers.
    times: Bytes,
    /// The place of each span's state in [`State::ALL`]: bytes.
    states: Bytes,
    /// 0 or, where it waits for one thing, 1 and the place of that in [`super::span::Awaited`]: bytes.
    awaited: Bytes,
    /// The task of each span, or the largest 32-bit number.
    tasks: Bytes,
    /// The resource of each span, or the largest 32-bit number.
    resources: Bytes,
    /// How many spans lie between two running totals.
    block: usize,
    /// Before each block, and after the last: how many nanoseconds the row was in each state until then: 64-bit floating-point numbers, one for each
    /// of [`State::ALL`].
    totals: Bytes,
}

impl SpanColumns {
    /// The columns of these spans, one piece after the other.
    pub fn new<'a>(rows: impl IntoIterator<Item = &'a [Span]>) -> Self {
        let mut columns = Self::default();
        let mut totals = Totals::default();
        for spans in rows {
            each(spans, &mut |_, span| columns.push(span, &mut totals));
        }
        Self { block: BLOCK, totals: totals.finish(), ..columns }
    }

    fn push(&mut self, span: &Span, totals: &mut Totals) {
        let place = State::ALL.iter().position(|one| *one == span.state).unwrap_or_default();
        totals.add(|sums| sums[place] += span.to_ns - span.from_ns);
        self.times.push_time(span.from_ns);
        self.times.push_time(span.to_ns);
        self.states.0.push(place as u8);
        self.awaited.0.push(span.awaited.map_or(0, |awaited| 1 + awaited as u8));
        self.tasks.push(span.task.unwrap_or(NONE).to_le_bytes());
        self.resources.push(span.resource.map_or(NONE, u32::from).to_le_bytes());
    }
}

/// Sums by state, written down before each block.
#[derive(Default)]
pub(super) struct Totals {
    sums: [u64; State::ALL.len()],
    count: usize,
    written: Vec<u64>,
}

impl Totals {
    /// Adds one stretch.
    pub fn add(&mut self, add: impl FnOnce(&mut [u64; State::ALL.len()])) {
        if self.count.is_multiple_of(BLOCK) {
            self.written.extend(self.sums);
        }
        self.count += 1;
        add(&mut self.sums);
    }

    pub fn finish(mut self) -> Bytes {
        self.written.extend(self.sums);
        Bytes::times(self.written)
    }
}

/// Writes spans as their columns.
pub(super) fn spans<S: Serializer>(spans: &[Span], serializer: S) -> Result<S::Ok, S::Error> {
    SpanColumns::new([spans]).serialize(serializer)
}

#[cfg(test)]
mod tests {
    use super::super::span::Awaited;
    use super::*;

    fn numbers(Bytes(bytes): &Bytes) -> Vec<f64> {
        bytes.chunks_exact(8).map(|bytes| f64::from_le_bytes(bytes.try_into().expect("eight bytes"))).collect()
    }

    #[test]
    fn running_totals_say_for_how_long_a_row_was_in_each_state_until_then() {
        let span = |place: u64| Span {
            state: if place.is_multiple_of(2) { State::Running } else { State::Blocked },
            task: (place == 3).then_some(7),
            resource: None,
            awaited: (place == 4).then_some(Awaited::Lanes),
            from_ns: 10 * place,
            to_ns: 10 * place + 10,
        };
        let spans: Vec<Span> = (0..40).map(span).collect();
        let columns = SpanColumns::new([&spans[..]]);
        assert_eq!(numbers(&columns.times)[..4], [0.0, 10.0, 10.0, 20.0]);
        assert_eq!(columns.states.0[..2], [1, 4]);
        assert_eq!(columns.awaited.0[3..6], [0, 2, 0]);
        assert_eq!(columns.tasks.0[8..16], [NONE.to_le_bytes(), 7_u32.to_le_bytes()].concat());
        let totals = numbers(&columns.totals);
        let at = |block: usize| (totals[7 * block + 1], totals[7 * block + 4]);
        // Before 0, 16 and 32 spans, and after all 40.
        assert_eq!([at(0), at(1), at(2), at(3)], [(0.0, 0.0), (80.0, 80.0), (160.0, 160.0), (200.0, 200.0)]);
        assert_eq!(totals.len(), 4 * 7);
    }
}
