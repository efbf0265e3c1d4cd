//! The formats in which a report can be taken away, and writing it in any of them.

use serde::{Deserialize, Serialize};

use super::{chrome_trace, csv, html, markdown};
use crate::mistake::Mistake;
use crate::report::Report;

/// A format for reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// The report itself: all there is, to be opened again.
    Json,
    /// What happened, as Chrome trace events, which Perfetto opens.
    Trace,
    /// Every sample as a row.
    Csv,
    /// The figures, for issues and notebooks.
    Markdown,
    /// The figures and a chart of all samples in one file.
    Html,
}

impl Format {
    /// Every format, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Json, Self::Trace, Self::Csv, Self::Markdown, Self::Html];

    /// The format called `id`.
    ///
    /// # Errors
    /// A sentence with the valid ids and the nearest one.
    pub fn find(id: &str) -> Result<Self, Mistake> {
        let known = Self::ALL.map(Self::id);
        Self::ALL
            .into_iter()
            .find(|format| format.id() == id)
            .ok_or_else(|| Mistake::unknown("format", "format", id, &known))
    }

    /// Its name in flags and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Trace => "trace",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
            Self::Html => "html",
        }
    }

    /// How names of such files end, without a dot before it.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Trace => "trace.json",
            Self::Csv => "csv",
            Self::Markdown => "md",
            Self::Html => "html",
        }
    }

    /// What browsers call such files; all of them are UTF-8.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json | Self::Trace => "application/json",
            Self::Csv => "text/csv;charset=utf-8",
            Self::Markdown => "text/markdown;charset=utf-8",
            Self::Html => "text/html;charset=utf-8",
        }
    }
}

/// The report in this format, ready to be stored: it ends with the end of a line.
pub fn write(report: &Report, format: Format) -> String {
    let json = |document: serde_json::Result<String>| document.expect("it consists of plain data") + "\n";
    match format {
        Format::Json => json(serde_json::to_string(report)),
        Format::Trace => json(serde_json::to_string(&chrome_trace::chrome_trace(report))),
        Format::Csv => csv::csv(report),
        Format::Markdown => markdown::markdown(report),
        Format::Html => html::html(report),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::export::example;

    #[test]
    fn every_format_is_found_by_its_id_and_has_an_end_of_its_own() {
        for format in Format::ALL {
            assert_eq!(Format::find(format.id()), Ok(format));
            assert_eq!(serde_json::to_value(format).expect("JSON"), format.id());
        }
        assert_eq!(BTreeSet::from(Format::ALL.map(Format::extension)).len(), Format::ALL.len());
        assert!(Format::find("htm").expect_err("no format").message.contains("Did you mean 'html'?"));
    }

    #[test]
    fn every_format_is_a_text_of_its_kind_with_an_end_of_line() {
        let report = example::report();
        for (format, begins) in Format::ALL.into_iter().zip(["{\"schema\"", "{", "created,", "# ", "<!doctype html>"]) {
            let text = write(&report, format);
            assert!(text.starts_with(begins) && text.ends_with('\n'), "{format:?}");
        }
    }
}
