//! A server that nobody uses ends by itself.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use super::job::Jobs;

/// A page that stands open asks for nothing until somebody presses Run: long enough for a night.
const PATIENCE: Duration = Duration::from_secs(12 * 3_600);

/// Since when nobody has asked for anything.
#[derive(Debug)]
pub struct Idle {
    jobs: Arc<Jobs>,
    since: Mutex<Instant>,
}

impl Idle {
    /// From now on.
    pub fn new(jobs: Arc<Jobs>) -> Self {
        Self { jobs, since: Mutex::new(Instant::now()) }
    }

    /// Somebody who may has asked for something.
    pub fn postpone(&self) {
        *self.since.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    /// Returns when nobody has asked for anything for long, and no job is running.
    pub async fn passed(&self) {
        loop {
            let end = *self.since.lock().unwrap_or_else(PoisonError::into_inner) + PATIENCE;
            if Instant::now() < end {
                sleep_until(end).await;
            } else if self.jobs.is_busy() {
                self.postpone();
            } else {
                return;
            }
        }
    }
}
