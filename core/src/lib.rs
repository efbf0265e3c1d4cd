//! The platform-free heart of Interleave: what to run (`plan`, `workload`), how to run it (`executor`, `cx`, `host`),
//! what happened (`event`, `lane`) and what it means (`fold`, `statistics`, `report`), in suggested reading order.
//!
//! Core knows no platform: no clock, thread or JavaScript of its own. What it needs it asks of a [`host::Host`].

pub mod catalog;
pub mod error;
pub mod parameter;
pub mod plan;
pub mod scenario;
pub mod workload;
pub mod world;

pub mod cx;
pub mod executor;
pub mod gil;
pub mod host;
pub mod process;
pub mod run;
pub mod session;

pub mod cancel;
pub mod drive;
pub mod event;
pub mod lane;
pub mod timers;

pub mod assemble;
pub mod built;
pub mod compare;
pub mod export;
pub mod fold;
pub mod import;
pub mod report;
pub mod statistics;
pub mod sweep;

pub mod measure;
pub mod sim;

pub use error::{Mistake, RunError};
