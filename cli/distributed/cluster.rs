//! `interleave cluster`: a private NATS server and some workers on this machine, for a first look.

use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow, bail};
use futures::channel::oneshot;
use futures::future::{Either, select};
use interleave_core::mistake::Mistake;
use serde_json::Value;
use tokio::time;

use super::signals;
use crate::arguments::ClusterOptions;
use crate::exit::Exit;
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
    fs::write(&configuration, configured(&token))?;
    let mut server = Command::new(SERVER);
    server.arg("--config").arg(&configuration).arg("--ports_file_dir").arg(folder).arg("--log").arg(folder.join("log"));
    let mut running = vec![("The server".to_owned(), start(&mut server)?)];
    let (nats, websocket) = addresses(folder, &mut running).await?;
    let address = nats.replacen("nats://", &format!("nats://{token}@"), 1);
    for number in 1..=options.workers {
        let name = format!("worker {number}");
        let mut worker = Command::new(std::env::current_exe()?);
        worker.args(["worker", "--name", &name, "--lanes", &options.lanes.to_string()]);
        // Arguments can be read by everybody on the machine; variables cannot.
        running.push((name, start(worker.env("NATS_URL", &address))?));
    }
    screen::show(Stream::Out, &said(options, &address, &websocket))?;
    loop {
        look(&mut running)?;
        time::sleep(GLANCE).await;
    }
}

/// A process that is ended when this is dropped.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may already have ended by itself; it is reaped in any case.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(command: &mut Command) -> Result<Running> {
    match command.stdin(Stdio::null()).stdout(Stdio::null()).spawn() {
        Ok(child) => Ok(Running(child)),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let sentence = "There is no nats-server on this machine. Install it: `apt-get install nats-server` on Debian and Ubuntu, \
                            `brew install nats-server` on a Mac; elsewhere from https://github.com/nats-io/nats-server/releases.";
            Err(Mistake::new("nats-server", sentence).into())
        }
        Err(error) => Err(anyhow!("{} could not be started: {error}", command.get_program().display())),
    }
}

/// # Errors
/// When one has ended.
fn look(running: &mut [(String, Running)]) -> Result<()> {
    for (name, Running(child)) in running {
        if let Some(status) = child.try_wait()? {
            bail!("{name} has ended by itself ({status})");
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

/// Only for this machine, on ports that the system chooses; pages of `interleave serve` may connect.
fn configured(token: &str) -> String {
    format!(
        "host: 127.0.0.1\nport: -1\nauthorization {{ token: \"{token}\" }}\n\
         websocket {{ host: 127.0.0.1, port: -1, no_tls: true, allowed_origins: [\"http://127.0.0.1:4173\", \"http://localhost:4173\"] }}\n"
    )
}

/// Where the server listens, for programs and for pages: it writes that into a file.
async fn addresses(folder: &Path, running: &mut [(String, Running)]) -> Result<(String, String)> {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        look(running).with_context(|| fs::read_to_string(folder.join("log")).unwrap_or_default())?;
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
