//! The laws of scaling, fitted to what they describe: workers that have a core and a task. A law that misses its points is refused.

use super::curves::{Law, LawCurve, LawPoint};
use super::rounds;
use crate::assemble::Findings;
use crate::fold::spans::{self, State};
use crate::run::{CheckedPlan, Record};
use crate::statistics::{self, Amdahl, Estimate, SMALLEST_FLOOR, Usl};

/// A law's curve is drawn in so many straight pieces: on a wide screen none is longer than some 30 pixels.
const LINE_STEPS: u32 = 32;

/// One model's speed-ups over its worker counts, and what law describes them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scaling {
    /// For each worker count, its speed-up against one worker.
    pub speedups: Vec<Option<Estimate>>,
    /// Amdahl's law, if it describes them.
    pub amdahl: Option<Amdahl>,
    /// The Universal Scalability Law, if it describes them.
    pub usl: Option<Usl>,
    /// The curves of the laws that describe them.
    pub curves: Vec<LawCurve>,
    /// Where the laws that were refused miss.
    pub misses: Vec<Miss>,
    /// The most workers that the cores can serve at once; `None` where cores were not measured.
    pub served_by_cores: Option<u64>,
    /// The most workers that the laws were fitted to: those that the cores can serve, and no more than there are tasks.
    pub fitted_up_to: u64,
}

/// A point that a law misses by more than the point's interval.
#[derive(Clone, Debug, PartialEq)]
pub struct Miss {
    pub law: Law,
    pub workers: u64,
    /// What the law says the speed-up is.
    pub fitted: f64,
    /// What was measured.
    pub measured: Estimate,
}

/// The cores that this machine was measured to give, whole ones; `None` where that was not measured.
fn cores(found: &[(CheckedPlan, Findings)]) -> Option<u64> {
    let measured = found.iter().filter_map(|(_, findings)| findings.environment.cores_measured);
    let least = measured.fold(f64::INFINITY, f64::min);
    least.is_finite().then(|| least.round().max(1.0) as u64)
}

/// The share of the time that a single worker computes: at most 1, and 1 where that was not recorded.
fn computing(model: &str, found: &[(CheckedPlan, Findings)]) -> Option<f64> {
    let (_, alone) = found.first()?;
    let sample = alone.samples.iter().find(|sample| sample.model == model)?;
    let Record::Traced(trace) = &sample.record else { return None };
    let running_ms = spans::states_ms(&spans::fold(trace)).get(State::Running.name()).copied().unwrap_or(0.0);
    Some((running_ms / sample.wall_ms()).min(1.0)).filter(|share| share.is_finite())
}

/// Fits both laws to one model's rounds.
pub fn scaling(model: &str, found: &[(CheckedPlan, Findings)]) -> Scaling {
    let Some((first, _)) = found.first() else { return Scaling::default() };
    let seed = first.seed();
    let by_count = rounds::rounds(model, found);
    let speedups: Vec<Option<Estimate>> = by_count.iter().map(|rounds| rounds::estimate(rounds, seed)).collect();
    if first.tasks_wait_for_each_other() {
        return Scaling { speedups, ..Scaling::default() };
    }
    let served_by_cores = cores(found).map(|cores| {
        // A worker that waits needs no core: with half of the time computing, a core serves two.
        let computing = computing(model, found).unwrap_or(1.0);
        (cores as f64 / computing.max(1e-6)).floor() as u64
    });
    let most = first.tasks().max(1).min(served_by_cores.unwrap_or(u64::MAX));
    let within = || found.iter().map(|(plan, _)| plan.workers()).zip(&speedups).filter(|(workers, _)| *workers <= most);
    let points: Vec<(u64, f64)> = found
        .iter()
        .zip(&by_count)
        .filter(|((plan, _), _)| plan.workers() <= most)
        .flat_map(|(_, rounds)| rounds)
        .copied()
        .collect();
    let miss = |law, curve: &dyn Fn(f64) -> f64| {
        let point = |(workers, measured): (u64, &Option<Estimate>)| {
            let (fitted, measured) = (curve(workers as f64), (*measured)?);
            let [low, high] = measured.ci95?;
            let held = (low / (1.0 + SMALLEST_FLOOR)..=high * (1.0 + SMALLEST_FLOOR)).contains(&fitted);
            (!held).then_some(Miss { law, workers, fitted, measured })
        };
        within().find_map(point)
    };
    let amdahl = statistics::amdahl(&points, seed);
    let usl = statistics::usl(&points, seed);
    let of_amdahl = amdahl.and_then(|law| miss(Law::Amdahl, &|workers| law.speedup(workers)));
    let of_usl = usl.and_then(|law| miss(Law::Usl, &|workers| law.speedup(workers)));
    let (amdahl, usl) = (amdahl.filter(|_| of_amdahl.is_none()), usl.filter(|_| of_usl.is_none()));
    let last = within().map(|(workers, _)| workers).max().unwrap_or(1);
    let places = places(last);
    let line = |law: Law, height: &dyn Fn(f64) -> f64, band: Option<Vec<[f64; 2]>>| {
        let point = |(place, workers): (usize, &f64)| LawPoint {
            workers: *workers,
            speedup: height(*workers),
            ci95: band.as_ref().map(|band| band[place]),
        };
        LawCurve { law, title: law.title().to_owned(), line: places.iter().enumerate().map(point).collect() }
    };
    let amdahl_curve = amdahl
        .map(|law| line(Law::Amdahl, &|workers| law.speedup(workers), statistics::amdahl_band(&points, seed, &places)));
    let usl_curve =
        usl.map(|law| line(Law::Usl, &|workers| law.speedup(workers), statistics::usl_band(&points, seed, &places)));
    Scaling {
        amdahl,
        usl,
        curves: amdahl_curve.into_iter().chain(usl_curve).collect(),
        misses: of_amdahl.into_iter().chain(of_usl).collect(),
        served_by_cores,
        fitted_up_to: most,
        speedups,
    }
}

/// Worker counts at which a law's curve is drawn: evenly spread, with one worker and `last` among them.
fn places(last: u64) -> Vec<f64> {
    (0..=LINE_STEPS).map(|step| 1.0 + (last - 1) as f64 * f64::from(step) / f64::from(LINE_STEPS)).collect()
}
