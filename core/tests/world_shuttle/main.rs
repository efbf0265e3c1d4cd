//! The shared objects under shuttle: real threads in many orders, for what the test of all orders takes as one step.
#![cfg(not(target_arch = "wasm32"))]

mod trials;
mod world;

/// In the place of core's: payloads are not tried out.
mod host {
    #[derive(Debug, Default)]
    pub struct Payload;
}

/// Just what core's files import of it besides each other.
mod trace {
    pub type TaskId = u32;
}
