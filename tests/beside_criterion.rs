//! Our figures beside criterion's, from the same samples of a real run: our interval contains its estimate.
#![cfg(not(target_arch = "wasm32"))]

use std::path::Path;
use std::time::Duration;

use criterion::{Criterion, SamplingMode};
use futures::executor::block_on;
use futures::future::{FutureExt as _, LocalBoxFuture};
use interleave::host::NativeHost;
use interleave_core::assemble::{self, Findings};
use interleave_core::cancel::Cancel;
use interleave_core::host::Host as _;
use interleave_core::plan::Plan;
use interleave_core::run::session::{self, Answer, Follower, Update};
use interleave_core::run::{Rounds, Sample};
use interleave_core::statistics;
use serde_json::Value;

/// An odd number: then a resampled median is one of the samples, and intervals can be compared by rank. Criterion wants ten at least.
const RUNS: u64 = 15;

/// Keeps every sample.
struct Kept(Vec<Sample>);

impl Follower for Kept {
    fn tell(&mut self, _: usize, update: Update) -> LocalBoxFuture<'_, Answer> {
        if let Update::Ended(sample) = update {
            self.0.push(*sample);
        }
        async { Answer::GoOn }.boxed_local()
    }
}

/// What criterion makes of these times: its estimates of the mean and of the median, as it stores them.
fn estimates_of_criterion(id: &str, times_ns: &[u64], folder: &Path) -> Value {
    let mut criterion = Criterion::default()
        .without_plots()
        .output_directory(folder)
        .sample_size(times_ns.len())
        .nresamples(10_000)
        // As short as it can be: the times are there already.
        .warm_up_time(Duration::from_nanos(1))
        .measurement_time(Duration::from_nanos(1));
    // Round and round, because it also calls to warm up: what it keeps in the end is each of the times once.
    let mut next = times_ns.iter().cycle();
    let mut group = criterion.benchmark_group(id);
    group.sampling_mode(SamplingMode::Flat);
    group.bench_function("ours", |bencher| {
        bencher.iter_custom(|times| Duration::from_nanos(*next.next().expect("there are samples") * times));
    });
    group.finish();
    let read = |name: &str| -> Value {
        let path = folder.join(id).join("ours").join("new").join(name);
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        serde_json::from_str(&text).expect("criterion writes JSON")
    };
    let kept = read("sample.json");
    let numbers = |name: &str| kept[name].as_array().expect("numbers").iter().filter_map(Value::as_f64);
    let per_run: Vec<f64> = numbers("times").zip(numbers("iters")).map(|(time, runs)| time / runs).collect();
    assert_eq!(sorted(per_run), sorted(times_ns.iter().map(|time| *time as f64).collect()), "the same samples");
    read("estimates.json")
}

fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    values
}

/// Criterion's figures in milliseconds: the estimate and the ends of its interval.
fn in_ms(estimate: &Value) -> [f64; 3] {
    let interval = &estimate["confidence_interval"];
    [&estimate["point_estimate"], &interval["lower_bound"], &interval["upper_bound"]]
        .map(|ns| ns.as_f64().expect("criterion's figure") / 1e6)
}

/// How many of the samples lie below.
fn rank(samples: &[f64], value: f64) -> i64 {
    samples.iter().filter(|sample| **sample < value).count() as i64
}

#[test]
fn criterions_median_lies_within_our_interval_and_the_ends_of_both_intervals_are_neighbours() {
    let models = ["sequential", "threads", "gil", "async"].map(str::to_owned).to_vec();
    let plan = Plan { workload: "count".to_owned(), models, runs: RUNS, warmup: 1, ..Plan::default() };
    let parameters = serde_json::from_str(r#"{"n": 1000000}"#).expect("parameters");
    let plan = Plan { parameters, ..plan }.check().expect("a valid plan");
    let host = NativeHost::new(env!("CARGO_BIN_EXE_interleave"));
    let mut kept = Kept(Vec::new());
    let (runners, rounds) = (session::runners_of(&host, 0, &plan), Rounds::of(&plan, 1));
    let clock = host.gauges().clock;
    let session = block_on(session::run_rounds(runners, rounds, clock, &Cancel::new(), &mut kept));
    let (created, unavailable) = (String::new(), Vec::new());
    let findings = Findings {
        created,
        environment: host.environment(),
        warmups: Vec::new(),
        samples: kept.0,
        unavailable,
        session,
    };
    let report = assemble::report(&plan, &findings);
    assert_eq!(report.results.len(), 4);
    let folder = tempfile::tempdir().expect("a folder");
    for result in report.results {
        let samples = findings.samples.iter().filter(|sample| sample.model == result.model);
        let times_ns: Vec<u64> = samples.map(|sample| sample.wall_ns).collect();
        let theirs = estimates_of_criterion(&result.model, &times_ns, folder.path());
        let ([median, from, to], [low, high]) = (in_ms(&theirs["median"]), result.ci95_ms.expect("an interval"));
        let told = format!("{}: ours {low} to {high}, criterion's {median} ({from} to {to})", result.model);
        println!("{told}");
        assert!(low <= median && median <= high, "{told}");
        // Both are percentile bootstraps; chance may put an end on the next sample, and no farther.
        for (ours, other) in [(low, from), (high, to)] {
            let apart = rank(&result.samples_ms, ours) - rank(&result.samples_ms, other);
            assert!(apart.abs() <= 1, "{told}");
        }
    }
}

#[test]
fn where_mean_and_median_mean_the_same_our_interval_contains_criterions_mean_too() {
    // Symmetrical, so that both estimate the same time: a quarter of a millisecond around 20, by steps of a prime.
    let times_ns: Vec<u64> = (0..61).map(|run| 20_000_000 - 250_000 + 500_000 * (run * 17 % 61) / 60).collect();
    let samples: Vec<f64> = times_ns.iter().map(|time| *time as f64 / 1e6).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let theirs = estimates_of_criterion("symmetrical", &times_ns, folder.path());
    let [low, high] = statistics::interval_of_median(&samples, 1).expect("an interval");
    for figure in ["mean", "median"] {
        let [estimate, ..] = in_ms(&theirs[figure]);
        assert!(low <= estimate && estimate <= high, "{figure}: {estimate}, ours {low} to {high}");
    }
}
