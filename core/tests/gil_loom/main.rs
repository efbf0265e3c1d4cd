//! The lock under loom: every order in which two and three threads can take, drop, wait and die, without a bound.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../../src/gil/lock.rs"]
#[expect(dead_code, reason = "a checkpoint that is interrupted is the policy's own")]
mod lock;
#[path = "../rules/mod.rs"]
mod rules;
mod sync;
mod thread;
mod trials;
