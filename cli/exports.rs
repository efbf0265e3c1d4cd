//! The files in which a command also writes its report, beside the text on the screen.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use interleave_core::export::{self, Format};
use interleave_core::mistake::Mistake;
use interleave_core::report::Report;

use crate::outlet::{self, Outlet};
use crate::screen::Stream;
use crate::{paint, screen};

/// The files to write.
#[derive(Debug, Default, Args)]
pub struct ExportOptions {
    /// Write the report as JSON; `-` writes it to standard output, and everything else to standard error.
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,

    /// Write what happened as Chrome trace events, which Perfetto opens.
    #[arg(long, value_name = "FILE")]
    pub trace: Option<PathBuf>,

    /// Write every sample as a row of comma-separated values.
    #[arg(long, value_name = "FILE")]
    pub csv: Option<PathBuf>,

    /// Write the figures as Markdown.
    #[arg(long, value_name = "FILE")]
    pub markdown: Option<PathBuf>,

    /// Write the figures and a chart of all samples as one HTML file.
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
}

impl ExportOptions {
    /// The first flag that was given, if one was: each is called as its format.
    pub fn first(&self) -> Option<&'static str> {
        self.asked().first().map(|(format, _)| format.id())
    }

    fn asked(&self) -> Vec<(Format, &PathBuf)> {
        let path = |format| match format {
            Format::Json => &self.json,
            Format::Trace => &self.trace,
            Format::Csv => &self.csv,
            Format::Markdown => &self.markdown,
            Format::Html => &self.html,
        };
        Format::ALL.into_iter().filter_map(|format| Some((format, path(format).as_ref()?))).collect()
    }
}

/// The opened files, each with its format.
#[derive(Debug)]
pub struct Exports(Vec<(Format, Outlet)>);

impl Exports {
    /// Opens all files, before anything runs.
    ///
    /// # Errors
    /// When one cannot be written to, or two are the same.
    pub fn open(options: &ExportOptions) -> Result<Self, Mistake> {
        let asked = options.asked();
        for (place, (format, path)) in asked.iter().enumerate() {
            if let Some((other, _)) = asked[..place].iter().find(|(_, other)| other == path) {
                let sentence = format!("--{} and --{} name the same file: give each its own.", other.id(), format.id());
                return Err(Mistake::new(format.id(), sentence));
            }
        }
        let open = |(format, path): (Format, &PathBuf)| Ok((format, Outlet::open(format.id(), path)?));
        Ok(Self(asked.into_iter().map(open).collect::<Result<_, Mistake>>()?))
    }

    /// Writes all of them and shows the report; when one fails, the others are still written.
    ///
    /// # Errors
    /// The first failure.
    pub fn deliver(self, report: &Report) -> Result<()> {
        let stream = self.stream();
        let saved = self.write(report);
        let shown = screen::show(stream, &paint::report(report, screen::width(stream)));
        saved.and(shown)
    }

    /// Where text for people goes: not where a file goes.
    pub fn stream(&self) -> Stream {
        outlet::stream_beside(self.0.iter().map(|(_, outlet)| outlet))
    }

    fn write(self, report: &Report) -> Result<()> {
        let write = |(format, outlet): (Format, Outlet)| outlet.write_text(&export::write(report, format));
        self.0.into_iter().map(write).fold(Ok(()), Result::and)
    }
}
