//! How a thread of loom waits for a future.

pub use loom::future::block_on;
