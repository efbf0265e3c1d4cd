//! Finds workers, picks those with the most free lanes, and has lanes lent by them.

use std::collections::{BTreeMap, VecDeque};
use std::convert::Infallible;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Duration, Instant};

use async_nats::client::Request;
use async_nats::{Client, StatusCode};
use futures::StreamExt as _;
use futures::channel::{mpsc, oneshot};
use futures::future::{Either, select};
use interleave_core::cancel::Cancel;
use interleave_core::host::HostError;
use interleave_core::mistake::Mistake;
use serde_json::Value;
use tokio::time;

use super::connection::Connection;
use super::lane::{Known, Lane, Losses};
use super::link::Link;
use super::need::Need;
use super::offer::{self, Ask, Lent, MOST_BYTES, Offer, SERVICE, Versions};
use super::shortage::Shortage;
use crate::screen::{self, Stream};

/// After so long without another answer, all workers have answered.
const QUIET: Duration = Duration::from_millis(150);
/// How long workers may take to answer.
const PATIENCE: Duration = Duration::from_secs(1);
/// Who waits for a lane has them asked again so often.
const AGAIN: Duration = Duration::from_millis(250);

/// Who waits for a lane.
pub type Asked = oneshot::Sender<Result<Lane, HostError>>;

/// The only one on the network's thread who asks workers for anything.
pub struct Broker {
    client: Client,
    address: String,
    timeout: Duration,
    need: Need,
    workers: Vec<Arc<Known>>,
    /// By the subjects of workers, whoever of them is known now.
    losses: BTreeMap<String, Arc<Losses>>,
    /// Held by each lane that is lent.
    lent: Arc<()>,
    /// Why some worker cannot be used.
    unfit: Option<String>,
    /// Since when a run that goes on cannot do so without a lane that nobody lends.
    stuck: Option<Instant>,
    shortage: Shortage,
}

impl Broker {
    /// One that knows nobody yet. It waits for lanes for `timeout`; where all are needed together, also while others are in use.
    pub fn new(Connection { client, address }: Connection, timeout: Duration, need: Need) -> Self {
        Self {
            client,
            address,
            timeout,
            need,
            workers: Vec::new(),
            losses: BTreeMap::new(),
            lent: Arc::default(),
            unfit: None,
            stuck: None,
            shortage: Shortage::default(),
        }
    }

    /// Waits until as many lanes are free as are needed; whether that was before a cancel.
    pub async fn wait_for(&mut self, cancel: &Cancel) -> Result<bool, Mistake> {
        let wanted = self.need.lanes;
        let begun = Instant::now();
        let mut said = None;
        while !cancel.is_cancelled() {
            self.discover().await;
            let free = self.free();
            if free >= wanted {
                return Ok(true);
            }
            if begun.elapsed() >= self.timeout {
                return Err(Mistake::new("timeout", self.missing(wanted)));
            }
            // Said again when it has changed.
            if said != Some(free) {
                said = Some(free);
                say(&format!("{} {}", self.missing(wanted), self.at_most()));
            }
            time::sleep(AGAIN).await;
        }
        Ok(false)
    }

    fn at_most(&self) -> String {
        format!("Waiting for at most {} s.", self.timeout.as_secs())
    }

    fn missing(&self, wanted: u16) -> String {
        let add = format!("Add one by: interleave worker --nats {}, with the credentials of this run.", self.address);
        match (&self.unfit, self.free()) {
            (Some(unfit), 0) => unfit.clone(),
            (_, 0) => format!("No worker at {} has a free lane. {add}", self.address),
            (_, free) if free >= wanted => {
                format!("Workers at {} rest, after they have lost one lane after the other. {add}", self.address)
            }
            (_, free) => format!(
                "{} need {wanted} lanes at the same time; {free} are free at {}. {add}",
                self.need.who, self.address
            ),
        }
    }

    fn free(&self) -> u16 {
        self.workers.iter().map(|worker| worker.free.load(Ordering::Relaxed)).fold(0, u16::saturating_add)
    }

    /// Asks for all workers anew.
    async fn discover(&mut self) {
        (self.workers, self.unfit) = (Vec::new(), None);
        let inbox = self.client.new_inbox();
        let Ok(mut answers) = self.client.subscribe(inbox.clone()).await else { return };
        if self.client.publish_with_reply(format!("$SRV.STATS.{SERVICE}"), inbox, "".into()).await.is_err() {
            return;
        }
        let (begun, mut quiet) = (Instant::now(), PATIENCE);
        while begun.elapsed() < PATIENCE {
            let Ok(Some(answer)) = time::timeout(quiet, answers.next()).await else { break };
            if answer.status == Some(StatusCode::NO_RESPONDERS) {
                break;
            }
            quiet = QUIET;
            if answer.payload.len() <= MOST_BYTES {
                self.consider(&answer.payload);
            }
        }
    }

    fn consider(&mut self, stats: &[u8]) {
        let Ok(stats) = serde_json::from_slice::<Value>(stats) else { return };
        let endpoint = &stats["endpoints"][0];
        let Some(subject) = endpoint["subject"].as_str() else { return };
        // A worker of another version may offer what this one cannot read.
        match Offer::read(&endpoint["data"]) {
            Some(Offer { name, versions, free, .. }) if versions == Versions::own() => {
                let subject = subject.to_owned();
                let losses = self.losses.entry(subject.clone()).or_default().clone();
                let known = Known { name, subject, free: AtomicU16::new(free), losses };
                self.workers.push(Arc::new(known));
            }
            Some(Offer { name, versions, .. }) => self.unfit = Some(offer::refused(&name, &versions)),
            None => {
                let of = stats["version"].as_str().filter(|of| offer::is_name(of)).unwrap_or("unknown");
                self.unfit = Some(format!(
                    "A worker of version {of} cannot be understood by this program of {}.",
                    Versions::own()
                ));
            }
        }
    }

    /// Lends lanes to all who ask, until nobody can any more.
    pub async fn serve(mut self, mut asks: mpsc::UnboundedReceiver<Asked>) {
        let (alive, mut all_gone) = mpsc::unbounded::<Infallible>();
        let mut waiting: VecDeque<Asked> = VecDeque::new();
        loop {
            let next = if waiting.is_empty() {
                asks.next().await
            } else {
                match select(asks.next(), pin!(time::sleep(AGAIN))).await {
                    Either::Left((next, _)) => next,
                    Either::Right(_) => {
                        self.discover().await;
                        self.lend(&mut waiting, &alive).await;
                        continue;
                    }
                }
            };
            let Some(next) = next else { break };
            waiting.push_back(next);
            self.lend(&mut waiting, &alive).await;
        }
        // Every lane is told that it is not needed any more.
        drop(alive);
        let _ = time::timeout(PATIENCE, all_gone.next()).await;
        let _ = time::timeout(PATIENCE, self.client.flush()).await;
    }

    /// Serves those who wait, as far as lanes are free.
    async fn lend(&mut self, waiting: &mut VecDeque<Asked>, alive: &mpsc::UnboundedSender<Infallible>) {
        for _ in 0..waiting.len() {
            let Some(asked) = waiting.pop_front() else { return };
            if asked.is_canceled() {
                continue;
            }
            match self.lane(alive).await {
                Some(lane) => {
                    self.stuck = None;
                    // Whoever is gone lets go of the lane.
                    drop(asked.send(Ok(lane)));
                }
                None if self.is_too_long() => {
                    let why = format!("No lane was lent in {} s. {}", self.timeout.as_secs(), self.missing(1));
                    let _ = asked.send(Err(HostError::NoWorkers(why)));
                }
                None => waiting.push_back(asked),
            }
        }
        self.mention(waiting);
    }

    /// Says it when lanes that a run had are missing for a while, and when it has none at all.
    fn mention(&mut self, waiting: &VecDeque<Asked>) {
        let lent = Arc::strong_count(&self.lent) - 1;
        let waits = waiting.iter().any(|asked| !asked.is_canceled());
        let Some(missing) = self.shortage.noticed(lent, waits, Instant::now()) else { return };
        let meanwhile =
            if self.stuck.is_some() { self.at_most() } else { format!("The run goes on with {lent} until one comes.") };
        say(&format!("{missing} {} {meanwhile}", self.missing(1)));
    }

    /// Whether those who wait for a lane keep everything waiting, and have done so for too long.
    fn is_too_long(&mut self) -> bool {
        if !self.need.together && Arc::strong_count(&self.lent) > 1 {
            self.stuck = None;
            return false;
        }
        self.stuck.get_or_insert_with(Instant::now).elapsed() >= self.timeout
    }

    /// A lane of the worker that has the most free ones.
    async fn lane(&mut self, alive: &mpsc::UnboundedSender<Infallible>) -> Option<Lane> {
        loop {
            let free = |worker: &&Arc<Known>| worker.free.load(Ordering::Relaxed);
            let ready = self.workers.iter().filter(|worker| free(worker) > 0 && !worker.losses.rests());
            let worker = ready.max_by_key(free)?.clone();
            let inbox = self.client.new_inbox();
            let mine = self.client.subscribe(inbox.clone()).await.ok()?;
            let ask =
                serde_json::to_vec(&Ask { versions: Versions::own(), inbox: inbox.clone() }).expect("it is plain data");
            let request = Request::new().payload(ask.into()).timeout(Some(PATIENCE));
            let answer = self.client.send_request(worker.subject.clone(), request).await;
            match answer.ok().and_then(|answer| offer::read::<Lent>(&answer.payload).ok()) {
                Some(Lent { inbox: theirs, process }) => {
                    let link =
                        Link::new(self.client.clone(), (inbox, mine), theirs, (alive.clone(), self.lent.clone()));
                    return Some(Lane::new(link, process, worker));
                }
                // It is gone, or somebody else was quicker: until it is asked again, it offers nothing.
                None => worker.free.store(0, Ordering::Relaxed),
            }
        }
    }
}

/// Says how it stands, while it is waited. Where nobody reads it, there is still the end of the wait.
fn say(how: &str) {
    let _ = screen::show(Stream::Error, &format!("{how}\n"));
}
