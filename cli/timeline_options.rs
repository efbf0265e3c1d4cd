//! The flags that say whether the lanes are drawn after a run.

use clap::Args;

use crate::screen::{self, Stream};

/// Whether the lanes are drawn. Of both flags the last one counts.
#[derive(Debug, Default, Args)]
pub struct TimelineOptions {
    /// Draw the timeline, as wide as the terminal [default: where the text goes to a terminal].
    #[arg(long, overrides_with = "no_timeline")]
    pub timeline: bool,

    /// Leave the timeline out.
    #[arg(long, overrides_with = "timeline")]
    pub no_timeline: bool,
}

impl TimelineOptions {
    /// Whether anything was said about it.
    pub fn is_given(&self) -> bool {
        self.timeline || self.no_timeline
    }

    /// Whether it is drawn on this stream.
    pub fn is_drawn(&self, stream: Stream) -> bool {
        self.timeline || (!self.no_timeline && screen::is_terminal(stream))
    }
}
