//! Reports in the formats of other programs. Pure functions: the command line writes the text, the page offers it as a file.

mod arrows;
pub mod chrome_trace;
pub mod csv;
mod facts;
pub mod html;
mod html_chart;
pub mod markdown;

#[cfg(test)]
mod example;
