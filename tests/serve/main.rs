//! `interleave serve` from outside, over plain TCP: what it answers, to whom, and what it does not let itself be talked into.
#![cfg(all(not(target_arch = "wasm32"), feature = "serve"))]

mod attacks;
mod crowds;
mod files;
mod hostile;
mod http;
mod jobs;
mod server;
