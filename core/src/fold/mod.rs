//! Pure functions from events to everything shown, so that page and command line cannot disagree.

pub mod align;
pub mod command;
pub mod holds;
pub mod insight;
pub mod merge;
pub mod spans;
mod suspended;
pub mod text;
pub mod tracks;
pub mod view;
