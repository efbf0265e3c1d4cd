//! The files in which a command also writes its report, beside the text on the screen.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use interleave_core::export::{self, Format};
use interleave_core::mistake::Mistake;
use interleave_core::report::Report;

use crate::outlet::{self, Outlet};
use crate::picture::Picture;
use crate::screen::Stream;
use crate::timeline_options::TimelineOptions;
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

/// The opened files, each with what it is to hold.
#[derive(Debug)]
pub struct Exports(Vec<(Document, Outlet)>);

/// What a file holds.
#[derive(Debug)]
enum Document {
    Report(Format),
    Picture(Picture),
}

impl Document {
    /// The flag that names its file.
    fn flag(&self) -> &'static str {
        match self {
            Self::Report(format) => format.id(),
            Self::Picture(_) => Picture::FLAG,
        }
    }

    fn write(self, outlet: Outlet, report: &Report) -> Result<()> {
        match self {
            Self::Report(format) => outlet.write_text(&export::write(report, format)),
            Self::Picture(picture) => picture.write(outlet, report),
        }
    }
}

impl Exports {
    /// Opens all files, before anything runs. `picture` is the one of the workload, and the file for it.
    ///
    /// # Errors
    /// When one cannot be written to, or two are the same.
    pub fn open(options: &ExportOptions, picture: Option<(Picture, &PathBuf)>) -> Result<Self, Mistake> {
        let reports = options.asked().into_iter().map(|(format, path)| (Document::Report(format), path));
        let asked: Vec<_> = reports.chain(picture.map(|(picture, path)| (Document::Picture(picture), path))).collect();
        for (place, (document, path)) in asked.iter().enumerate() {
            if let Some((other, _)) = asked[..place].iter().find(|(_, other)| other == path) {
                let (other, own) = (other.flag(), document.flag());
                let sentence = format!("--{other} and --{own} name the same file: give each its own.");
                return Err(Mistake::new(own, sentence));
            }
        }
        let open = |(document, path): (Document, &PathBuf)| {
            let outlet = Outlet::open(document.flag(), path)?;
            Ok((document, outlet))
        };
        Ok(Self(asked.into_iter().map(open).collect::<Result<_, Mistake>>()?))
    }

    /// Writes all of them and shows the report; when one fails, the others are still written.
    ///
    /// # Errors
    /// The first failure.
    pub fn deliver(self, report: &Report, timeline: &TimelineOptions) -> Result<()> {
        let stream = self.stream();
        let saved = self.write(report);
        let text = paint::report(report, screen::width(stream), timeline.is_drawn(stream));
        let shown = screen::show(stream, &text);
        saved.and(shown)
    }

    /// Where text for people goes: not where a file goes.
    pub fn stream(&self) -> Stream {
        outlet::stream_beside(self.0.iter().map(|(_, outlet)| outlet))
    }

    fn write(self, report: &Report) -> Result<()> {
        let write = |(document, outlet): (Document, Outlet)| document.write(outlet, report);
        self.0.into_iter().map(write).fold(Ok(()), Result::and)
    }
}
