//! The loop that measures, seen by whoever follows it.
#![cfg(not(target_arch = "wasm32"))]

use futures::future::{FutureExt as _, LocalBoxFuture};
use interleave_core::assemble::{self, Findings};
use interleave_core::cancel::Cancel;
use interleave_core::host::{Environment, Host as _};
use interleave_core::model::RunError;
use interleave_core::plan::Plan;
use interleave_core::run::session::{Answer, Follower, Progress, Runner, Update, run_rounds, runners};
use interleave_core::run::{CheckedPlan, Record, Rounds, Sample, SessionEnd, SessionSummary};
use interleave_core::sim::SimulatedHost;
use interleave_core::statistics::Verdict;

/// Cannot run.
struct Unable;

impl Runner for Unable {
    fn group(&self) -> usize {
        0
    }

    fn model(&self) -> &'static str {
        "unable"
    }

    fn name(&self) -> String {
        self.model().to_owned()
    }

    fn run<'a>(&'a mut self, _: u64, _: &'a Cancel) -> LocalBoxFuture<'a, Result<Sample, RunError>> {
        async { Err(RunError::Program("It cannot.".to_owned())) }.boxed_local()
    }
}

/// A session of one plan on this host.
async fn run(
    host: &SimulatedHost,
    plan: &CheckedPlan,
    cancel: &Cancel,
    follower: &mut dyn Follower,
) -> Option<SessionSummary> {
    let runners = runners(host, std::slice::from_ref(plan));
    run_rounds(runners, Rounds::of(plan, 1), host.gauges().clock, cancel, follower).await
}

/// Keeps how far the session was each time.
struct Counting(Vec<(u64, u64)>);

impl Follower for Counting {
    fn tell(&mut self, _: usize, update: Update) -> LocalBoxFuture<'_, Answer> {
        if let Update::Begins(Progress { done, total, .. }) = update {
            self.0.push((done, total));
        }
        async { Answer::GoOn }.boxed_local()
    }
}

#[test]
fn whoever_drops_out_is_no_longer_counted_among_what_is_to_come() {
    let plan = Plan { models: vec!["sequential".to_owned()], ..Plan::default() };
    let plan = Plan { workload: "arithmetic".to_owned(), runs: 3, warmup: 1, ..plan }.check().expect("a valid plan");
    let host = SimulatedHost::new(1);
    let mut all = runners(&host, std::slice::from_ref(&plan));
    all.push(Box::new(Unable));
    let mut counting = Counting(Vec::new());
    let clock = host.gauges().clock;
    let ended = run_rounds(all, Rounds::of(&plan, 1), clock, &Cancel::new(), &mut counting).now_or_never();
    let summary = SessionSummary { end: SessionEnd::Fixed, warmup_rounds: 1, steady: false };
    assert_eq!(ended, Some(Some(summary)), "a simulation never waits");
    // Two in the round in which one drops out, one in each of the three others.
    assert_eq!(counting.0.last(), Some(&(4, 5)), "{:?}", counting.0);
    assert_eq!(counting.0[0], (0, 8));
}

/// Answers that the first measured execution does not count.
struct Disturbed(Vec<u64>);

impl Follower for Disturbed {
    fn tell(&mut self, _: usize, update: Update) -> LocalBoxFuture<'_, Answer> {
        let Update::Ended(sample) = update else { return async { Answer::GoOn }.boxed_local() };
        self.0.push(sample.round);
        let answer = if self.0.len() == 1 { Answer::Again } else { Answer::GoOn };
        async move { answer }.boxed_local()
    }
}

/// Skips the model that is announced with this name, and keeps what was told.
struct Skipping<'a> {
    cancel: &'a Cancel,
    told: Vec<String>,
}

impl Follower for Skipping<'_> {
    fn tell(&mut self, _: usize, update: Update) -> LocalBoxFuture<'_, Answer> {
        self.told.push(match update {
            Update::Begins(progress) => {
                if progress.model == "threads" && progress.measured {
                    self.cancel.skip();
                }
                return async { Answer::GoOn }.boxed_local();
            }
            Update::Warmed(sample) => format!("{} warmed", sample.model),
            Update::Ended(sample) => format!("{} {}", sample.model, sample.round),
            Update::Unavailable { model, why } => format!("{model}: {why}"),
        });
        async { Answer::GoOn }.boxed_local()
    }
}

#[test]
fn a_model_that_is_skipped_in_mid_run_is_left_out_and_the_others_go_on() {
    let models = ["sequential", "threads"].map(str::to_owned).to_vec();
    let plan = Plan { models, runs: 2, warmup: 1, ..Plan::default() }.check().expect("a valid plan");
    let host = SimulatedHost::new(1);
    let cancel = Cancel::new();
    let mut skipping = Skipping { cancel: &cancel, told: Vec::new() };
    let ended = run(&host, &plan, &cancel, &mut skipping).now_or_never().expect("a simulation never waits");
    assert!(ended.is_some(), "the session goes on to its end");
    skipping.told.sort();
    let skipped = "threads: It was skipped while it ran, and left out from then on.";
    assert_eq!(skipping.told, ["sequential 0", "sequential 1", "sequential warmed", "threads warmed", skipped]);
}

#[test]
fn an_execution_that_was_disturbed_is_run_again_in_its_round() {
    let plan = Plan { models: vec!["async".to_owned()], runs: 2, warmup: 0, ..Plan::default() };
    let plan = plan.check().expect("a valid plan");
    let host = SimulatedHost::new(1);
    let mut disturbed = Disturbed(Vec::new());
    let ended = run(&host, &plan, &Cancel::new(), &mut disturbed).now_or_never().expect("a simulation never waits");
    assert!(ended.is_some());
    assert_eq!(disturbed.0, [0, 0, 1]);
}

#[test]
fn without_a_fixed_number_of_runs_a_session_ends_when_its_figures_are_sure_or_its_time_is_spent() {
    let session = |time_s, parameters: &str| {
        let json = format!(r#"{{"workload": "arithmetic", "parameters": {parameters}, "time_s": {time_s}}}"#);
        let plan = serde_json::from_str::<Plan>(&json).expect("a plan").check().expect("a valid plan");
        let host = SimulatedHost::new(1);
        let mut rounds = Disturbed(vec![0]);
        let ended = run(&host, &plan, &Cancel::new(), &mut rounds).now_or_never().expect("a simulation never waits");
        (ended.expect("nobody stopped it"), rounds.0.last().copied().expect("a round") + 1)
    };
    // The simulated machine hardly wavers: six rounds are enough, after three to see that it is warm.
    let (summary, rounds) = session(60, r#"{"time_scale": 10}"#);
    assert_eq!((summary.end, summary.warmup_rounds, summary.steady, rounds), (SessionEnd::Sure, 3, true, 6));
    // One round takes some 13 virtual seconds: there is time for a round to warm up and three more.
    let (summary, rounds) = session(60, r#"{"time_scale": 100}"#);
    assert_eq!((summary.end, summary.warmup_rounds, summary.steady), (SessionEnd::TimeSpent, 1, false));
    assert!((2..6).contains(&rounds), "{rounds}");
    // Six rounds would take a tenth more than there is, and have a verdict: half as much again is allowed for that.
    let (summary, rounds) = session(85, r#"{"time_scale": 100}"#);
    assert_eq!((summary.end, rounds), (SessionEnd::Sure, 6));
    // Where even that gives none, nothing is added: six rounds would take more than half as long again as this.
    let (summary, rounds) = session(50, r#"{"time_scale": 100}"#);
    assert_eq!(summary.end, SessionEnd::TimeSpent);
    assert!(rounds < 5, "{rounds}");
    // However little time there is, everything runs once.
    let (summary, rounds) = session(1, r#"{"time_scale": 100}"#);
    assert_eq!((summary.end, rounds), (SessionEnd::TimeSpent, 1));
}

/// A model in one of several places, whose times waver by so many milliseconds around a hundred.
struct Wavering {
    place: usize,
    by_ms: u64,
}

impl Runner for Wavering {
    fn group(&self) -> usize {
        self.place
    }

    fn model(&self) -> &'static str {
        "sequential"
    }

    fn name(&self) -> String {
        self.model().to_owned()
    }

    fn run<'a>(&'a mut self, round: u64, _: &'a Cancel) -> LocalBoxFuture<'a, Result<Sample, RunError>> {
        let wall_ns = (100 + round * 5 % 12 * self.by_ms / 6 - self.by_ms) * 1_000_000;
        let record = Record::Outside { workers: 1, output: Vec::new() };
        let (model, tasks, observations, dead_ends) = (self.name(), vec![Ok(1)], Vec::new(), Vec::new());
        async move { Ok(Sample { model, round, wall_ns, tasks, observations, dead_ends, record }) }.boxed_local()
    }
}

#[test]
fn in_several_places_a_session_goes_on_until_the_ratios_between_them_are_sure() {
    let plan = Plan { models: vec!["sequential".to_owned()], ..Plan::default() }.check().expect("a valid plan");
    let ended = |rounds: Rounds, by_ms| {
        let places = [Wavering { place: 0, by_ms: 0 }, Wavering { place: 1, by_ms }];
        let runners = places.map(|place| Box::new(place) as Box<dyn Runner>).into();
        let clock = SimulatedHost::new(1).gauges().clock;
        let session = run_rounds(runners, rounds, clock, &Cancel::new(), &mut Counting(Vec::new())).now_or_never();
        session.expect("nobody waits").expect("nobody stopped it").end
    };
    assert_eq!(ended(Rounds::in_places(&plan, 1, 2), 0), SessionEnd::Sure);
    assert_eq!(ended(Rounds::in_places(&plan, 1, 2), 40), SessionEnd::MostRuns);
    assert_eq!(ended(Rounds::of(&plan, 2), 40), SessionEnd::Sure, "two plans of a sweep are not compared");
}

#[test]
fn in_several_places_as_much_time_again_is_added_for_a_verdict() {
    let json = r#"{"workload": "arithmetic", "parameters": {"time_scale": 100}, "time_s": 30}"#;
    let plan = serde_json::from_str::<Plan>(json).expect("a plan").check().expect("a valid plan");
    let measured = |rounds: Rounds| {
        let host = SimulatedHost::new(1);
        let mut seen = Disturbed(vec![0]);
        let all = runners(&host, std::slice::from_ref(&plan));
        let ended = run_rounds(all, rounds, host.gauges().clock, &Cancel::new(), &mut seen).now_or_never();
        assert!(ended.flatten().is_some(), "nobody stopped it");
        seen.0.last().copied().expect("a round") + 1
    };
    // A round takes some 13 virtual seconds, and six of them with one to warm up more than 90, which is all that two plans may take.
    assert!(measured(Rounds::of(&plan, 2)) < 6);
    assert_eq!(measured(Rounds::in_places(&plan, 1, 2)), 6);
}

#[test]
fn on_a_busy_machine_nobody_can_tell_who_is_faster() {
    let plan =
        Plan { models: vec!["sequential".to_owned(), "async".to_owned()], runs: 8, warmup: 0, ..Plan::default() };
    let plan = Plan { workload: "arithmetic".to_owned(), ..plan }.check().expect("a valid plan");
    let host = SimulatedHost::new(1);
    let mut kept = Kept(Vec::new());
    let session = run(&host, &plan, &Cancel::new(), &mut kept).now_or_never().expect("a simulation never waits");
    let judged = |cores_of_two| {
        let environment = Environment { cores_of_two, ..host.environment() };
        let created = String::new();
        let unavailable = Vec::new();
        let findings =
            Findings { created, environment, warmups: Vec::new(), samples: kept.0.clone(), unavailable, session };
        let report = assemble::report(&plan, &findings);
        (report.results[1].verdict, report.warnings.iter().any(|warning| warning.code == "busy-machine"))
    };
    assert_eq!(judged(Some(1.9)), (Some(Verdict::Faster), false));
    assert_eq!(judged(Some(1.4)), (Some(Verdict::CannotTell), true));
    assert_eq!(judged(None), (Some(Verdict::Faster), false));
}

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
