//! `interleave worker`: lends lanes of this machine to whoever the server lets in.
//!
//! A lane is a child process as under `processes`. What is said to it is carried from the network to its pipe and back as it is.

use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

use anyhow::{Result, anyhow};
use async_nats::Client;
use async_nats::service::{Request, ServiceExt as _, error};
use futures::StreamExt as _;
use futures::channel::oneshot;
use futures::future::{Either, FutureExt as _, Shared, select};
use futures::stream::FuturesUnordered;
use interleave_core::host::Channel as _;
use interleave_core::mistake::Mistake;
use tokio::time;

use super::connection::{self, Connection};
use super::limits::{Limits, Watch};
use super::link::{Link, Say};
use super::offer::{self, Ask, Lent, Offer, SERVICE, Versions};
use super::signals;
use crate::arguments::WorkerOptions;
use crate::exit::Exit;
use crate::host::PROCESS_COMMAND;
use crate::pipe::{Child, frames};
use crate::screen::{self, Stream};

/// The most lanes of one worker.
const MOST_LANES: u16 = 64;
/// How long lanes may take to say that they are going.
const FAREWELL: Duration = Duration::from_secs(2);

/// Lends lanes until it is interrupted.
///
/// # Errors
/// A mistake in the options, or a server that cannot be reached.
pub fn work(options: &WorkerOptions) -> Result<Exit> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let lanes = options.lanes.unwrap_or_else(|| u16::try_from(cores).unwrap_or(MOST_LANES).min(MOST_LANES));
    if !(1..=MOST_LANES).contains(&lanes) {
        return Err(Mistake::new("lanes", format!("A worker lends 1 to {MOST_LANES} lanes.")).into());
    }
    let name = options.name.clone().unwrap_or_else(machine);
    if !offer::is_name(&name) {
        return Err(
            Mistake::new("name", format!("A name has 1 to {} bytes, all of them visible.", offer::MOST_NAME)).into()
        );
    }
    let limits = Limits::of(options)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let interrupted = signals::interrupted()?;
        let Connection { client, address } = connection::connect(&options.nats, &name).await?;
        let program = std::env::current_exe()?;
        let worker = Worker { client, name, program, lanes, limits, free: Arc::new(AtomicU16::new(lanes)) };
        worker.lend(&address, interrupted).await
    })
}

/// The name of this machine, where it is known.
fn machine() -> String {
    let known =
        std::fs::read_to_string("/proc/sys/kernel/hostname").ok().or_else(|| std::env::var("COMPUTERNAME").ok());
    known.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).unwrap_or_else(|| "worker".to_owned())
}

struct Worker {
    client: Client,
    name: String,
    program: PathBuf,
    lanes: u16,
    limits: Limits,
    free: Arc<AtomicU16>,
}

impl Worker {
    async fn lend(&self, address: &str, interrupted: oneshot::Receiver<()>) -> Result<Exit> {
        let (name, lanes, free) = (self.name.clone(), self.lanes, self.free.clone());
        let offers = move |_, _| {
            let offer =
                Offer { name: name.clone(), versions: Versions::own(), lanes, free: free.load(Ordering::Relaxed) };
            serde_json::to_value(offer).expect("an offer is plain data")
        };
        let service = self.client.service_builder().description("Lends lanes to the model distributed.");
        let service = service.stats_handler(offers).start(SERVICE, env!("CARGO_PKG_VERSION")).await;
        let service = service.map_err(|error| anyhow!("the service could not be started: {error}"))?;
        let group = service.group(format!("{SERVICE}.{}", service.info().await.id));
        let mut requests = group.endpoint("lane").await.map_err(|error| anyhow!("nobody can ask: {error}"))?;
        self.client.flush().await?;
        let counted = if self.lanes == 1 { "1 lane".to_owned() } else { format!("{} lanes", self.lanes) };
        screen::show(Stream::Out, &format!("Worker '{}' lends {counted} at {address}. Ctrl-C ends it.\n", self.name))?;

        let interrupted = interrupted.map(|_| ()).shared();
        let mut lent = FuturesUnordered::new();
        loop {
            let ended = async { if lent.is_empty() { std::future::pending().await } else { lent.next().await } };
            let next = select(requests.next(), Box::pin(ended));
            match select(interrupted.clone(), next).await {
                Either::Left(_) => break,
                Either::Right((Either::Left((Some(request), ended)), _)) => {
                    drop(ended);
                    lent.push(self.answer(request, interrupted.clone()));
                }
                Either::Right((Either::Left((None, _)), _)) => {
                    return Err(anyhow!("the server let go of the worker"));
                }
                Either::Right((Either::Right(_), _)) => {}
            }
        }
        // Parents are told; where they cannot be, they notice the silence.
        let _ = time::timeout(FAREWELL, lent.for_each(|()| async {})).await;
        let _ = time::timeout(FAREWELL, self.client.flush()).await;
        Ok(Exit::Success)
    }

    /// Answers a request for a lane, and is the lane until it ends.
    async fn answer(&self, request: Request, interrupted: Shared<impl Future<Output = ()>>) {
        let taken = self.free.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |free| free.checked_sub(1)).is_ok();
        let lane = if taken { self.lane(&request.message.payload).await } else { Err(Refused::busy()) };
        match lane {
            Err(Refused { code, why }) => {
                // A parent that is gone needs no answer.
                let _ = request.respond(Err(error::Error { status: why, code })).await;
            }
            Ok((child, link, lent)) => {
                let lent = serde_json::to_vec(&lent).expect("it is plain data");
                if request.respond(Ok(lent.into())).await.is_ok() {
                    carry(child, link, self.limits, interrupted).await;
                }
            }
        }
        if taken {
            self.free.fetch_add(1, Ordering::Relaxed);
        }
    }

    async fn lane(&self, payload: &[u8]) -> Result<(Child, Link, Lent), Refused> {
        let ask: Ask = offer::read(payload).map_err(|error| Refused { code: 400, why: error })?;
        if ask.versions != Versions::own() {
            return Err(Refused { code: 426, why: format!("it is of version {}", Versions::own()) });
        }
        let failed = |error: String| Refused { code: 500, why: error };
        let inbox = self.client.new_inbox();
        let mine = self.client.subscribe(inbox.clone()).await.map_err(|error| failed(error.to_string()))?;
        let child = Child::start_for_any(Command::new(&self.program).arg(PROCESS_COMMAND))
            .map_err(|error| failed(error.to_string()))?;
        let lent = Lent { inbox: inbox.clone(), process: child.process() };
        Ok((child, Link::new(self.client.clone(), (inbox, mine), ask.inbox, ()), lent))
    }
}

/// Why somebody gets no lane.
struct Refused {
    code: usize,
    why: String,
}

impl Refused {
    fn busy() -> Self {
        Self { code: 503, why: "it has no free lane".to_owned() }
    }
}

/// Carries messages between the network and the pipe of a process, until either is gone, the process goes beyond the limits, or the worker is
/// interrupted. Then the process is ended.
async fn carry(child: Child, mut link: Link, limits: Limits, interrupted: Shared<impl Future<Output = ()>>) {
    let watch = Watch::new(limits, child.process());
    let why = {
        let down = async {
            while let Some(Ok(message)) = link.from.next().await {
                let carried = match frames::read(&mut message.as_slice()) {
                    Ok(message) => {
                        watch.told(&message).and_then(|()| child.send(message).map_err(|gone| gone.to_string()))
                    }
                    Err(error) => Err(format!("what it was told is no message: {error}")),
                };
                if let Err(why) = carried {
                    return Some(why);
                }
            }
            // The parent is gone.
            None
        };
        let up = async {
            loop {
                let mut bytes = Vec::new();
                match child.receive().await {
                    Ok(message) if frames::write(&mut bytes, &message).is_ok() => watch.said(&message),
                    Ok(_) => return Some("its process said something too large".to_owned()),
                    Err(error) => return Some(error.to_string()),
                }
                if link.to.unbounded_send(Say::Message(bytes)).is_err() {
                    return None;
                }
            }
        };
        let beyond = select(interrupted.map(|()| "its worker was ended".to_owned()), Box::pin(watch.beyond()));
        match select(beyond, select(Box::pin(down), Box::pin(up))).await {
            Either::Left((Either::Left((why, _)) | Either::Right((why, _)), _)) => Some(why),
            Either::Right((Either::Left((why, _)) | Either::Right((why, _)), _)) => why,
        }
    };
    drop(child);
    if let Some(why) = why {
        // Whoever is gone cannot be told.
        let _ = link.to.unbounded_send(Say::Gone(why));
        while let Some(Ok(_)) = link.from.next().await {}
    }
}
