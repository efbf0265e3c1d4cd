//! What a task can want of the shared objects, where another task may hold it up.

/// An operation on a shared object. Some may have to wait until another task makes them possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Operation {
    /// To hold this lock. Whoever had to wait for it is answered 1, if its holder was there to know it.
    Lock { lock: usize },
    /// To hold it if nobody does: the answer is 1 if so, else 0.
    TryLock { lock: usize },
    /// To hold it no longer. A process is answered 1 if another task has waited for it.
    Unlock { lock: usize },
    /// To put an item into this queue, once there is room.
    Send { queue: usize, item: i64 },
    /// To take the next item out of this queue, once there is one.
    Receive { queue: usize },
    /// To leave a payload; the answer is its number. Asked only by processes, with the payload as payload.
    Leave,
    /// To have this payload; it is the answer's payload. Asked only by processes.
    Fetch { payload: i64 },
}

impl Operation {
    /// What it may have to wait for: its place in [`super::Shared::resources`].
    pub fn resource(self, locks: usize) -> usize {
        match self {
            Self::Lock { lock } | Self::TryLock { lock } | Self::Unlock { lock } => lock,
            Self::Send { queue, .. } | Self::Receive { queue } => locks + queue,
            // Payloads hold nobody up.
            Self::Leave | Self::Fetch { .. } => 0,
        }
    }
}
