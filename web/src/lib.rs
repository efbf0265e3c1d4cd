//! Interleave's face to the browser.
#![cfg(target_arch = "wasm32")]
