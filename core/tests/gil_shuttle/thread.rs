//! How a thread of shuttle waits for a future.

pub use shuttle::future::block_on;
