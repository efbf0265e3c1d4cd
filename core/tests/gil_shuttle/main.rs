//! The lock under shuttle: four threads, whose acts and whose order chance decides, a hundred thousand times each.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../../src/gil/lock.rs"]
#[expect(dead_code, reason = "the Python 2 profile is tried out under loom")]
mod lock;
#[path = "../rules/mod.rs"]
mod rules;
mod sync;
mod thread;
mod trials;
