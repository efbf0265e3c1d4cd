//! `interleave cluster`: a private NATS server and some workers on this machine, for a first look.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow, bail};
use futures::channel::oneshot;
use futures::future::{Either, select};
use interleave_core::mistake::Mistake;
use serde_json::Value;
use tokio::time;

use super::attended::NO_SUCH_PROGRAM;
use super::signals;
use crate::arguments::{ATTENDED_COMMAND, ClusterOptions, SERVE_PORT};
use crate::exit::Exit;
use crate::pipe;
use crate::screen::{self, Stream};

const SERVER: &str = "nats-server";
/// How long the server may take to begin.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often it is looked whether all still live.
const GLANCE: Duration = Duration::from_millis(200);

/// Runs them until it is interrupted.
///
/// # Errors
/// When there is no server, or one of them ends by itself.
pub fn cluster(options: &ClusterOptions) -> Result<Exit> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let interrupted = signals::interrupted()?;
        let folder = tempfile::tempdir().context("there is no folder for the server")?;
        let ended = select(interrupted, Box::pin(run(options, folder.path()))).await;
        match ended {
            Either::Left((Ok(()) | Err(oneshot::Canceled), _)) => Ok(Exit::Success),
            Either::Right((Err(error), _)) => Err(error),
        }
    })
}

/// Starts all, says what to type, and watches. It ends only when one of them has; to drop it ends them all.
async fn run(options: &ClusterOptions, folder: &Path) -> Result<std::convert::Infallible> {
    let token = token()?;
    let configuration = folder.join("server.conf");
    fs::write(&configuration, configured(&token, &origins(&options.origins)?))?;
    let mut server = attended(SERVER)?;
    server.arg("--config").arg(&configuration).arg("--ports_file_dir").arg(folder).arg("--log").arg(folder.join("log"));
    let mut running = Cluster(vec![("The server".to_owned(), start(&mut server)?)]);
    let (nats, websocket) = addresses(folder, &mut running).await?;
    let address = nats.replacen("nats://", &format!("nats://{token}@"), 1);
    for number in 1..=options.workers {
        let name = format!("worker {number}");
        let mut worker = attended(std::env::current_exe()?)?;
        worker.args(["worker", "--name", &name, "--lanes", &options.lanes.to_string()]);
        // Arguments can be read by everybody on the machine; variables cannot.
        running.0.push((name, start(worker.env("NATS_URL", &address))?));
    }
    screen::show(Stream::Out, &said(options, &address, &websocket))?;
    loop {
        look(&mut running)?;
        time::sleep(GLANCE).await;
    }
}

/// All that runs, the server first: it ends last, so that no worker misses it.
struct Cluster(Vec<(String, Running)>);

impl Drop for Cluster {
    fn drop(&mut self) {
        while self.0.pop().is_some() {}
    }
}

/// A process that ends when this is dropped, or this program does.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // That ends it; it is reaped in any case.
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

/// A program that runs for as long as this one does.
fn attended(program: impl AsRef<OsStr>) -> Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(ATTENDED_COMMAND).arg(program);
    Ok(command)
}

fn start(command: &mut Command) -> Result<Running> {
    pipe::in_its_own_group(command);
    let child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn();
    Ok(Running(child.map_err(|error| anyhow!("{} could not be started: {error}", command.get_program().display()))?))
}

/// # Errors
/// When one has ended.
fn look(Cluster(running): &mut Cluster) -> Result<()> {
    for (name, Running(child)) in running {
        match child.try_wait()? {
            None => {}
            Some(status) if status.code() == Some(NO_SUCH_PROGRAM.into()) => {
                let sentence = "There is no nats-server on this machine. Install it: `apt-get install nats-server` on Debian and Ubuntu, \
                                `brew install nats-server` on a Mac; elsewhere from https://github.com/nats-io/nats-server/releases.";
                return Err(Mistake::new("nats-server", sentence).into());
            }
            Some(status) => bail!("{name} has ended by itself ({status})"),
        }
    }
    Ok(())
}

/// A secret of this cluster: 32 hexadecimal digits.
fn token() -> Result<String> {
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(|error| anyhow!("there are no random numbers: {error}"))?;
    Ok(random.iter().fold(String::new(), |mut token, byte| {
        let _ = write!(token, "{byte:02x}");
        token
    }))
}

/// Where pages may be from that connect: these, or else of `interleave serve` at its usual port.
///
/// # Errors
/// One sentence, when one is no origin.
fn origins(typed: &[String]) -> Result<Vec<String>, Mistake> {
    if typed.is_empty() {
        return Ok(["127.0.0.1", "localhost"].map(|host| format!("http://{host}:{}", SERVE_PORT)).to_vec());
    }
    let checked = |origin: &String| {
        let host = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
        let host = host.map(|host| host.strip_suffix('/').unwrap_or(host)).unwrap_or_default();
        let is_plain = |sign: char| sign.is_ascii_alphanumeric() || "-._:[]".contains(sign);
        if host.is_empty() || !host.chars().all(is_plain) {
            let sentence = format!(
                "'{origin}' is no origin: it is as the address of a page begins, such as https://example.org or http://127.0.0.1:5000."
            );
            return Err(Mistake::new("origin", sentence));
        }
        Ok(origin.strip_suffix('/').unwrap_or(origin).to_owned())
    };
    typed.iter().map(checked).collect()
}

/// Only for this machine, on ports that the system chooses; pages of these origins may connect.
fn configured(token: &str, origins: &[String]) -> String {
    format!(
        "host: 127.0.0.1\nport: -1\nauthorization {{ token: \"{token}\" }}\n\
         websocket {{ host: 127.0.0.1, port: -1, no_tls: true, allowed_origins: {origins:?} }}\n"
    )
}

/// Where the server listens, for programs and for pages: it writes that into a file.
async fn addresses(folder: &Path, running: &mut Cluster) -> Result<(String, String)> {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        look(running).map_err(|error| match fs::read_to_string(folder.join("log")) {
            Ok(log) if !log.is_empty() => error.context(log),
            _ => error,
        })?;
        let files = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path()));
        let ports = files.filter(|path| path.extension().is_some_and(|ends| ends == "ports"));
        for text in ports.filter_map(|path| fs::read_to_string(path).ok()) {
            // It may be half written.
            let Ok(ports) = serde_json::from_str::<Value>(&text) else { continue };
            if let (Some(nats), Some(websocket)) = (ports["nats"][0].as_str(), ports["websocket"][0].as_str()) {
                return Ok((nats.to_owned(), websocket.to_owned()));
            }
        }
        time::sleep(Duration::from_millis(20)).await;
    }
    bail!("the server did not say within {} s where it listens", PATIENCE.as_secs())
}

fn said(options: &ClusterOptions, address: &str, websocket: &str) -> String {
    let lanes = options.workers * options.lanes;
    format!(
        "A private server and {} workers with {lanes} lanes. In another terminal, type:\n\n    \
         interleave run mandelbrot --model distributed --workers {lanes} --nats {address}\n\n\
         Others on this machine join by: interleave worker --nats {address}\n\
         Pages connect to {websocket}. Ctrl-C ends all of it.\n",
        options.workers
    )
}
