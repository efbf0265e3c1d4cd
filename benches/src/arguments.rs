//! What can be asked of the benchmark.

use std::path::PathBuf;

use crate::native::growing::Subject;
use crate::turns::Effort;

/// Measures ours and peers in turns.
#[derive(clap::Parser)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,
    /// One round of very little, which only shows that it works.
    #[arg(long, global = true, conflicts_with = "quick")]
    once: bool,
    /// Fewer rounds.
    #[arg(long, global = true)]
    quick: bool,
    /// Only what has this in its name; again for more.
    #[arg(long)]
    pub only: Vec<String>,
    /// Scripts for Node that measure, too.
    #[arg(long = "script")]
    pub scripts: Vec<PathBuf>,
    /// This very program, built for this very processor.
    #[arg(long)]
    pub native_build: Option<PathBuf>,
    /// Where to store everything as JSON.
    #[arg(long)]
    pub json: Option<PathBuf>,
    /// Where to write BENCHMARKS.md.
    #[arg(long, global = true)]
    pub markdown: Option<PathBuf>,
    /// Where to draw the picture, as SVG.
    #[arg(long, global = true)]
    pub picture: Option<PathBuf>,
}

/// What it does instead of measuring.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Be a child process of the native host.
    #[command(hide = true)]
    Process,
    /// Be a bare process, which computes a share of a kernel's tasks and prints the answers.
    #[command(hide = true)]
    Share { kernel: usize, share: usize },
    /// Be a process that runs a kernel with or without records, whenever it is asked.
    #[command(hide = true)]
    Probe { kernel: String },
    /// Be a process in which an amount of something is measured.
    #[command(hide = true)]
    Cost { subject: Subject, amount: usize },
    /// Print how many milliseconds each program that only computes takes, one task after the other, as JSON.
    Kernels,
    /// Write document and picture of what was stored before.
    Judged {
        /// What `--json` has written.
        measured: PathBuf,
    },
}

impl Arguments {
    pub fn effort(&self) -> Effort {
        match (self.once, self.quick) {
            (true, _) => Effort::Once,
            (_, true) => Effort::Quick,
            _ => Effort::Full,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn no_two_flags_of_a_command_conflict() {
        super::Arguments::command().debug_assert();
    }
}
