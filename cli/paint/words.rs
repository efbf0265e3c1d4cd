//! Ranges in words.

use interleave_core::plan::{Parameter, Range, grouped};

/// The range of a parameter and its default: `1 to 64, default 2`.
pub fn range(parameter: &Parameter) -> String {
    match &parameter.range {
        Range::Integer { min, max, default, unit } => {
            let unit = if unit.is_empty() { String::new() } else { format!("\u{a0}{unit}") };
            format!("{} to {}{unit}, default {}", grouped(*min), grouped(*max), grouped(*default))
        }
        Range::Choice { options, default } => {
            let options: Vec<String> =
                options.iter().map(|option| format!("{} ({})", option.id, option.title)).collect();
            format!("{}; default {default}", options.join(", "))
        }
        Range::Files { max_files, .. } => format!("at most {max_files} files, given by --folder"),
        Range::Text { max_bytes, default } => {
            let default = if default.is_empty() { "none" } else { default };
            format!("a text of at most {} bytes, default {default}", grouped(*max_bytes as i64))
        }
    }
}
