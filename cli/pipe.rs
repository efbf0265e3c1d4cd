//! Messages over pipes: the lengths of head and payload, then both.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::io::{self, BufReader, Read, Write};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};
use std::thread;

use futures::future::{FutureExt as _, LocalBoxFuture};
use interleave_core::host::{Channel, HostError, Message};

use crate::children;

/// The parent's end: a child process that ends when this is dropped.
pub struct Child {
    process: Mutex<std::process::Child>,
    id: u32,
    to: Mutex<ChildStdin>,
    inbox: Arc<Inbox>,
}

/// The child's end: its own standard input and output.
pub struct Parent {
    inbox: Arc<Inbox>,
}

impl Child {
    /// Starts `command` with its standard input and output as pipes.
    pub fn start(command: &mut Command) -> io::Result<Self> {
        in_its_own_group(command);
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (Some(to), Some(from)) = (process.stdin.take(), process.stdout.take()) else {
            return Err(io::Error::other("the process has no pipes"));
        };
        let id = process.id();
        children::started(id);
        Ok(Self { process: Mutex::new(process), id, to: Mutex::new(to), inbox: Inbox::fed_by(from, || {}) })
    }
}

/// Ctrl-C reaches every process of the terminal's group; only the parent decides when a child ends.
#[cfg(unix)]
pub fn in_its_own_group(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

#[cfg(windows)]
pub fn in_its_own_group(command: &mut Command) {
    const CREATE_NEW_PROCESS_GROUP: u32 = 0x200;
    std::os::windows::process::CommandExt::creation_flags(command, CREATE_NEW_PROCESS_GROUP);
}

impl Channel for Child {
    fn process(&self) -> u32 {
        self.id
    }

    fn send(&self, message: Message) -> Result<(), HostError> {
        let mut to = self.to.lock().unwrap_or_else(PoisonError::into_inner);
        write(&mut *to, &message).map_err(|error| HostError::Gone(error.to_string()))
    }

    fn receive(&self) -> LocalBoxFuture<'_, Result<Message, HostError>> {
        self.inbox.receive().boxed_local()
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        let process = self.process.get_mut().unwrap_or_else(PoisonError::into_inner);
        // It may already have ended by itself; it is reaped in any case, so that no process is left behind.
        let _ = process.kill();
        let _ = process.wait();
        children::ended(self.id);
    }
}

impl Parent {
    /// Takes standard input for messages from the parent; standard output carries the answers.
    pub fn connect() -> Self {
        // Even while it computes and reads nothing, a child must not outlive a parent that was killed.
        Self { inbox: Inbox::fed_by(io::stdin(), || std::process::exit(0)) }
    }
}

impl Channel for Parent {
    fn process(&self) -> u32 {
        std::process::id()
    }

    fn send(&self, message: Message) -> Result<(), HostError> {
        write(&mut io::stdout().lock(), &message).map_err(|error| HostError::Gone(error.to_string()))
    }

    fn receive(&self) -> LocalBoxFuture<'_, Result<Message, HostError>> {
        self.inbox.receive().boxed_local()
    }
}

/// Messages that have arrived and are not read yet; its own thread fills it, because reading a pipe blocks.
#[derive(Default)]
struct Inbox {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    messages: VecDeque<Message>,
    ended: Option<String>,
    reader: Option<Waker>,
}

impl Inbox {
    fn fed_by(from: impl Read + Send + 'static, at_end: impl FnOnce() + Send + 'static) -> Arc<Self> {
        let inbox = Arc::new(Self::default());
        let filled = inbox.clone();
        thread::spawn(move || {
            let mut from = BufReader::new(from);
            while filled.accept(read(&mut from)) {}
            at_end();
        });
        inbox
    }

    /// Adds what was read; whether there can be more.
    fn accept(&self, read: io::Result<Message>) -> bool {
        let mut state = self.state();
        match read {
            Ok(message) => state.messages.push_back(message),
            Err(error) => state.ended = Some(error.to_string()),
        }
        if let Some(reader) = state.reader.take() {
            reader.wake();
        }
        state.ended.is_none()
    }

    async fn receive(&self) -> Result<Message, HostError> {
        poll_fn(|context| {
            let mut state = self.state();
            if let Some(message) = state.messages.pop_front() {
                return Poll::Ready(Ok(message));
            }
            if let Some(why) = &state.ended {
                return Poll::Ready(Err(HostError::Gone(why.clone())));
            }
            state.reader = Some(context.waker().clone());
            Poll::Pending
        })
        .await
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The lengths of head and payload, the lowest byte first.
const LENGTHS: usize = 4 + 8;

/// Writes a message.
pub fn write(to: &mut impl Write, message: &Message) -> io::Result<()> {
    let head = &message.head;
    let length = u32::try_from(head.len()).map_err(|_| io::Error::other("the message is too long"))?;
    let mut bytes = Vec::with_capacity(LENGTHS + head.len());
    bytes.extend(length.to_le_bytes());
    bytes.extend((message.payload.len() as u64).to_le_bytes());
    bytes.extend_from_slice(head);
    to.write_all(&bytes)?;
    if !message.payload.is_empty() {
        to.write_all(&message.payload.bytes())?;
    }
    to.flush()
}

/// Reads a message.
pub fn read(from: &mut impl Read) -> io::Result<Message> {
    let (mut head, mut payload) = ([0; 4], [0; 8]);
    from.read_exact(&mut head).map_err(|_| closed("it closed its pipe"))?;
    from.read_exact(&mut payload)?;
    let head = read_bytes(from, u32::from_le_bytes(head).into())?;
    let payload = read_bytes(from, u64::from_le_bytes(payload))?;
    Ok(Message { head, payload: payload.into() })
}

fn read_bytes(from: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(usize::try_from(length).unwrap_or(usize::MAX))?;
    from.take(length).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length {
        return Err(closed("it closed its pipe within a message"));
    }
    Ok(bytes)
}

fn closed(how: &str) -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, how)
}
