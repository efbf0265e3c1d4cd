//! One number for a long result: FNV-1a, 64 bit.

/// A number that depends on every number added, and on their order (FNV-1a's steps).
#[derive(Clone, Copy, Debug)]
pub struct Checksum(u64);

impl Default for Checksum {
    /// Nothing added yet: FNV's offset basis.
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Checksum {
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

/// Tells a text from other versions of it: FNV-1a, 32 bit, never 0. Computed while compiling, so that the text need not be in the program.
#[must_use]
pub const fn fingerprint(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let (mut value, mut place) = (0x811c_9dc5_u32, 0);
    while place < bytes.len() {
        value = (value ^ bytes[place] as u32).wrapping_mul(0x0100_0193);
        place += 1;
    }
    if value == 0 { 1 } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fingerprint_of_a_text_is_that_of_fnv_1a() {
        assert_eq!(fingerprint("foobar"), 0xbf9c_f968);
        assert_ne!(fingerprint("foobar"), fingerprint("foobaz"));
    }

    #[test]
    fn the_checksum_of_bytes_is_that_of_fnv_1a() {
        let mut checksum = Checksum::default();
        checksum.add_bytes(b"foobar");
        assert_eq!(checksum.value(), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn the_order_of_numbers_matters() {
        let of = |numbers: [u64; 2]| {
            let mut checksum = Checksum::default();
            numbers.into_iter().for_each(|number| checksum.add(number));
            checksum.value()
        };
        assert_ne!(of([1, 2]), of([2, 1]));
    }
}
