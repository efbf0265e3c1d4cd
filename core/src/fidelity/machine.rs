//! Whether the machine is calm enough for times to be judged.

use crate::host::measure;
use crate::statistics;

/// What a row depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An order of events: a busy machine changes nothing about it.
    Order,
    /// A time: on a busy machine it says nothing, whether it is met or missed.
    Time,
    /// A time of two things at once: it also needs two cores.
    Parallel,
}

/// What is known of the machine while everything was measured.
#[derive(Clone, Copy, Debug)]
pub struct Machine {
    /// How many lanes were tried at once.
    lanes: u64,
    /// How many cores' worth of computing they got: the smaller of two measurements, before and after.
    pub cores: Option<f64>,
}

impl Machine {
    /// A machine that claims so many cores.
    pub fn new(claimed: u64, before: Option<f64>, after: Option<f64>) -> Self {
        let cores = before.zip(after).map(|(before, after)| before.min(after));
        Self { lanes: claimed.clamp(1, measure::LANES), cores }
    }

    /// Why a row of this kind cannot be decided here, if it cannot.
    pub(super) fn undecided(self, kind: Kind) -> Option<&'static str> {
        let busy = self.cores.is_none_or(|cores| statistics::busy(cores, self.lanes));
        match kind {
            Kind::Order => None,
            _ if busy => Some("The machine is busy."),
            Kind::Parallel if self.lanes < 2 => Some("This needs two cores."),
            Kind::Time | Kind::Parallel => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_is_as_calm_as_the_worse_of_two_measurements() {
        let calm = |before, after| Machine::new(2, before, after).undecided(Kind::Time).is_none();
        assert!(calm(Some(2.0), Some(1.95)));
        assert!(!calm(Some(2.0), Some(1.2)) && !calm(Some(1.2), Some(2.0)));
        assert!(!calm(Some(2.0), None), "what could not be measured is not calm");
    }

    #[test]
    fn a_machine_is_judged_by_the_lanes_that_were_tried_however_many_cores_it_has() {
        assert_eq!(Machine::new(64, Some(16.0), Some(15.95)).undecided(Kind::Time), None);
        assert!(Machine::new(64, Some(13.0), Some(16.0)).undecided(Kind::Time).is_some());
    }

    #[test]
    fn one_core_is_enough_for_a_time_and_too_little_for_two_at_once() {
        let one = Machine::new(1, Some(1.0), Some(1.0));
        assert_eq!(one.undecided(Kind::Time), None);
        assert!(one.undecided(Kind::Parallel).is_some_and(|why| why.contains("two cores")));
    }

    #[test]
    fn an_order_is_decided_on_any_machine() {
        assert_eq!(Machine::new(2, None, None).undecided(Kind::Order), None);
    }
}
