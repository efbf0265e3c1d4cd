//! What a worker lets somebody else's task use of its machine.

use std::cell::Cell;
use std::time::{Duration, Instant};

use interleave_core::host::Message;
use interleave_core::mistake::Mistake;
use interleave_core::model::protocol::{self, Reply, Request};
use tokio::time;

use crate::arguments::WorkerOptions;
use crate::process_status;

/// How often it is looked what a process uses.
const GLANCE: Duration = Duration::from_millis(100);
const MIB: u64 = 1 << 20;

/// The limits of every lane of a worker; none of what is not said.
#[derive(Clone, Copy, Debug, Default)]
pub struct Limits {
    task: Option<Duration>,
    memory_bytes: Option<u64>,
}

impl Limits {
    /// Those that were typed.
    ///
    /// # Errors
    /// A figure out of its range, or one that nobody can look at here.
    pub fn of(options: &WorkerOptions) -> Result<Self, Mistake> {
        if options.task_timeout.is_some_and(|seconds| !(1..=86_400).contains(&seconds)) {
            return Err(Mistake::new("task-timeout", "A task may take 1 to 86 400 seconds."));
        }
        if options.lane_memory.is_some_and(|mib| !(16..=1 << 20).contains(&mib)) {
            return Err(Mistake::new("lane-memory", "A lane may use 16 to 1 048 576 MiB."));
        }
        if options.lane_memory.is_some() && process_status::read("self").is_none() {
            let sentence =
                "This system does not say how much memory a process uses: --lane-memory is not possible here.";
            return Err(Mistake::new("lane-memory", sentence));
        }
        Ok(Self {
            task: options.task_timeout.map(Duration::from_secs),
            memory_bytes: options.lane_memory.map(|mib| mib * MIB),
        })
    }
}

/// Looks at one process, whose messages pass by.
pub struct Watch {
    limits: Limits,
    process: u32,
    /// Since when it has had its task.
    begun: Cell<Option<Instant>>,
}

impl Watch {
    /// Of this process, from its beginning.
    pub fn new(limits: Limits, process: u32) -> Self {
        Self { limits, process, begun: Cell::new(None) }
    }

    /// It is to be told something.
    ///
    /// # Errors
    /// Why not: it is work that nobody could have typed here.
    pub fn told(&self, message: &Message) -> Result<(), String> {
        // What cannot be unpacked ends the process that reads it.
        let Ok(Request::Perform { work, .. }) = protocol::unpack(message) else { return Ok(()) };
        if let Some(work) = work {
            work.check().map_err(|mistake| format!("its worker refuses that work: {}", mistake.message))?;
        }
        self.begun.set(Some(Instant::now()));
        Ok(())
    }

    /// It says something.
    pub fn said(&self, message: &Message) {
        if self.begun.get().is_some() && matches!(protocol::unpack(message), Ok(Reply::Done { .. })) {
            self.begun.set(None);
        }
    }

    /// Resolves when it goes beyond a limit: a sentence of which one.
    pub async fn beyond(&self) -> String {
        if self.limits.task.is_none() && self.limits.memory_bytes.is_none() {
            return std::future::pending().await;
        }
        loop {
            time::sleep(GLANCE).await;
            if let (Some(most), Some(begun)) = (self.limits.task, self.begun.get())
                && begun.elapsed() > most
            {
                return format!("its worker lets no task take longer than {} s", most.as_secs());
            }
            if let Some(most) = self.limits.memory_bytes {
                let used = process_status::read(&self.process.to_string()).and_then(|usage| usage.memory_bytes);
                if used.is_some_and(|used| used > most) {
                    return format!("its worker lets no lane use more than {} MiB", most / MIB);
                }
            }
        }
    }
}
