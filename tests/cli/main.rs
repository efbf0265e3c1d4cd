//! The program from outside: arguments in; exit code, text and files out.
#![cfg(not(target_arch = "wasm32"))]

mod bad_input;
mod catalogue;
mod compare;
mod exports;
mod gil;
mod look;
mod program;
mod python;
mod recording;
mod report;
// Only Linux tells from outside what a process waits for.
#[cfg(target_os = "linux")]
mod cancels;
#[cfg(target_os = "linux")]
mod stop;
mod sweep;
mod trace;
