//! What a task has asked and was answered, so that it can be run again elsewhere without doing anything to the world twice.

use std::collections::VecDeque;

use super::execution::RunState;
use crate::host::{HostError, Payload, Place};
use crate::outside::{self, Refusal};
use crate::trace::TaskId;
use crate::world::{Operation, Stuck};

/// A question of a task.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Asked {
    World(Operation),
    Outside(outside::Request),
}

/// Its answer, and the payload that goes with it.
#[derive(Debug)]
pub(super) enum Answered {
    World(Result<i64, Stuck>, Payload),
    Outside(Option<Refusal>, Payload),
}

/// The questions of one task and their answers, in order. A task does the same again when it is answered the same.
#[derive(Debug)]
pub(super) struct Journal {
    /// Whether the task may have to be run again at all.
    kept: bool,
    said: Vec<(Asked, Answered)>,
    /// What it asked the last time and has not asked again yet.
    again: VecDeque<(Asked, Answered)>,
}

impl Journal {
    /// That of a task that is about to begin on a lane in this place.
    pub fn of(place: Place) -> Self {
        Self { kept: place == Place::Elsewhere, said: Vec::new(), again: VecDeque::new() }
    }

    /// The same task from its beginning.
    pub fn rewound(mut self) -> Self {
        // Whatever was not asked again yet comes after all that was.
        self.said.extend(self.again.drain(..));
        Self { again: self.said.into(), said: Vec::new(), ..self }
    }

    /// What was answered the last time; `None` if the question is new.
    ///
    /// # Errors
    /// When the task asked for something else the last time.
    pub fn answered(&mut self, asked: &Asked) -> Result<Option<Answered>, HostError> {
        let Some((before, answered)) = self.again.pop_front() else { return Ok(None) };
        if before != *asked {
            return Err(HostError::Garbled(format!("{asked:?}, where it asked for {before:?} before")));
        }
        Ok(Some(self.keep(before, answered)))
    }

    /// Writes down an answer that is given now.
    pub fn keep(&mut self, asked: Asked, answered: Answered) -> Answered {
        if !self.kept {
            return answered;
        }
        let (kept, given) = answered.twice();
        self.said.push((asked, kept));
        given
    }
}

impl Answered {
    fn twice(self) -> (Self, Self) {
        let both = |payload: Payload| {
            let shared = payload.into_shared();
            (Payload::from(shared.clone()), Payload::from(shared))
        };
        match self {
            Self::World(answer, payload) => {
                let (one, other) = both(payload);
                (Self::World(answer.clone(), one), Self::World(answer, other))
            }
            Self::Outside(refusal, payload) => {
                let (one, other) = both(payload);
                (Self::Outside(refusal.clone(), one), Self::Outside(refusal, other))
            }
        }
    }
}

/// What the parent answers to a child's question, which came with this payload.
pub(super) async fn answer(state: &RunState<'_>, task: TaskId, asked: &Asked, payload: Payload) -> Answered {
    let operation = match asked {
        Asked::World(operation) => *operation,
        Asked::Outside(request) => {
            return match state.outside.ask(request.clone()).await {
                Ok(payload) => Answered::Outside(None, payload.into()),
                Err(refusal) => Answered::Outside(Some(refusal), Payload::default()),
            };
        }
    };
    let (answer, payload) = match operation {
        Operation::Leave => (Ok(state.world.leave(payload)), Payload::default()),
        Operation::Fetch { payload } => (Ok(payload), state.world.fetch(payload)),
        Operation::Unlock { lock } => {
            let mut handed_over = false;
            let unlocked = state.world.unlock(task, lock, || handed_over = true);
            (unlocked.map(|()| i64::from(handed_over)), Payload::default())
        }
        operation => (state.access().wait(task, operation, || {}).await, Payload::default()),
    };
    Answered::World(answer, payload)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock() -> Asked {
        Asked::World(Operation::Lock { lock: 0 })
    }

    fn fetch() -> Asked {
        Asked::World(Operation::Fetch { payload: 7 })
    }

    /// Asks as a parent does; whether the answer was known from before.
    fn ask(journal: &mut Journal, asked: Asked, bytes: &[u8]) -> bool {
        let before = journal.answered(&asked).expect("it asks the same");
        let known = before.is_some();
        let answered = before.unwrap_or_else(|| journal.keep(asked, Answered::World(Ok(0), bytes.to_vec().into())));
        let Answered::World(Ok(0), payload) = answered else { panic!("{answered:?}") };
        assert_eq!(*payload.bytes(), *bytes);
        known
    }

    #[test]
    fn a_task_that_is_run_again_is_answered_the_same_however_often_and_wherever_it_was_lost() {
        let mut journal = Journal::of(Place::Elsewhere);
        assert!(!ask(&mut journal, lock(), b"") && !ask(&mut journal, fetch(), b"seven"));
        let mut second = journal.rewound();
        assert!(ask(&mut second, lock(), b""));
        let mut third = second.rewound();
        assert!(ask(&mut third, lock(), b"") && ask(&mut third, fetch(), b"seven"));
        assert!(!ask(&mut third, lock(), b""), "this is new");
    }

    #[test]
    fn a_task_that_asks_for_something_else_than_before_is_not_answered() {
        let mut journal = Journal::of(Place::Elsewhere);
        ask(&mut journal, lock(), b"");
        assert!(journal.rewound().answered(&fetch()).is_err());
    }

    #[test]
    fn nothing_is_kept_of_a_task_that_is_never_run_again() {
        let mut journal = Journal::of(Place::Here);
        ask(&mut journal, lock(), b"");
        assert!(journal.said.is_empty());
    }
}
