//! The names of a scenario, and the numbers they stand for.

use super::language::Kind;
use super::program::Scenario;
use crate::world::Shared;

/// The names of a scenario; the place in each list is the number that stands for it.
#[derive(Default)]
pub struct Names {
    pub tasks: Vec<String>,
    pub locks: Vec<String>,
    pub queues: Vec<String>,
    pub cells: Vec<String>,
    /// Steps read so far.
    pub written: usize,
    /// Which task each queue for spawn or join belongs to, after the queues of the text.
    pub spawns: Vec<(usize, usize)>,
    pub joins: Vec<(usize, usize)>,
    /// How many queues the text itself names.
    pub named_queues: usize,
}

impl Names {
    pub fn take_from(&mut self, shared: &Shared) {
        self.locks = shared.locks.clone();
        self.queues = shared.queues.iter().map(|(name, _)| name.clone()).collect();
        self.cells = shared.cells.iter().map(|(name, _)| name.clone()).collect();
        self.named_queues = self.queues.len();
    }

    /// The names of a kind that the text itself declares.
    pub fn of(&self, kind: Kind) -> &[String] {
        match kind {
            Kind::Lock => &self.locks,
            Kind::Queue => &self.queues[..self.named_queues],
            Kind::Cell => &self.cells,
            Kind::Task => &self.tasks,
        }
    }

    /// Adds the queues by which tasks are spawned and joined.
    pub fn connect(&self, scenario: &mut Scenario) {
        let added = &self.queues[self.named_queues..];
        scenario.shared.queues.extend(added.iter().map(|name| (name.clone(), 1)));
        for (task, queue) in &self.spawns {
            scenario.tasks[*task].starts_by = Some(*queue);
        }
        for (task, queue) in &self.joins {
            scenario.tasks[*task].ends_to.push(*queue);
        }
    }
}
