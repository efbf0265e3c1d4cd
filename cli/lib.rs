//! The native host as a library, so that the tests run the same code as the program.
#![cfg(not(target_arch = "wasm32"))]

pub mod host;
mod pipe;
