//! Pure functions from events and reports to everything shown, so that page and command line cannot disagree.
//!
//! Layer: above `report`, below `assemble`. Reads traces, plans and reports; changes none of them.

pub mod answer;
pub mod arrows;
pub mod causes;
mod closing;
mod columns;
pub mod command;
pub mod command_line;
pub mod dead_ends;
mod each;
pub mod flags;
pub mod forecast;
pub mod gil;
pub mod holds;
pub mod in_words;
pub mod insight;
mod load;
mod main_thread;
mod meaning;
pub mod path;
pub mod picture;
pub mod place;
mod published;
mod reference;
pub mod session;
mod span;
pub mod spans;
pub mod standing;
mod starting;
pub mod steps;
mod suspended;
mod task_rows;
pub mod text;
pub mod tracks;
pub mod typed;
pub mod usage;
pub mod values;
pub mod view;
pub mod waits;
