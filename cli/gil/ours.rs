//! The figures of our own GIL, folded from the traces of runs of the workload `gil-lab`.

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
use super::figures::{CALL_S, Figures, INTERVALS_US, NAPS, SLEEP_S, SLEEPERS, watch_s};

/// The GIL's place in the trace's resources.
const GIL: u16 = 0;

/// Where our runs take place.
pub struct Ours<'a> {
    host: &'a dyn Host,
    cancel: &'a Cancel,
    /// What a slice of `gil-lab` takes here.
    slice_s: f64,
}

/// A run of the laboratory.
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

/// Two threads that only compute, at CPython's own interval.
const TWO: Lab = Lab {
    model: "gil",
    computing: 2,
    waiting: 0,
    seconds: 0.0,
    naps: 0,
    checkpoint: "each-slice",
    interval_us: 5_000,
    profile: GilProfile::Python3,
};

impl<'a> Ours<'a> {
    /// Measures first how fast this machine is.
    ///
    /// # Errors
    /// When not even that can be run.
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
        self.updates(&mut figures)?;
        figures.set("death", death::longest_ms());
        Ok(figures)
    }

    fn slices(&self, figures: &mut Figures) -> Result<()> {
        for interval_us in INTERVALS_US {
            let trace = self.trace(Lab { seconds: watch_s(interval_us) / 2.0, interval_us, ..TWO })?;
            let all = holds(&trace, GIL);
            let lengths = lengths_ms(&all);
            if let Some(median) = statistics::median(&lengths) {
                figures.set(format!("slice {interval_us}"), median);
            }
            if interval_us == 5_000 {
                set_quantiles(figures, "", &lengths);
                let forced: Vec<&[Hold]> = all.windows(2).filter(|pair| pair[0].forced).collect();
                let changed = forced.iter().filter(|pair| pair[0].lane != pair[1].lane).count();
                figures.set("turns", changed as f64 / forced.len().max(1) as f64);
                figures.set("taken back", (forced.len() - changed) as f64);
                // A trace in which two lanes hold the lock at once has an acquisition before the release.
                figures.set("overlaps", all.windows(2).filter(|pair| pair[1].from_ns < pair[0].to_ns).count() as f64);
            }
        }
        let four = self.trace(Lab { computing: 4, seconds: watch_s(50_000) / 2.0, ..TWO })?;
        set_quantiles(figures, "four ", &lengths_ms(&holds(&four, GIL)));
        Ok(())
    }

    fn naps(&self, figures: &mut Figures) -> Result<()> {
        let nap = |hogs: u32, interval_us: u64| {
            // Enough computing that the hogs outlast the naps, in turns.
            let seconds = NAPS as f64 * (2e-3 + 2.5e-6 * interval_us as f64 * f64::from(hogs)) / f64::from(hogs);
            Lab { computing: u64::from(hogs), waiting: 1, naps: NAPS, seconds, interval_us, ..TWO }
        };
        for (name, lab) in [
            ("nap beside one", nap(1, 5_000)),
            ("nap beside two", nap(2, 5_000)),
            ("nap, short interval", nap(1, 1_000)),
        ] {
            let trace = self.trace(lab)?;
            let napping = TaskId::try_from(lab.computing)?;
            statistics::median(&naps_ms(&trace, napping)).into_iter().for_each(|median| figures.set(name, median));
        }
        let naps = (SLEEP_S * 1e3) as u64;
        let asleep = Lab { computing: 1, seconds: 0.0, waiting: 1, naps, ..TWO };
        figures.set("sleep one", wall_ms(&self.trace(asleep)?));
        figures.set("sleep many", wall_ms(&self.trace(Lab { waiting: SLEEPERS, ..asleep })?));
        Ok(())
    }

    fn speeds(&self, figures: &mut Figures) -> Result<()> {
        let run = |model, computing, seconds, checkpoint| -> Result<f64> {
            Ok(wall_ms(&self.trace(Lab { model, computing, seconds, checkpoint, ..TWO })?))
        };
        figures.set("alone, no lock", run("sequential", 1, CALL_S / 2.0, "each-slice")?);
        let alone = self.trace(Lab { computing: 1, seconds: CALL_S / 2.0, ..TWO })?;
        figures.set("alone, with lock", wall_ms(&alone));
        figures.set("switches alone", holds(&alone, GIL).len() as f64 - 1.0);
        figures.set("sequential", run("sequential", 2, CALL_S / 2.0, "each-slice")?);
        figures.set("two threads", run("gil", 2, CALL_S / 2.0, "each-slice")?);
        let ticking = Lab { seconds: CALL_S / 2.0, profile: GilProfile::Python2, ..TWO };
        figures.set("two threads, ticking", wall_ms(&self.trace(ticking)?));
        figures.set("long sequential", run("sequential", 2, 2.0 * CALL_S, "each-slice")?);
        figures.set("two processes", run("processes", 2, 2.0 * CALL_S, "each-slice")?);
        figures.set("calls, one after another", run("sequential", 2, CALL_S / 2.0, "released")?);
        figures.set("calls at once", run("gil", 2, CALL_S / 2.0, "released")?);
        Ok(())
    }

    /// The share of updates that are lost at the shortest interval, without and with a checkpoint within each.
    fn updates(&self, figures: &mut Figures) -> Result<()> {
        for (name, checkpoint) in [("lost, no checkpoint", "each-slice"), ("lost, checkpoint within", "within-update")]
        {
            let observed = self.outcome(Lab { seconds: CALL_S / 5.0, checkpoint, interval_us: 1, ..TWO })?.observations;
            let number =
                |wanted: &str| observed.iter().find(|(name, _)| name == wanted).map(|(_, number)| *number as f64);
            if let (Some(updates), Some(lost)) = (number("updates"), number("lost updates")) {
                figures.set(name, lost / updates);
            }
        }
        Ok(())
    }

    fn calls(&self, figures: &mut Figures) -> Result<()> {
        let kept = Lab { computing: 1, waiting: 1, naps: 3, seconds: CALL_S, checkpoint: "none", ..TWO };
        let trace = self.trace(kept)?;
        figures.set("call", task_ms(&trace, 0));
        figures.set("gap", longest_gap_ms(&trace, 0));
        // Two napping tasks: the event loop polls the computing one first, and the naps begin after it unless one is under way.
        let looped =
            self.trace(Lab { model: "async", seconds: CALL_S / 3.0, naps: 20, checkpoint: "each-slice", ..kept })?;
        figures.set("loop call", task_ms(&looped, 0));
        let begins = looped.events.iter().find(|event| event.kind == EventKind::TaskStarted && event.task == Some(1));
        let ready_ns = looped.events.first().map_or(0, |event| event.at_ns);
        figures.set("loop gap", begins.map_or(0.0, |event| (event.at_ns - ready_ns) as f64 / 1e6));
        Ok(())
    }
}

fn wall_ms(trace: &Trace) -> f64 {
    trace.wall_ns as f64 / 1e6
}

/// Slices that a request ended; the first two belong to the start of the threads.
fn lengths_ms(holds: &[Hold]) -> Vec<f64> {
    holds.iter().skip(2).filter(|hold| hold.forced).map(|hold| (hold.to_ns - hold.from_ns) as f64 / 1e6).collect()
}

fn set_quantiles(figures: &mut Figures, prefix: &str, lengths: &[f64]) {
    if lengths.is_empty() {
        return;
    }
    figures.set(format!("{prefix}mean"), lengths.iter().sum::<f64>() / lengths.len() as f64);
    statistics::median(lengths).into_iter().for_each(|median| figures.set(format!("{prefix}median"), median));
    statistics::quantile(lengths, 0.95).into_iter().for_each(|p95| figures.set(format!("{prefix}p95"), p95));
}

/// From each falling asleep to computing again, as long as all the others compute.
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

/// The longest stretch of a task in which no other one got the lock.
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
