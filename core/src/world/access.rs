//! How a task reaches the world: directly, or from another process by asking its parent.

use std::task::Poll;

use futures::future::LocalBoxFuture;

use super::objects::World;
use super::operation::Operation;
use super::stuck::Stuck;
use crate::host::Payload;
use crate::trace::{ResourceId, TaskId};

/// A task's way to what it shares with others.
#[derive(Clone, Copy)]
pub struct Access<'a> {
    /// Cells of this memory; and, unless `parent` is there, everything else too.
    pub world: &'a World,
    /// The connection to the process that has the locks and queues.
    pub parent: Option<&'a dyn Parent>,
    /// How many locks there are, and how many resources the model itself brings along: to number resources.
    pub locks: usize,
    pub model_resources: usize,
}

/// The parent, asked by a child process.
pub trait Parent {
    /// Asks, with a payload if there is one to be left, and waits for the answer and the payload that was asked for.
    fn ask(&self, ask: Operation, payload: Payload) -> LocalBoxFuture<'_, (Result<i64, Stuck>, Payload)>;
}

impl Access<'_> {
    /// Tries to perform an operation at once. `granted` is called if it succeeds, before anybody can notice that.
    pub fn try_now(&self, task: TaskId, ask: Operation, granted: impl FnOnce()) -> Poll<Result<i64, Stuck>> {
        match self.parent {
            None => self.world.ask_telling(task, ask, None, granted),
            Some(_) => Poll::Pending,
        }
    }

    /// Waits until it succeeds, or never can. To have a lock gives 1 if its holder knew that it was waited for, else 0. `granted` is
    /// called as by [`Self::try_now`]; what the parent grants, nobody is told before the answer.
    pub async fn wait(&self, task: TaskId, ask: Operation, granted: impl Fn()) -> Result<i64, Stuck> {
        match self.parent {
            None => {
                let mut stood_in_line = false;
                let answer = std::future::poll_fn(|context| {
                    let answer = self.world.ask_telling(task, ask, Some(context.waker()), &granted);
                    stood_in_line |= answer.is_pending();
                    answer
                });
                let answer = answer.await?;
                Ok(if matches!(ask, Operation::Lock { .. }) { i64::from(stood_in_line) } else { answer })
            }
            Some(parent) => parent.ask(ask, Payload::default()).await.0,
        }
    }

    /// Leaves a payload for another task; gives its number.
    pub async fn leave(&self, payload: Payload) -> i64 {
        match self.parent {
            None => self.world.leave(payload),
            Some(parent) => parent.ask(Operation::Leave, payload).await.0.unwrap_or_default(),
        }
    }

    /// Takes the payload with this number.
    pub async fn fetch(&self, payload: i64) -> Payload {
        match self.parent {
            None => self.world.fetch(payload),
            Some(parent) => parent.ask(Operation::Fetch { payload }, Payload::default()).await.1.into_bytes().into(),
        }
    }

    /// The number under which the trace knows what `ask` may have to wait for.
    pub fn resource(&self, ask: Operation) -> ResourceId {
        let resource = self.model_resources + ask.resource(self.locks);
        ResourceId::try_from(resource).expect("workloads have bounded numbers of locks and queues")
    }
}
