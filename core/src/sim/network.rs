//! A network in virtual time, between one parent and the machines of its workers: messages take their way, and workers are cut off from it.
//!
//! All messages of a parent go through its own connection, one after another: that is what ends the growth of a cluster.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::time::{NOW, jitter, random_below};

/// What a network between machines is like. Every accident is decided by the host's seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    /// Nanoseconds that a message is on its way to the other end, give or take a quarter.
    pub latency_ns: u64,
    /// Bytes that the parent's connection carries in a second, both ways together.
    pub bytes_per_s: u64,
    /// Nanoseconds that the parent is busy with each message that it sends or receives.
    pub handling_ns: u64,
    /// Of a million messages, so many are lost on their way, and sent again by the connection after [`Network::resend_ns`].
    pub lost_ppm: u64,
    /// Nanoseconds until a connection sends again what nobody has confirmed.
    pub resend_ns: u64,
    /// Of a million messages, so many are the last one that passes before a partition cuts their worker off.
    pub cut_ppm: u64,
    /// Nanoseconds that a partition lasts.
    pub cut_ns: u64,
    /// Nanoseconds without a sign of life after which either end gives the other one up.
    pub patience_ns: u64,
}

impl Network {
    /// Machines in one room, and nothing is ever lost: 100 µs from one to the other, a gigabit in a second, and a parent that needs 20 µs for
    /// a message. Whatever waits for the parent is kept: buffers have no end.
    pub const ROOM: Self = Self {
        latency_ns: 100_000,
        bytes_per_s: 125_000_000,
        handling_ns: 20_000,
        lost_ppm: 0,
        resend_ns: 200_000_000,
        cut_ppm: 0,
        cut_ns: 0,
        patience_ns: 3_000_000_000,
    };
}

/// What has gone through a network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Messages, both ways.
    pub messages: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Those that were lost on their way and sent again.
    pub resent: u64,
    /// Workers that were given up.
    pub given_up: u64,
    /// Nanoseconds that the parent's connection was busy.
    pub busy_ns: u64,
}

/// The parent's connection to all workers.
pub(super) struct Cable {
    network: Network,
    traffic: Cell<Traffic>,
    /// What was carried until when.
    course: RefCell<Vec<(u64, Traffic)>>,
    /// Until then it is busy with earlier messages.
    busy_until_ns: Cell<u64>,
}

impl Cable {
    pub fn new(network: Network) -> Self {
        Self { network, traffic: Cell::default(), course: RefCell::default(), busy_until_ns: Cell::new(0) }
    }

    pub fn traffic(&self) -> Traffic {
        self.traffic.get()
    }

    /// What it was done with at this moment.
    pub fn traffic_until(&self, now_ns: u64) -> Traffic {
        let course = self.course.borrow();
        let before = course.partition_point(|(done_ns, _)| *done_ns <= now_ns);
        before.checked_sub(1).map(|last| course[last].1).unwrap_or_default()
    }

    /// The way to one more worker.
    pub fn link(self: &Rc<Self>) -> Rc<Link> {
        Rc::new(Link { cable: self.clone(), cut: RefCell::default(), arrived_ns: [Cell::new(0), Cell::new(0)] })
    }

    fn count(&self, change: impl FnOnce(&mut Traffic)) {
        let mut traffic = self.traffic.get();
        change(&mut traffic);
        self.traffic.set(traffic);
    }
}

/// Which way a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    ToWorker,
    ToParent,
}

/// The way between the parent and one worker.
pub(super) struct Link {
    cable: Rc<Cable>,
    /// The partition that goes on, or the last one.
    cut: RefCell<Option<Cut>>,
    /// When the last message arrived that way: none overtakes another.
    arrived_ns: [Cell<u64>; 2],
}

#[derive(Clone, Copy)]
struct Cut {
    from_ns: u64,
    until_ns: u64,
}

impl Link {
    /// The parent is busy with a message of so many bytes, as soon as it has time; gives when it is done with it.
    pub fn handled_ns(&self, bytes: u64) -> u64 {
        let Network { handling_ns, bytes_per_s, .. } = self.cable.network;
        let takes = handling_ns + (u128::from(bytes) * 1_000_000_000 / u128::from(bytes_per_s.max(1))) as u64;
        let done = self.cable.busy_until_ns.get().max(NOW.get()) + takes;
        self.cable.busy_until_ns.set(done);
        self.cable.count(|traffic| {
            traffic.messages += 1;
            traffic.bytes += bytes;
            traffic.busy_ns += takes;
        });
        self.cable.course.borrow_mut().push((done, self.cable.traffic()));
        done
    }

    /// When a message arrives at the other end that is sent off at this moment.
    pub fn arrives_ns(&self, way: Way, sent_ns: u64) -> u64 {
        let Network { latency_ns, lost_ppm, resend_ns, cut_ppm, cut_ns, .. } = self.cable.network;
        let mut arrives = sent_ns + jitter(latency_ns);
        while happens(lost_ppm) {
            arrives += resend_ns;
            self.cable.count(|traffic| traffic.resent += 1);
        }
        let mut cut = self.cut.borrow_mut();
        if let Some(Cut { from_ns, until_ns }) = *cut
            && (from_ns..until_ns).contains(&arrives)
        {
            arrives = until_ns + jitter(latency_ns);
        } else if happens(cut_ppm) {
            *cut = Some(Cut { from_ns: arrives + 1, until_ns: arrives + 1 + cut_ns });
        }
        let last = &self.arrived_ns[way as usize];
        last.set(arrives.max(last.get()));
        last.get()
    }

    /// When either end gives the other one up, if it will: a partition goes on for longer than their patience.
    pub fn given_up_ns(&self) -> Option<u64> {
        let patience_ns = self.cable.network.patience_ns;
        let cut = self.cut.borrow();
        cut.filter(|cut| cut.until_ns - cut.from_ns > patience_ns).map(|cut| cut.from_ns + patience_ns)
    }

    /// The parent has given the worker up.
    pub fn count_given_up(&self) {
        self.cable.count(|traffic| traffic.given_up += 1);
    }
}

fn happens(ppm: u64) -> bool {
    ppm > 0 && random_below(1_000_000) < ppm
}
