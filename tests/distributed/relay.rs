//! A slow line to a server: what goes through it is late, some of it much later, as what a network has lost and sends again; and it can be cut.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use interleave_core::random::Random;

/// What the line does to each piece that goes through it.
#[derive(Clone, Copy)]
pub struct Line {
    /// Each is so late.
    pub delay: Duration,
    /// One in so many is lost at first, and comes after that again.
    pub lost: u64,
    pub again: Duration,
}

/// The line, on a port of its own; it goes when this is dropped.
pub struct Relay {
    pub port: u16,
    open: Arc<Mutex<Vec<TcpStream>>>,
    over: Arc<AtomicBool>,
}

impl Relay {
    /// A line to the server at this port of this machine.
    pub fn start(to: u64, line: Line) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("its own").port();
        let open: Arc<Mutex<Vec<TcpStream>>> = Arc::default();
        let over = Arc::new(AtomicBool::new(false));
        let (kept, ended) = (open.clone(), over.clone());
        thread::spawn(move || {
            for (one, seed) in listener.incoming().map_while(Result::ok).zip(0..) {
                if ended.load(Ordering::Relaxed) {
                    break;
                }
                // Where the server is away, whoever has called is left.
                let Ok(other) = TcpStream::connect(format!("127.0.0.1:{to}")) else { continue };
                let both = || (one.try_clone().expect("a stream"), other.try_clone().expect("a stream"));
                let ((one_in, other_out), (one_out, other_in)) = (both(), both());
                carry(one_in, other_out, line, 2 * seed);
                carry(other_in, one_out, line, 2 * seed + 1);
                kept.lock().expect("nobody panics").extend([one, other]);
            }
        });
        Self { port, open, over }
    }

    /// Ends all connections; whoever calls again gets another one.
    pub fn cut(&self) {
        for stream in self.open.lock().expect("nobody panics").drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        self.cut();
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

/// Carries what comes from `from`, in order and late, until either end goes.
fn carry(mut from: TcpStream, mut to: TcpStream, line: Line, seed: u64) {
    let (put, take) = mpsc::channel::<(Instant, Vec<u8>)>();
    thread::spawn(move || {
        let (mut random, mut bytes) = (Random::new(seed), [0; 1400]);
        while let Ok(length @ 1..) = from.read(&mut bytes) {
            let again = if random.below(line.lost) == 0 { line.again } else { Duration::ZERO };
            if put.send((Instant::now() + line.delay + again, bytes[..length].to_vec())).is_err() {
                break;
            }
        }
    });
    thread::spawn(move || {
        for (due, bytes) in take {
            thread::sleep(due.saturating_duration_since(Instant::now()));
            if to.write_all(&bytes).is_err() {
                break;
            }
        }
        let _ = to.shutdown(Shutdown::Both);
    });
}
