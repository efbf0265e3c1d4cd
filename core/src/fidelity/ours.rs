//! The figures of our own GIL, computed from traces of the workload `gil-lab` and, for the event loop, of a scenario.

use super::death;
use super::figures::Figures;
use super::measurement::{Failures, Measurement};
use super::reading::{
    GIL, changes_of_holder, last_stretch_ms, longest_gap_ms, naps_beside_others_ms, naps_ms, overlaps, slices,
    taken_back, turns, wall_ms,
};
use super::settings::{CALL_S, Interval, LOOP_SLEEP_S, NAPS, SLEEP_S, SLEEPERS, SLICE};
use crate::cancel::Cancel;
use crate::fold::holds::holds;
use crate::gil::GilProfile;
use crate::host::Host;
use crate::plan::{Plan, Value};
use crate::run::{self, Outcome};
use crate::trace::Trace;
use crate::workload::Observations;
use crate::{model, statistics};

/// A figure, or the sentence why there is none.
type Result<T> = std::result::Result<T, String>;

/// Measures our GIL on a host.
pub struct Ours<'a> {
    host: &'a dyn Host,
    cancel: &'a Cancel,
    /// How long a slice of `gil-lab` takes on this machine.
    slice_s: f64,
}

/// The parameters of a run of `gil-lab`.
#[derive(Clone, Copy)]
struct Lab {
    model: &'static str,
    computing: u64,
    waiting: u64,
    /// Seconds of computing for each computing task.
    seconds: f64,
    naps: u64,
    checkpoint: &'static str,
    interval_us: u64,
    profile: GilProfile,
}

/// Two threads that only compute, at CPython's default interval.
const TWO: Lab = Lab {
    model: "gil",
    computing: 2,
    waiting: 0,
    seconds: 0.0,
    naps: 0,
    checkpoint: "each-slice",
    interval_us: Interval::Default.us(),
    profile: GilProfile::Python3,
};

impl<'a> Ours<'a> {
    /// Measures on `host`, where a slice of `gil-lab` takes so many seconds: see [`Ours::slice_s`].
    pub fn new(host: &'a dyn Host, cancel: &'a Cancel, slice_s: f64) -> Self {
        Self { host, cancel, slice_s }
    }

    /// How fast the machine is: how many seconds a slice of `gil-lab` takes.
    ///
    /// # Errors
    /// When no run is possible.
    pub async fn slice_s(host: &dyn Host, cancel: &Cancel) -> Result<f64> {
        let ours = Ours::new(host, cancel, 1e-6);
        let alone = Lab { model: "sequential", computing: 1, seconds: 2_000e-6, ..TWO };
        let mut shortest_ms = f64::MAX;
        for _ in 0..5 {
            shortest_ms = shortest_ms.min(wall_ms(&ours.trace(alone).await?));
        }
        Ok(shortest_ms / 1e3 / 2_000.0)
    }

    async fn trace(&self, lab: Lab) -> Result<Trace> {
        Ok(self.outcome(lab).await?.trace)
    }

    async fn outcome(&self, lab: Lab) -> Result<Outcome> {
        let Lab { model, computing, waiting, seconds, naps, checkpoint, interval_us, profile } = lab;
        let mut plan = Plan {
            workload: "gil-lab".to_owned(),
            models: vec![model.to_owned()],
            workers: computing + waiting,
            switch_interval_us: interval_us,
            gil_profile: profile,
            ..Plan::default()
        };
        let slices = (seconds / self.slice_s).round().max(1.0) as i64;
        for (id, number) in [
            ("computing", computing.cast_signed()),
            ("waiting", waiting.cast_signed()),
            ("slices", slices),
            ("naps", naps.cast_signed()),
        ] {
            plan.parameters.set(id, Value::Integer(number));
        }
        plan.parameters.set("checkpoint", Value::Text(checkpoint.to_owned()));
        self.execute(plan, model).await
    }

    async fn execute(&self, plan: Plan, model: &str) -> Result<Outcome> {
        let plan = plan.check().map_err(|mistake| mistake.message)?;
        let model = model::find(model).map_err(|mistake| mistake.message)?;
        run::execute(self.host, &plan, model, self.cancel).await.map_err(|error| error.to_string())
    }

    /// A scenario of these tasks on one event loop.
    async fn on_loop(&self, tasks: &[String]) -> Result<Trace> {
        let text: String = (1..)
            .zip(tasks)
            .map(|(number, steps)| format!("[[task]]\nname = \"task {number}\"\nsteps = [{steps}]\n"))
            .collect();
        let mut plan = Plan { workload: "scenario".to_owned(), models: vec!["async".to_owned()], ..Plan::default() };
        plan.parameters.set("text", Value::Text(text));
        Ok(self.execute(plan, "async").await?.trace)
    }

    /// One round.
    ///
    /// # Errors
    /// When it was cancelled.
    pub async fn round(&self, failures: &mut Failures) -> Result<Figures> {
        let mut figures = Figures::default();
        for measurement in Measurement::open(failures) {
            self.measure(measurement, &mut figures, failures).await?;
        }
        Ok(figures)
    }

    /// One measurement of a round.
    ///
    /// # Errors
    /// When it was cancelled.
    pub async fn measure(
        &self,
        measurement: Measurement,
        figures: &mut Figures,
        failures: &mut Failures,
    ) -> Result<()> {
        let made = self.make(measurement, figures).await;
        measurement.note(made, failures, self.cancel)
    }

    async fn make(&self, measurement: Measurement, figures: &mut Figures) -> Result<()> {
        match measurement {
            Measurement::Slices => self.slices(figures).await,
            Measurement::Sleepers => self.sleepers(figures).await,
            Measurement::Naps => self.naps(figures).await,
            Measurement::Computing => self.computing(figures).await,
            Measurement::Processes => self.processes(figures).await,
            Measurement::Released => self.released(figures).await,
            Measurement::Kept => self.kept(figures).await,
            Measurement::Updates => {
                figures.lost_without_checkpoint = self.lost("each-slice").await?;
                figures.lost_with_checkpoint = self.lost("within-update").await?;
                Ok(())
            }
            Measurement::Death => {
                figures.death_ms = Some(death::longest_ms(self.host, self.cancel)?);
                Ok(())
            }
            Measurement::EventLoop => self.event_loop(figures).await,
        }
    }

    async fn slices(&self, figures: &mut Figures) -> Result<()> {
        let mut overlapping = 0.0;
        for interval in Interval::ALL {
            let trace =
                self.trace(Lab { seconds: interval.watch_s() / 2.0, interval_us: interval.us(), ..TWO }).await?;
            overlapping += overlaps(&trace);
            let slices = slices(&holds(&trace, GIL));
            figures.slice_by_interval_ms.extend(slices.median_ms.map(|median| (interval, median)));
            if interval == Interval::Default {
                figures.slices_of_two = slices;
                figures.turns = turns(&trace);
            }
        }
        let four = self.trace(Lab { computing: 4, seconds: Interval::Longest.watch_s() / 2.0, ..TWO }).await?;
        figures.slices_of_four = slices(&holds(&four, GIL));
        figures.overlaps = Some(overlapping + overlaps(&four));
        Ok(())
    }

    async fn sleepers(&self, figures: &mut Figures) -> Result<()> {
        let naps = (SLEEP_S * 1e3) as u64;
        let asleep = Lab { computing: 1, seconds: 0.0, waiting: 1, naps, ..TWO };
        figures.sleep_one_ms = Some(wall_ms(&self.trace(asleep).await?));
        figures.sleep_many_ms = Some(wall_ms(&self.trace(Lab { waiting: SLEEPERS, ..asleep }).await?));
        Ok(())
    }

    async fn naps(&self, figures: &mut Figures) -> Result<()> {
        let median = |trace: &Trace, hogs| statistics::median(&naps_beside_others_ms(trace, hogs));
        figures.nap_beside_one_ms = median(&self.beside(1, Interval::Default).await?, 1);
        figures.nap_short_interval_ms = median(&self.beside(1, Interval::Short).await?, 1);
        let two = self.beside(2, Interval::Default).await?;
        figures.nap_beside_two_ms = median(&two, 2);
        figures.taken_back = Some(taken_back(&holds(&two, GIL)));
        Ok(())
    }

    /// Naps of a millisecond beside so many computing threads.
    async fn beside(&self, hogs: u32, interval: Interval) -> Result<Trace> {
        let interval_us = interval.us();
        // Enough computing that the hogs outlast the naps, in turns.
        let seconds = NAPS as f64 * (2e-3 + 2.5e-6 * interval_us as f64 * f64::from(hogs)) / f64::from(hogs);
        self.trace(Lab { computing: u64::from(hogs), waiting: 1, naps: NAPS, seconds, interval_us, ..TWO }).await
    }

    async fn wall(&self, model: &'static str, seconds: f64, checkpoint: &'static str) -> Result<Option<f64>> {
        Ok(Some(wall_ms(&self.trace(Lab { model, seconds, checkpoint, ..TWO }).await?)))
    }

    async fn computing(&self, figures: &mut Figures) -> Result<()> {
        let alone = Lab { computing: 1, seconds: CALL_S / 2.0, ..TWO };
        figures.alone_without_lock_ms = Some(wall_ms(&self.trace(Lab { model: "sequential", ..alone }).await?));
        let locked = self.trace(alone).await?;
        figures.alone_with_lock_ms = Some(wall_ms(&locked));
        figures.switches_alone = Some(holds(&locked, GIL).len() as f64 - 1.0);
        figures.sequential_ms = self.wall("sequential", CALL_S / 2.0, "each-slice").await?;
        figures.two_threads_ms = self.wall("gil", CALL_S / 2.0, "each-slice").await?;
        let python_2 = Lab { seconds: CALL_S / 2.0, profile: GilProfile::Python2, ..TWO };
        figures.two_threads_python_2_ms = Some(wall_ms(&self.trace(python_2).await?));
        Ok(())
    }

    async fn processes(&self, figures: &mut Figures) -> Result<()> {
        figures.long_sequential_ms = self.wall("sequential", 2.0 * CALL_S, "each-slice").await?;
        figures.two_processes_ms = self.wall("processes", 2.0 * CALL_S, "each-slice").await?;
        Ok(())
    }

    async fn released(&self, figures: &mut Figures) -> Result<()> {
        figures.calls_in_turn_ms = self.wall("sequential", CALL_S / 2.0, "released").await?;
        figures.calls_at_once_ms = self.wall("gil", CALL_S / 2.0, "released").await?;
        Ok(())
    }

    /// The share of updates that are lost at the shortest interval; none where the machine let the two threads take too few turns to see it.
    async fn lost(&self, checkpoint: &'static str) -> Result<Option<f64>> {
        let outcome = self.outcome(Lab { seconds: CALL_S / 5.0, checkpoint, interval_us: 1, ..TWO }).await?;
        Ok(share_lost(&outcome.observations, changes_of_holder(&outcome.trace)))
    }

    /// A call that keeps the lock, beside a thread that wants it for a moment every millisecond.
    async fn kept(&self, figures: &mut Figures) -> Result<()> {
        let kept = Lab { computing: 1, waiting: 1, naps: 3, seconds: CALL_S, checkpoint: "none", ..TWO };
        let trace = self.trace(kept).await?;
        figures.call_ms = last_stretch_ms(&trace, 0);
        figures.gap_ms = longest_gap_ms(&trace);
        Ok(())
    }

    /// A task that computes while another one naps, and tasks that sleep, on one event loop.
    async fn event_loop(&self, figures: &mut Figures) -> Result<()> {
        let additions = (CALL_S / 3.0 / self.slice_s * SLICE as f64).max(1.0) as u64;
        let naps = "{ repeat = 20, steps = [{ wait = 1 }] }".to_owned();
        let trace = self.on_loop(&[format!("{{ wait = 5 }}, {{ cpu = {additions} }}"), naps]).await?;
        figures.loop_call_ms = last_stretch_ms(&trace, 0);
        figures.loop_gap_ms = naps_ms(&trace, 1).into_iter().reduce(f64::max);
        let sleep = format!("{{ wait = {} }}", LOOP_SLEEP_S * 1e3);
        figures.loop_sleep_one_ms = Some(wall_ms(&self.on_loop(std::slice::from_ref(&sleep)).await?));
        figures.loop_sleep_many_ms = Some(wall_ms(&self.on_loop(&vec![sleep; SLEEPERS as usize]).await?));
        Ok(())
    }
}

/// At so short an interval the lock changes hands at nearly every update. Each change within one loses at least one; with fewer changes than
/// one in ten updates, nothing can be said of the share that is lost.
const FEWEST_CHANGES: f64 = 0.1;

fn share_lost(observations: &Observations, changes: usize) -> Option<f64> {
    let number = |wanted: &str| observations.iter().find(|(name, _)| name == wanted).map(|(_, number)| *number as f64);
    let updates = number("updates")?;
    let share = number("lost updates")? / updates;
    (changes as f64 >= FEWEST_CHANGES * updates).then_some(share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_threads_that_hardly_took_turns_nobody_can_tell_how_many_updates_they_lose() {
        let observed = vec![("updates".to_owned(), 1_000), ("lost updates".to_owned(), 400)];
        assert_eq!(share_lost(&observed, 900), Some(0.4));
        assert_eq!(share_lost(&observed, 99), None);
    }
}
