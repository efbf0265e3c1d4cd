//! The platform-free heart of Interleave, as layers: each imports only from those above it in this list, which
//! `cargo xtask tidy` proves. Read it from top to bottom.
//!
//! Core knows no platform: no clock, thread or JavaScript of its own. What it needs it asks of a [`host::Host`].

// Leaf files: they import nothing of core.
pub mod built;
pub mod cancel;
pub mod checksum;
pub mod clock;
pub mod kernel;
pub mod mistake;
pub mod random;

// What a run is made of.
pub mod gil;
pub mod statistics;
pub mod trace;

pub mod outside;

pub mod host;
pub mod plan;
pub mod world;

// The programs, and the models that run them.
pub mod task;

pub mod scenario;

pub mod workload;

pub mod model;

pub mod run;

// What a run came to.
pub mod sim;

pub mod forecast;

pub mod report;

pub mod fold;

pub mod assemble;

pub mod compare;
pub mod export;
pub mod fidelity;
pub mod import;
pub mod sweep;

pub use mistake::Mistake;
