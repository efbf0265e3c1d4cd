//! What any lane may read at any time: its clock, and what its process uses.

/// Nanoseconds on one axis that all lanes of a memory share; never goes back on one lane.
///
/// A plain function, so that a lane may call it from anywhere without a lock.
pub type Clock = fn() -> u64;

/// What a process uses at one moment, as far as its host knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Bytes that are in memory.
    pub memory_bytes: Option<u64>,
    /// Threads, the host's own included: those that read pipes or wait for Ctrl-C count as those of lanes do.
    pub threads: Option<u64>,
}

/// What any lane may read at any time: plain functions, because a lane must not need a lock or a reference for it.
#[derive(Clone, Copy, Debug)]
pub struct Gauges {
    /// The clock all lanes of this memory share.
    pub clock: Clock,
    /// What this process uses. So many of its lanes had threads of their own, which a host without a pool has ended by then; they count too.
    pub usage: fn(lanes: u64) -> Usage,
}
