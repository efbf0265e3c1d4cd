//! The commands and flags of `interleave`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::exports::ExportOptions;
use crate::plan_options::{NumberOptions, PlanOptions};
use crate::python::programs;
use crate::timeline_options::TimelineOptions;

/// Run the same program under every concurrency model, for real, and see what happened.
#[derive(Debug, Parser)]
#[command(name = "interleave", version, arg_required_else_help = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

// What these flags mean to `sweep`, which takes several values.
const SWEPT_WORKERS: &str = "Worker counts to try, such as 1..8 or 1,2,4,8 [default: 1 to twice the cores]";
const SWEPT_PARAMETERS: &str = "Set a parameter; with several values it is swept instead of the worker count: n=1000,5000 (these), \
     n=1..8 (each, or 16 evenly spread), n=0..100+25 (by adding), n=1..1000000x10 (by multiplying)";
const SWEPT_MODELS: &str =
    "A model to run it under; can be repeated [default: threads, gil and processes; all when a parameter is swept]";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show every workload with its parameters, and every model.
    List(ListOptions),
    /// Run a workload under all models, or some, and compare.
    Run(Box<RunOptions>),
    /// Run the same program in every CPython on this machine, beside this program's own models.
    Python(Box<PythonOptions>),
    /// Measure how closely our GIL behaves like CPython's.
    Gil(GilOptions),
    /// Run a workload at many worker counts, or with many values of a parameter, and see how speed-up grows.
    #[command(
        mut_arg("workers", |workers| workers.value_name("COUNTS").help(SWEPT_WORKERS)),
        mut_arg("parameters", |parameters| parameters.value_name("NAME=VALUES").help(SWEPT_PARAMETERS)),
        mut_arg("models", |models| models.help(SWEPT_MODELS)),
    )]
    Sweep(Box<SweepOptions>),
    /// Put stored reports side by side: of this machine, of others, of the browser.
    Compare(CompareOptions),
    /// Step through a stored run on the whole screen, or show it as `run` did; also the trace of another program.
    View(ViewOptions),
    /// Serve the page on this machine, which then runs natively what the page asks for.
    Serve(ServeOptions),
    /// Lend processes of this machine to runs of the model `distributed`, anywhere on a NATS server.
    Worker(WorkerOptions),
    /// Start a private NATS server and some workers on this machine, for a first look at the model `distributed`.
    Cluster(ClusterOptions),
    /// Show what this machine can do, and which tools are missing.
    Doctor,
    /// Run another program for as long as somebody holds the other end of standard input.
    #[command(hide = true, name = ATTENDED_COMMAND)]
    Attended(AttendedOptions),
    /// Be a child process of `interleave run`.
    #[command(hide = true, name = crate::host::PROCESS_COMMAND)]
    Process,
}

#[derive(Debug, Args)]
pub struct ListOptions {
    /// Print the catalogue as JSON.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct SweepOptions {
    #[command(flatten)]
    pub plan: PlanOptions,

    #[command(flatten)]
    pub reach: ReachOptions,

    /// Write all reports and the fitted laws as JSON; `-` writes it to standard output, and everything else to standard error.
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct CompareOptions {
    /// Reports as JSON, of `run --json` or of the page's `window.interleave.run`; the others are compared with the first.
    #[arg(required = true, value_name = "REPORT")]
    pub files: Vec<PathBuf>,

    /// Write the comparison as JSON; `-` writes it to standard output, and everything else to standard error.
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct ViewOptions {
    /// A report as JSON, of `run --json` or of the page's `window.interleave.run`; or trace events as JSON, of VizTracer, Perfetto or Chrome.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// Step through it, event by event, on the whole screen [default: on a terminal, when nothing is said about text or files].
    #[arg(long, conflicts_with_all = ["text", "json", "trace", "csv", "markdown", "html", "timeline", "no_timeline"])]
    pub full_screen: bool,

    /// Show it as text, as `run` did [default: where there is no terminal].
    #[arg(long)]
    pub text: bool,

    #[command(flatten)]
    pub exports: ExportOptions,

    #[command(flatten)]
    pub timeline: TimelineOptions,
}

/// Where `interleave serve` listens if nobody says otherwise.
pub const SERVE_PORT: u16 = 4173;

#[derive(Debug, Args)]
pub struct ServeOptions {
    /// The port on 127.0.0.1; 0 takes any that is free.
    #[arg(long, value_name = "P", default_value_t = SERVE_PORT)]
    pub port: u16,

    /// The folder of the built page [default: the page inside this program, dist beside it, or dist here].
    #[arg(long, value_name = "DIR")]
    pub page: Option<PathBuf>,

    /// Open the page in the browser.
    #[arg(long)]
    pub open: bool,
}

/// The way to a NATS server.
#[derive(Clone, Debug, Args)]
pub struct NatsOptions {
    /// The NATS server at which workers are: nats://HOST:PORT or tls://HOST:PORT, with TOKEN@, NKEYSEED@ or USER:PASSWORD@ before the host if
    /// it asks for them [default: the variable `NATS_URL`].
    #[arg(long, value_name = "URL")]
    pub nats: Option<String>,

    /// A file of credentials for that server: of a user, or the seed of an nkey.
    #[arg(long, value_name = "FILE")]
    pub creds: Option<PathBuf>,

    /// The certificate, in PEM, of who has signed that of the server [default: those that this machine trusts].
    #[arg(long, value_name = "FILE")]
    pub tls_ca: Option<PathBuf>,
}

/// The way to workers.
#[derive(Clone, Debug, Args)]
pub struct ReachOptions {
    #[command(flatten)]
    pub nats: NatsOptions,

    /// How long to wait for workers.
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub timeout: u64,
}

#[derive(Debug, Args)]
pub struct WorkerOptions {
    #[command(flatten)]
    pub nats: NatsOptions,

    /// What it is called in traces [default: the name of this machine].
    #[arg(long, value_name = "N")]
    pub name: Option<String>,

    /// How many lanes it lends at the same time, each a process [1 to 64, default: as many as there are cores].
    #[arg(long, value_name = "K")]
    pub lanes: Option<u16>,

    /// How long a task may take, its waits included; then its process is ended, and its parent told [1 to 86 400, default: as long as it likes].
    #[arg(long, value_name = "SECONDS")]
    pub task_timeout: Option<u64>,

    /// How much memory the process of a lane may use; looked at ten times a second, on Linux [16 to 1 048 576, default: what there is].
    #[arg(long, value_name = "MIB")]
    pub lane_memory: Option<u64>,
}

#[derive(Debug, Args)]
pub struct ClusterOptions {
    /// How many workers to start.
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..=64))]
    pub workers: u16,

    /// How many lanes each of them lends.
    #[arg(long, value_name = "K", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=64))]
    pub lanes: u16,

    /// Where a page is from that may connect, as its address begins; can be repeated [default: a page of `interleave serve` at its usual port].
    #[arg(long = "origin", value_name = "URL")]
    pub origins: Vec<String>,
}

/// The hidden sub-command by which `interleave cluster` has programs end with it, however it ends.
pub const ATTENDED_COMMAND: &str = "attended";

#[derive(Debug, Args)]
pub struct AttendedOptions {
    /// The program and its arguments.
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
    pub command: Vec<std::ffi::OsString>,
}

#[derive(Debug, Args)]
pub struct RunOptions {
    #[command(flatten)]
    pub plan: PlanOptions,

    #[command(flatten)]
    pub reach: ReachOptions,

    /// Say first what to expect of each model, and why.
    #[arg(long)]
    pub explain: bool,

    /// Show the processes while they run: threads, memory, share of the processor. It slows the run down a little, and says how much.
    #[arg(long)]
    pub watch: bool,

    /// Write the picture that the workload computes as PNG: under each model, tinted by the lanes that computed its rows.
    #[arg(long, value_name = "FILE")]
    pub picture: Option<PathBuf>,

    #[command(flatten)]
    pub exports: ExportOptions,

    #[command(flatten)]
    pub timeline: TimelineOptions,
}

#[derive(Debug, Args)]
pub struct PythonOptions {
    #[arg(default_value = "count", help = programs::help())]
    pub workload: String,

    /// A Python to run it in, by name or path; can be repeated [default: all on the PATH and in pyenv].
    #[arg(long = "python", value_name = "EXE")]
    pub pythons: Vec<String>,

    #[arg(long = "param", value_name = "NAME=VALUE", help = programs::help_of_parameters(), allow_hyphen_values = true)]
    pub parameters: Vec<String>,

    #[command(flatten)]
    pub numbers: NumberOptions,

    /// Write the report as JSON; `-` writes it to standard output, and everything else to standard error.
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct GilOptions {
    /// The Python to compare with, by name or path [default: the newest with a GIL on the PATH or in pyenv].
    #[arg(long, value_name = "EXE")]
    pub against: Option<String>,

    /// How many times everything is measured, about ten seconds each [1 to 1 000, default 10].
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub rounds: Option<String>,

    /// Write the table as JSON; `-` writes it to standard output, and everything else to standard error.
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::CommandFactory as _;
    use interleave_core::fold::flags;

    use super::*;

    #[test]
    fn the_flags_that_core_writes_and_reads_are_those_of_run() {
        let arguments = Arguments::command();
        let run = arguments.find_subcommand("run").expect("there is a command run");
        let flags: BTreeSet<String> =
            run.get_arguments().filter_map(|argument| argument.get_long()).map(|name| format!("--{name}")).collect();
        assert_eq!(flags, flags::all().into_iter().map(str::to_owned).collect());
    }
}
