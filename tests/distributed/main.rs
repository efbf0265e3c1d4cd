//! The model `distributed` over a real NATS server on this machine: workers as programs of their own, which are killed, stopped and restarted.
#![cfg(all(not(target_arch = "wasm32"), feature = "distributed"))]

mod answers;
#[cfg(target_os = "linux")]
mod clusters;
mod credentials;
#[cfg(target_os = "linux")]
mod kills;
mod limits;
mod lines;
mod machines;
mod mistakes;
#[cfg(target_os = "linux")]
mod namespaces;
mod relay;
#[cfg(target_os = "linux")]
mod shortages;
#[cfg(target_os = "linux")]
mod spaces;
#[cfg(target_os = "linux")]
mod strangers;
mod sweeps;
