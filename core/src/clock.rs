//! What any lane may read at any time: its clock, and the memory its process uses.

/// Nanoseconds on one axis that all lanes of a memory share; never goes back on one lane.
///
/// A plain function, so that a lane may call it from anywhere without a lock.
pub type Clock = fn() -> u64;

/// What any lane may read at any time: plain functions, because a lane must not need a lock or a reference for it.
#[derive(Clone, Copy, Debug)]
pub struct Gauges {
    /// The clock all lanes of this memory share.
    pub clock: Clock,
    /// Bytes that this process uses, where the host knows.
    pub memory: fn() -> Option<u64>,
}
