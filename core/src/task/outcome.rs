//! What a task comes to.

/// What a task comes to: a number that is the same under every model, or the reason why there is none.
pub type TaskOutcome = Result<u64, String>;
