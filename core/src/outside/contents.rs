//! What is in files that are made: decided by their number, by a rule that is simple enough to be written down in any language.

/// The bytes of a file.
pub fn of(file: u64, bytes: u64) -> Vec<u8> {
    (0..bytes).map(|place| (place * 31 + (place >> 8) * 7 + file * 17) as u8).collect()
}
