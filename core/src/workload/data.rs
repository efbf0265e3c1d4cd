//! What several workloads need: parameters that are whole numbers, data made from a seed, and one number for a long result.

use crate::cx::Cx;
use crate::parameter::{Parameter, Range};
use crate::statistics::random::Random;

/// A parameter that is a whole number from `min` to `max`.
pub fn number(
    id: &'static str,
    title: &'static str,
    about: &'static str,
    (min, max): (i64, i64),
    default: i64,
    unit: &'static str,
) -> Parameter {
    Parameter { id, title, about, range: Range::Integer { min, max, default, unit } }
}

/// The parameter that decides which data are made.
pub fn data_seed() -> Parameter {
    let about = "The same seed makes the same data on every host; another seed makes others.";
    number("data_seed", "Seed of the data", about, (0, 1_000_000_000), 1, "")
}

/// The random numbers of this task: the same wherever it runs, and unlike those of every other task and seed.
pub fn random(cx: Cx<'_>) -> Random {
    Random::new((cx.values().size("data_seed") << 32) | u64::from(cx.task()))
}

/// A number that depends on every number added, and on their order (FNV-1a's steps).
#[derive(Clone, Copy, Debug)]
pub struct Checksum(u64);

impl Checksum {
    /// Nothing added yet.
    pub fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Adds one number.
    pub fn add(&mut self, number: u64) {
        self.0 = (self.0 ^ number).wrapping_mul(0x0100_0000_01b3);
    }

    /// Adds bytes, one by one.
    pub fn add_bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.add(u64::from(*byte));
        }
    }

    /// The number so far.
    pub fn value(self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_of_bytes_is_that_of_fnv_1a() {
        let mut checksum = Checksum::new();
        checksum.add_bytes(b"foobar");
        assert_eq!(checksum.value(), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn the_order_of_numbers_matters() {
        let of = |numbers: [u64; 2]| {
            let mut checksum = Checksum::new();
            numbers.into_iter().for_each(|number| checksum.add(number));
            checksum.value()
        };
        assert_ne!(of([1, 2]), of([2, 1]));
    }
}
