//! The head of a message that is short enough to be posted as a number: to post anything else, and to read it, takes a tenth of a call.
//!
//! `web/workers/lending/packed.ts` reads such a number where a message goes on to another machine.

/// The most bytes of which a number keeps every bit, beside how many they are.
pub const MOST: usize = 6;

/// The number that stands for these bytes: the first is the lowest, and above the sixth stands how many they are. Nothing if they are too many.
pub fn number_of(bytes: &[u8]) -> Option<f64> {
    let mut all = [0; 8];
    all.get_mut(..MOST)?.get_mut(..bytes.len())?.copy_from_slice(bytes);
    all[MOST] = bytes.len() as u8;
    Some(u64::from_le_bytes(all) as f64)
}

/// The bytes that a number stands for.
pub fn bytes_of(number: f64) -> Vec<u8> {
    let bytes = (number as u64).to_le_bytes();
    bytes[..MOST.min(bytes[MOST].into())].to_vec()
}
