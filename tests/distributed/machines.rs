//! A server and workers for one test; whatever was started is ended with it.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

const TOKEN: &str = "a-token-of-these-tests";
/// Far beyond what anything takes, on a machine however busy: only what never comes is waited for so long.
pub const TIMEOUT: Duration = Duration::from_secs(120);

/// A process that is ended when this is dropped.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Where a server runs, and those that `Server` itself starts.
#[derive(Clone)]
pub struct Place {
    pub address: String,
    /// A network namespace; none is this machine's own.
    pub namespace: Option<String>,
}

impl Place {
    fn here() -> Self {
        Self { address: "127.0.0.1".to_owned(), namespace: None }
    }

    /// A program of that place.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let Some(namespace) = &self.namespace else { return Command::new(program) };
        // It becomes the program, with the same id.
        let mut command = Command::new("ip");
        command.args(["netns", "exec", namespace]).arg(program);
        command
    }

    /// This program in that place.
    fn program(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(env!("CARGO_BIN_EXE_interleave"));
        command.args(arguments).env_remove("NATS_URL").stdin(Stdio::null());
        command
    }
}

/// A server on a port of its own, which it has again when it is restarted.
pub struct Server {
    pub folder: PathBuf,
    running: Running,
    settings: String,
    place: Place,
    pub port: u64,
}

impl Server {
    pub fn start() -> Self {
        Self::start_at(Place::here())
    }

    pub fn start_at(place: Place) -> Self {
        Self::placed(place, |_| format!("authorization {{ token: \"{TOKEN}\" }}"))
    }

    /// One with settings that may name files in its folder.
    pub fn configured(settings: impl FnOnce(&Path) -> String) -> Self {
        Self::placed(Place::here(), settings)
    }

    fn placed(place: Place, settings: impl FnOnce(&Path) -> String) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("nats-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder).expect("a folder");
        let settings = settings(&folder);
        let running = serve(&place, &folder, -1, &settings);
        let port = eventually("a port", || {
            let files = fs::read_dir(&folder).expect("the folder").filter_map(|entry| Some(entry.ok()?.path()));
            let mut ports = files.filter(|path| path.extension().is_some_and(|ends| ends == "ports"));
            let ports: Value = serde_json::from_str(&fs::read_to_string(ports.next()?).ok()?).ok()?;
            ports["nats"][0].as_str()?.rsplit_once(':')?.1.parse().ok()
        });
        Self { folder, running, settings, place, port }
    }

    /// Kills it, and starts it again at the same place.
    pub fn restart(&mut self) {
        self.running.0.kill().expect("it lives");
        self.running.0.wait().expect("it has ended");
        self.running = serve(&self.place, &self.folder, i64::try_from(self.port).expect("a port"), &self.settings);
    }

    pub fn url(&self) -> String {
        format!("nats://{TOKEN}@{}:{}", self.place.address, self.port)
    }

    /// Starts a worker, and waits until it says that it is there.
    pub fn worker(&self, name: &str, lanes: u16) -> Running {
        self.worker_with(&["--name", name, "--lanes", &lanes.to_string()])
    }

    /// The same with these arguments.
    pub fn worker_with(&self, arguments: &[&str]) -> Running {
        self.worker_at(&self.place, arguments)
    }

    /// The same in another place, from where this one can be reached.
    pub fn worker_at(&self, place: &Place, arguments: &[&str]) -> Running {
        let mut command = place.program(&[&["worker"], arguments].concat());
        command.env("NATS_URL", self.url());
        started(command)
    }

    /// `interleave run` with these arguments; what it stored.
    pub fn run(&self, arguments: &[&str]) -> (Option<i32>, Value, String) {
        finished(self.start_run(arguments))
    }

    /// The same, not waited for.
    pub fn start_run(&self, arguments: &[&str]) -> Running {
        let all = [&["run"], arguments, &["--model", "distributed", "--json", "-", "--no-timeline"]].concat();
        let mut command = self.place.program(&all);
        command.env("NATS_URL", self.url()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Running(command.spawn().expect("it starts"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Starts a worker by this command, and waits until it says that it is there.
pub fn started(mut command: Command) -> Running {
    let mut worker = Running(command.stdout(Stdio::piped()).spawn().expect("it starts"));
    let mut line = String::new();
    BufReader::new(worker.0.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
    assert!(line.contains("lends"), "{line}");
    worker
}

/// The end of a run.
pub fn finished(mut run: Running) -> (Option<i32>, Value, String) {
    let (out, error) = (run.0.stdout.take().expect("a pipe"), run.0.stderr.take().expect("a pipe"));
    let told = thread::spawn(move || std::io::read_to_string(error).expect("text"));
    let report = std::io::read_to_string(out).expect("text");
    let told = told.join().expect("it was read");
    let code = run.0.wait().expect("it ends").code();
    (code, serde_json::from_str(&report).unwrap_or_default(), told)
}

pub fn program(arguments: &[&str]) -> Command {
    Place::here().program(arguments)
}

/// A command that ends by itself.
pub fn output(arguments: &[&str]) -> Output {
    program(arguments).output().expect("it starts")
}

/// Waits for something that must come within a bounded time.
pub fn eventually<T>(what: &str, mut found: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = found() {
            return found;
        }
        assert!(begun.elapsed() < TIMEOUT, "{what} did not come in time");
        thread::sleep(Duration::from_millis(10));
    }
}

/// Sends a process a signal.
pub fn signal(id: u32, name: &str) {
    let status = Command::new("kill").args([&format!("-{name}"), &id.to_string()]).status().expect("kill is there");
    assert!(status.success(), "{id} is there to be sent {name}");
}

/// The ids of the child processes of `id`.
pub fn children(id: u32) -> Vec<u32> {
    let text = fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
    text.split_whitespace().filter_map(|id| id.parse().ok()).collect()
}

fn serve(place: &Place, folder: &Path, port: i64, settings: &str) -> Running {
    let configuration = folder.join("server.conf");
    let text = format!("host: {}\nport: {port}\n{settings}\n", place.address);
    fs::write(&configuration, text).expect("it is written");
    let mut command = place.command("nats-server");
    command.arg("--config").arg(configuration).arg("--ports_file_dir").arg(folder).arg("--log").arg(folder.join("log"));
    Running(command.stdin(Stdio::null()).spawn().expect("nats-server is installed: cargo xtask test does that"))
}
