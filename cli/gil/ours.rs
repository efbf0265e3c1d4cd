//! The figures of our own GIL, computed from traces of the workload `gil-lab`.

use anyhow::{Result, anyhow};
use interleave_core::cancel::Cancel;
use interleave_core::fold::holds::{Hold, holds};
use interleave_core::gil::GilProfile;
use interleave_core::host::{Compute, Host, Pulse, drive};
use interleave_core::plan::{Plan, Value};
use interleave_core::run::{self, Outcome};
use interleave_core::trace::{Cause, Event, EventKind, TaskId, Trace};
use interleave_core::{model, statistics};

use super::death;
use super::figures::{Figures, Slices};
use super::settings::{CALL_S, Interval, NAPS, SLEEP_S, SLEEPERS};

/// The GIL's number among the resources of a trace.
const GIL: u16 = 0;

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
    /// Measures first how fast this machine is.
    ///
    /// # Errors
    /// When no run is possible.
    pub fn new(host: &'a dyn Host, cancel: &'a Cancel) -> Result<Self> {
        let mut ours = Self { host, cancel, slice_s: 1e-6 };
        let alone = Lab { model: "sequential", computing: 1, seconds: 2_000e-6, ..TWO };
        let walls: Result<Vec<f64>> = (0..5).map(|_| Ok(wall_ms(&ours.trace(alone)?))).collect();
        ours.slice_s = walls?.into_iter().fold(f64::MAX, f64::min) / 1e3 / 2_000.0;
        Ok(ours)
    }

    fn trace(&self, lab: Lab) -> Result<Trace> {
        Ok(self.outcome(lab)?.trace)
    }

    fn outcome(&self, lab: Lab) -> Result<Outcome> {
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
        let plan = plan.check()?;
        let pulse = Pulse::new(self.host.gauges().clock, Compute::Real);
        let run = run::execute(self.host, &plan, model::find(model)?, self.cancel);
        let outcome = drive::block_on(run, &pulse, self.cancel).ok_or_else(|| anyhow!("cancelled"))??;
        Ok(outcome)
    }

    /// One round.
    ///
    /// # Errors
    /// When it was cancelled, or a run cannot take place.
    pub fn measure(&self) -> Result<Figures> {
        let mut figures = Figures::default();
        self.slices(&mut figures)?;
        self.naps(&mut figures)?;
        self.speeds(&mut figures)?;
        self.calls(&mut figures)?;
        figures.lost_without_checkpoint = self.lost("each-slice")?;
        figures.lost_with_checkpoint = self.lost("within-update")?;
        figures.death_ms = Some(death::longest_ms());
        Ok(figures)
    }

    fn slices(&self, figures: &mut Figures) -> Result<()> {
        for interval in Interval::ALL {
            let trace = self.trace(Lab { seconds: interval.watch_s() / 2.0, interval_us: interval.us(), ..TWO })?;
            let all = holds(&trace, GIL);
            let slices = slices(&all);
            figures.slice_by_interval_ms.extend(slices.median_ms.map(|median| (interval, median)));
            if interval == Interval::Default {
                figures.slices_of_two = slices;
                let forced: Vec<&[Hold]> = all.windows(2).filter(|pair| pair[0].forced).collect();
                let changed = forced.iter().filter(|pair| pair[0].lane != pair[1].lane).count();
                figures.turns = Some(changed as f64 / forced.len().max(1) as f64);
                figures.taken_back = Some((forced.len() - changed) as f64);
                // A trace in which two lanes hold the lock at once has an acquisition before the release.
                let overlaps = all.windows(2).filter(|pair| pair[1].from_ns < pair[0].to_ns).count();
                figures.overlaps = Some(overlaps as f64);
            }
        }
        let four = self.trace(Lab { computing: 4, seconds: Interval::Longest.watch_s() / 2.0, ..TWO })?;
        figures.slices_of_four = slices(&holds(&four, GIL));
        Ok(())
    }

    fn naps(&self, figures: &mut Figures) -> Result<()> {
        figures.nap_beside_one_ms = self.nap_ms(1, Interval::Default)?;
        figures.nap_beside_two_ms = self.nap_ms(2, Interval::Default)?;
        figures.nap_short_interval_ms = self.nap_ms(1, Interval::Short)?;
        let naps = (SLEEP_S * 1e3) as u64;
        let asleep = Lab { computing: 1, seconds: 0.0, waiting: 1, naps, ..TWO };
        figures.sleep_one_ms = Some(wall_ms(&self.trace(asleep)?));
        figures.sleep_many_ms = Some(wall_ms(&self.trace(Lab { waiting: SLEEPERS, ..asleep })?));
        Ok(())
    }

    /// The median nap of a millisecond beside so many computing threads.
    fn nap_ms(&self, hogs: u32, interval: Interval) -> Result<Option<f64>> {
        let interval_us = interval.us();
        // Enough computing that the hogs outlast the naps, in turns.
        let seconds = NAPS as f64 * (2e-3 + 2.5e-6 * interval_us as f64 * f64::from(hogs)) / f64::from(hogs);
        let lab = Lab { computing: u64::from(hogs), waiting: 1, naps: NAPS, seconds, interval_us, ..TWO };
        Ok(statistics::median(&naps_ms(&self.trace(lab)?, hogs)))
    }

    fn speeds(&self, figures: &mut Figures) -> Result<()> {
        let run = |model, computing, seconds, checkpoint| -> Result<Option<f64>> {
            Ok(Some(wall_ms(&self.trace(Lab { model, computing, seconds, checkpoint, ..TWO })?)))
        };
        figures.alone_without_lock_ms = run("sequential", 1, CALL_S / 2.0, "each-slice")?;
        let alone = self.trace(Lab { computing: 1, seconds: CALL_S / 2.0, ..TWO })?;
        figures.alone_with_lock_ms = Some(wall_ms(&alone));
        figures.switches_alone = Some(holds(&alone, GIL).len() as f64 - 1.0);
        figures.sequential_ms = run("sequential", 2, CALL_S / 2.0, "each-slice")?;
        figures.two_threads_ms = run("gil", 2, CALL_S / 2.0, "each-slice")?;
        let python_2 = Lab { seconds: CALL_S / 2.0, profile: GilProfile::Python2, ..TWO };
        figures.two_threads_python_2_ms = Some(wall_ms(&self.trace(python_2)?));
        figures.long_sequential_ms = run("sequential", 2, 2.0 * CALL_S, "each-slice")?;
        figures.two_processes_ms = run("processes", 2, 2.0 * CALL_S, "each-slice")?;
        figures.calls_in_turn_ms = run("sequential", 2, CALL_S / 2.0, "released")?;
        figures.calls_at_once_ms = run("gil", 2, CALL_S / 2.0, "released")?;
        Ok(())
    }

    /// The share of updates that are lost at the shortest interval.
    fn lost(&self, checkpoint: &'static str) -> Result<Option<f64>> {
        let observed = self.outcome(Lab { seconds: CALL_S / 5.0, checkpoint, interval_us: 1, ..TWO })?.observations;
        let number = |wanted: &str| observed.iter().find(|(name, _)| name == wanted).map(|(_, number)| *number as f64);
        Ok(number("lost updates").zip(number("updates")).map(|(lost, updates)| lost / updates))
    }

    fn calls(&self, figures: &mut Figures) -> Result<()> {
        let kept = Lab { computing: 1, waiting: 1, naps: 3, seconds: CALL_S, checkpoint: "none", ..TWO };
        let trace = self.trace(kept)?;
        figures.call_ms = Some(task_ms(&trace, 0));
        figures.gap_ms = Some(longest_gap_ms(&trace, 0));
        // The event loop polls the computing task first, so the other one starts only after it: that is the gap.
        let looped =
            self.trace(Lab { model: "async", seconds: CALL_S / 3.0, naps: 20, checkpoint: "each-slice", ..kept })?;
        figures.loop_call_ms = Some(task_ms(&looped, 0));
        let begins = looped.events.iter().find(|event| event.kind == EventKind::TaskStarted && event.task == Some(1));
        let ready_ns = looped.events.first().map_or(0, |event| event.at_ns);
        figures.loop_gap_ms = Some(begins.map_or(0.0, |event| (event.at_ns - ready_ns) as f64 / 1e6));
        Ok(())
    }
}

fn wall_ms(trace: &Trace) -> f64 {
    trace.wall_ns as f64 / 1e6
}

/// The slices that a request ended; the first two belong to the start of the threads.
fn slices(holds: &[Hold]) -> Slices {
    let forced = holds.iter().skip(2).filter(|hold| hold.forced);
    let lengths: Vec<f64> = forced.map(|hold| (hold.to_ns - hold.from_ns) as f64 / 1e6).collect();
    Slices {
        mean_ms: (!lengths.is_empty()).then(|| lengths.iter().sum::<f64>() / lengths.len() as f64),
        median_ms: statistics::median(&lengths),
        p95_ms: statistics::quantile(&lengths, 0.95),
    }
}

/// The times from falling asleep to computing again, while all other tasks compute.
fn naps_ms(trace: &Trace, task: TaskId) -> Vec<f64> {
    let mut asleep = None;
    let mut naps = Vec::new();
    for event in &trace.events {
        match event.kind {
            EventKind::TaskEnded => return naps,
            EventKind::Suspended { cause: Cause::Sleep } if event.task == Some(task) => asleep = Some(event.at_ns),
            EventKind::Resumed if event.task == Some(task) => {
                naps.extend(asleep.take().map(|asleep| (event.at_ns - asleep) as f64 / 1e6));
            }
            _ => {}
        }
    }
    naps
}

/// The longest time within a task in which no other one took the lock.
fn longest_gap_ms(trace: &Trace, task: TaskId) -> f64 {
    let bound = |event: &&Event| {
        event.task == Some(task) && matches!(event.kind, EventKind::TaskStarted | EventKind::TaskEnded)
    };
    let other = |event: &&Event| event.task != Some(task) && matches!(event.kind, EventKind::Acquired { .. });
    let Some(from) = trace.events.iter().position(|event| bound(&event)) else { return 0.0 };
    let to = trace.events.iter().rposition(|event| bound(&event)).unwrap_or(from);
    let call = &trace.events[from..=to];
    let times: Vec<u64> = call.iter().filter(|event| bound(event) || other(event)).map(|event| event.at_ns).collect();
    times.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap_or(0) as f64 / 1e6
}

fn task_ms(trace: &Trace, task: u32) -> f64 {
    let at = |kind| {
        trace.events.iter().find(|event| event.kind == kind && event.task == Some(task)).map(|event| event.at_ns)
    };
    match (at(EventKind::TaskStarted), at(EventKind::TaskEnded)) {
        (Some(from), Some(to)) => (to - from) as f64 / 1e6,
        _ => 0.0,
    }
}
