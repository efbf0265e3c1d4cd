//! Reports in the formats of other programs. Pure functions: the command line writes the text, the page offers it as a file.

mod arrows;
pub mod chrome_trace;
