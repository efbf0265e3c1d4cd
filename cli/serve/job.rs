//! Native work that the page asks for: one job at a time, on a thread of its own, which ends when nobody wants its answer any more.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use interleave_core::cancel::Cancel;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use tokio::time::timeout;

use crate::host::NativeHost;

/// The longest a job may take.
const MOST_TIME: Duration = Duration::from_secs(600);

/// How long a new job waits for one that was cancelled: its lanes see that within 50 ms, and its children are ended then.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why a job has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// Another job is running.
    Busy,
    /// It took longer than any job may.
    TooLong,
    /// It broke down.
    Failed,
}

/// The one job there may be.
#[derive(Debug)]
pub struct Jobs {
    program: PathBuf,
    turn: Arc<Semaphore>,
    current: Mutex<Arc<Cancel>>,
}

impl Jobs {
    /// Jobs whose processes are children that run `program`, an `interleave`.
    pub fn new(program: PathBuf) -> Self {
        Self { program, turn: Arc::new(Semaphore::new(1)), current: Mutex::default() }
    }

    /// Runs `work` and gives its answer. Dropping this future cancels it.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&NativeHost, &Cancel) -> T + Send + 'static,
    ) -> Result<T, NoAnswer> {
        let turn = self.turn().await?;
        let cancel = Arc::new(Cancel::new());
        *self.current() = cancel.clone();
        let wanted = Wanted(cancel.clone());
        let (send, answer) = oneshot::channel();
        let host = NativeHost::new(&self.program);
        let body = move || {
            let result = work(&host, &cancel);
            // Whoever has this answer may ask for the next job.
            drop(turn);
            let _ = send.send(result);
        };
        thread::Builder::new().name("job".to_owned()).spawn(body).map_err(|_| NoAnswer::Failed)?;
        let answer = timeout(MOST_TIME, answer).await.map_err(|_| NoAnswer::TooLong)?;
        drop(wanted);
        answer.map_err(|_| NoAnswer::Failed)
    }

    /// Cancels the job, if there is one, and waits for its end.
    pub async fn cancel(&self) {
        self.current().cancel();
        let _ = timeout(PATIENCE, self.turn.acquire()).await;
    }

    /// Whether a job is running.
    pub fn is_busy(&self) -> bool {
        self.turn.available_permits() == 0
    }

    async fn turn(&self) -> Result<OwnedSemaphorePermit, NoAnswer> {
        if let Ok(turn) = self.turn.clone().try_acquire_owned() {
            return Ok(turn);
        }
        if !self.current().is_cancelled() {
            return Err(NoAnswer::Busy);
        }
        let turn = timeout(PATIENCE, self.turn.clone().acquire_owned()).await;
        turn.ok().and_then(Result::ok).ok_or(NoAnswer::Busy)
    }

    fn current(&self) -> std::sync::MutexGuard<'_, Arc<Cancel>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Cancels the job when nobody waits for it any more: its request has ended, or its connection.
struct Wanted(Arc<Cancel>);

impl Drop for Wanted {
    fn drop(&mut self) {
        self.0.cancel();
    }
}
