//! Reports in the formats of other programs. Pure functions: the command line writes the text, the page offers it as a file.
//!
//! Layer: above `assemble`. Reads reports; knows no file.

pub(crate) mod chrome_trace;
mod csv;
mod facts;
mod format;
mod html;
mod html_chart;
mod html_text;
mod markdown;

pub use format::{Format, write};

#[cfg(test)]
mod example;
