//! Starts the server with a page of a few small files, and asks it as the page would.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use crate::http::{Answer, Request, exchange};

/// Only what hangs takes longer.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Stands in the page and nowhere else: who reads it was let in.
pub const MARK: &str = "only for who was invited";

/// A plan of a few milliseconds.
pub const SMALL: &str = r#"{"plan":{"workload":"count","parameters":{"n":1000}},"model":"sequential","round":0}"#;

/// A running server. It ends with this value.
pub struct Server {
    pub port: u16,
    pub process: Child,
    lines: Receiver<String>,
    /// The cookie that its first invitation was exchanged for, as `name=value`.
    pub cookie: String,
}

impl Server {
    pub fn start() -> Self {
        Self::with_page(&page())
    }

    pub fn with_page(folder: &Path) -> Self {
        Self::of(&mut command(folder, 0))
    }

    /// A server that is started in a way of its own.
    pub fn of(command: &mut Command) -> Self {
        let mut process = command.stdout(Stdio::piped()).spawn().expect("the program starts");
        let out = process.stdout.take().expect("its output");
        let (send, lines) = mpsc::channel();
        thread::spawn(move || BufReader::new(out).lines().map_while(Result::ok).try_for_each(|line| send.send(line)));
        let mut server = Self { port: 0, process, lines, cookie: String::new() };
        let (port, token) = server.invitation();
        server.port = port;
        let answer = server.get(&format!("/?token={token}"));
        let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
        server.cookie = cookie.expect("a cookie").to_owned();
        server
    }

    /// The port and the token of the next address that is printed.
    pub fn invitation(&self) -> (u16, String) {
        loop {
            let line = self.lines.recv().expect("an address is printed");
            let Some(address) = line.trim().strip_prefix("http://127.0.0.1:") else { continue };
            let (port, token) = address.split_once("/?token=").expect("port and token");
            return (port.parse().expect("a port"), token.to_owned());
        }
    }

    /// The origin of the page.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// A request of a file as the browser of the invited person sends it.
    pub fn visit(&self, target: &str) -> Request {
        let host = format!("127.0.0.1:{}", self.port);
        let headers = [
            ("Host", &*host),
            ("Cookie", &self.cookie),
            ("Sec-Fetch-Site", "same-origin"),
            ("Sec-Fetch-Mode", "navigate"),
            ("Sec-Fetch-Dest", "document"),
        ];
        Request::new("GET", target, &headers, "")
    }

    /// A call of the API as the page sends it.
    pub fn call(&self, what: &str, body: &str) -> Request {
        let host = format!("127.0.0.1:{}", self.port);
        let headers = [
            ("Host", &*host),
            ("Cookie", &self.cookie),
            ("Origin", &self.origin()),
            ("X-Interleave", "1"),
            ("Content-Type", "application/json"),
            ("Sec-Fetch-Site", "same-origin"),
            ("Sec-Fetch-Mode", "cors"),
            ("Sec-Fetch-Dest", "empty"),
        ];
        Request::new("POST", &format!("/api/{what}"), &headers, body)
    }

    pub fn ask(&self, request: &Request) -> Answer {
        exchange(self.port, &request.bytes())
    }

    pub fn get(&self, target: &str) -> Answer {
        self.ask(&self.visit(target))
    }

    /// The next honest request is answered.
    pub fn assert_works(&self, after: &str) {
        let answer = self.ask(&self.call("host", "{}"));
        assert_eq!(answer.status, 200, "after {after}: {answer:?}");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Waits until something is so.
pub fn eventually(what: &str, mut ask: impl FnMut() -> bool) {
    let began = Instant::now();
    while !ask() {
        assert!(began.elapsed() < TIMEOUT, "{what} did not come");
        thread::yield_now();
    }
}

/// The server on a port, 0 for any that is free, with the page in `folder`.
pub fn command(folder: &Path, port: u16) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_interleave"));
    command.args(["serve", "--port", &port.to_string(), "--page"]).arg(folder).stdin(Stdio::null());
    command
}

/// A folder of this test alone, with a page in it.
pub fn page() -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("page-{}-{count}", std::process::id()));
    let folder = root.join("dist");
    fs::create_dir_all(folder.join("page")).expect("a folder");
    let write = |path: &Path, text: &str| fs::write(path, text).expect("a file");
    write(&folder.join("index.html"), &format!("<!doctype html><title>{MARK}</title>"));
    write(
        &folder.join("page/app-1234.js"),
        &format!("// {MARK}\n{}", "export const text = 'again and again';\n".repeat(100)),
    );
    // What was compressed is sent as it lies there, so the texts tell which file it was.
    write(&folder.join("page/app-1234.js.br"), "the script by brotli");
    write(&folder.join("page/app-1234.js.gz"), "the script by gzip");
    write(&folder.join("index.html.br"), "the frame, as other hosts say it");
    write(&folder.join("engine.wasm"), &format!("\0asm {MARK}"));
    write(&folder.join("alone.br"), "a file without another one");
    write(&root.join("outside.txt"), MARK);
    folder
}
