//! The tasks of one lane that began and do not compute, each with its reason. A lane with a hundred thousand of them is folded as
//! fast as one with two: no question looks at all of them.

use std::collections::BTreeMap;

use crate::trace::{Cause, TaskId};

/// `None` is the lane itself.
type Who = Option<TaskId>;

#[derive(Default)]
pub(super) struct Suspended {
    by_order: BTreeMap<u64, (Who, Cause)>,
    order_of: BTreeMap<Who, u64>,
    /// How many there are of each [`class`].
    counts: [usize; 4],
    next: u64,
}

/// What distinguishes the causes on the timeline.
fn class(cause: Cause) -> usize {
    match cause {
        Cause::Preempted => 0,
        Cause::Sleep | Cause::Join | Cause::Request => 1,
        Cause::Message => 2,
        Cause::Blocked { .. } => 3,
    }
}

impl Suspended {
    /// From now on for this reason, and the last in the row.
    pub fn insert(&mut self, who: Who, cause: Cause) {
        self.remove(who);
        self.by_order.insert(self.next, (who, cause));
        self.order_of.insert(who, self.next);
        self.counts[class(cause)] += 1;
        self.next += 1;
    }

    /// No longer.
    pub fn remove(&mut self, who: Who) {
        if let Some((_, cause)) = self.order_of.remove(&who).and_then(|order| self.by_order.remove(&order)) {
            self.counts[class(cause)] -= 1;
        }
    }

    /// Whether one is there for a reason of this kind.
    pub fn any(&self, cause: Cause) -> bool {
        self.counts[class(cause)] > 0
    }

    /// The only one, if there is one only.
    pub fn only(&self) -> Option<Who> {
        self.first().filter(|_| self.by_order.len() == 1).map(|(who, _)| who)
    }

    /// The one that has been there longest.
    pub fn first(&self) -> Option<(Who, Cause)> {
        self.by_order.values().next().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_suspended_again_has_the_new_reason_and_goes_to_the_end() {
        let mut suspended = Suspended::default();
        suspended.insert(Some(1), Cause::Sleep);
        suspended.insert(Some(2), Cause::Blocked { resource: 0 });
        suspended.insert(Some(1), Cause::Message);
        assert_eq!(suspended.first(), Some((Some(2), Cause::Blocked { resource: 0 })));
        assert!(suspended.any(Cause::Message) && !suspended.any(Cause::Join));
        suspended.remove(Some(2));
        suspended.remove(Some(7));
        assert_eq!((suspended.only(), suspended.any(Cause::Blocked { resource: 0 })), (Some(Some(1)), false));
        suspended.remove(Some(1));
        assert_eq!((suspended.only(), suspended.first()), (None, None));
    }
}
