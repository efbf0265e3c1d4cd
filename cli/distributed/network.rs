//! The parent's side, as the native host sees it: somebody who lends lanes.
//!
//! All of it happens on a thread of its own, which sleeps while nothing is said: it disturbs no measurement.

use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::Result;
use futures::channel::{mpsc, oneshot};
use futures::future::{FutureExt as _, LocalBoxFuture};
use interleave_core::cancel::Cancel;
use interleave_core::host::{Channel, HostError};
use interleave_core::run::CheckedPlan;

use super::broker::{Asked, Broker};
use super::connection;
use super::need::Need;
use crate::arguments::ReachOptions;
use crate::host::Lender;

/// The workers of a server.
#[derive(Debug)]
pub struct Network {
    asks: Option<mpsc::UnboundedSender<Asked>>,
    thread: Option<JoinHandle<()>>,
}

impl Network {
    /// Connects, and waits until workers lend what these plans need; nothing when it was cancelled first.
    ///
    /// # Errors
    /// One sentence: the server cannot be reached, or nobody lends enough lanes in time.
    pub fn reach(plans: &[CheckedPlan], options: &ReachOptions, cancel: &'static Cancel) -> Result<Option<Self>> {
        let need = Need::of(plans);
        let (ask, asks) = mpsc::unbounded();
        let (told, ready) = std::sync::mpsc::channel();
        let options = options.clone();
        let thread = thread::Builder::new().name("network".to_owned()).spawn(move || {
            let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
            runtime.block_on(async {
                let timeout = Duration::from_secs(options.timeout);
                let found = match connection::connect(&options.nats, "parent").await {
                    Ok(connection) => {
                        let mut broker = Broker::new(connection, timeout, need);
                        broker.wait_for(cancel).await.map(|found| found.then_some(broker))
                    }
                    Err(mistake) => Err(mistake),
                };
                match found {
                    Ok(Some(broker)) => {
                        // Whoever waits for this is there.
                        let _ = told.send(Ok(true));
                        broker.serve(asks).await;
                    }
                    Ok(None) => drop(told.send(Ok(false))),
                    Err(mistake) => drop(told.send(Err(mistake))),
                }
            });
        })?;
        let found = ready.recv()??;
        Ok(found.then_some(Self { asks: Some(ask), thread: Some(thread) }))
    }
}

impl Lender for Network {
    fn lend(&self) -> LocalBoxFuture<'_, Result<Box<dyn Channel>, HostError>> {
        let (answer, answered) = oneshot::channel();
        let asked = self.asks.as_ref().is_some_and(|asks| asks.unbounded_send(answer).is_ok());
        async move {
            let gone = || HostError::NoWorkers("The connection to the workers has ended.".to_owned());
            if !asked {
                return Err(gone());
            }
            let lane = answered.await.map_err(|_| gone())??;
            Ok(Box::new(lane) as Box<dyn Channel>)
        }
        .boxed_local()
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        self.asks = None;
        if let Some(thread) = self.thread.take() {
            // What it panicked about was printed.
            let _ = thread.join();
        }
    }
}
