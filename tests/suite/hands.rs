//! What goes from hand to hand: locks and items of queues, by the order of events.

use std::collections::{BTreeMap, BTreeSet};

use interleave_core::trace::{EventKind, ResourceId, Trace};

/// Whoever waited for a lock of the workload gets it after it was released, or after its holder has ended, which frees it once.
pub fn locks_change_hands_in_order(trace: &Trace, model_resources: usize) {
    let mut over = 0;
    let mut released = BTreeSet::new();
    let mut left_behind: BTreeMap<ResourceId, usize> = BTreeMap::new();
    for event in &trace.events {
        match event.kind {
            EventKind::TaskEnded | EventKind::TaskFailed => over += 1,
            EventKind::Released { resource } if usize::from(resource) >= model_resources => {
                released.insert(resource);
            }
            EventKind::Acquired { resource }
                if usize::from(resource) >= model_resources && !released.remove(&resource) =>
            {
                let times = left_behind.entry(resource).or_default();
                *times += 1;
                assert!(*times <= over, "a lock is taken that nobody released: {event:?}");
            }
            _ => {}
        }
    }
}

/// Nothing is taken out of a queue that was not put in before.
pub fn items_are_put_in_before_they_are_taken_out(trace: &Trace) {
    let mut inside: BTreeMap<ResourceId, usize> = BTreeMap::new();
    for event in &trace.events {
        match event.kind {
            EventKind::Put { resource } => *inside.entry(resource).or_default() += 1,
            EventKind::Taken { resource } => {
                let items = inside.entry(resource).or_default();
                assert!(*items > 0, "an item is taken that nobody put in: {event:?}");
                *items -= 1;
            }
            _ => {}
        }
    }
}
