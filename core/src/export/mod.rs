//! Reports in the formats of other programs. Pure functions: the command line writes the text, the page offers it as a file.
//!
//! Layer: above `assemble`. Reads reports; knows no file.

mod arrows;
pub mod chrome_trace;
pub mod csv;
mod facts;
pub mod html;
mod html_chart;
mod html_text;
pub mod markdown;

#[cfg(test)]
mod example;
