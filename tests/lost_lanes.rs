//! The model `distributed` where lanes are lost all the time, in virtual time: no task is lost, none counts twice, and what tasks do to the
//! world is done once.
#![cfg(not(target_arch = "wasm32"))]

#[allow(dead_code, reason = "these tests use only a part of it")]
mod suite;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures::executor::block_on;
use futures::future::{FutureExt as _, LocalBoxFuture};
use interleave_core::assemble::{self, Findings};
use interleave_core::cancel::Cancel;
use interleave_core::clock::Gauges;
use interleave_core::host::{Channel, Environment, Host, HostError, Message, Place, SendStart, Start};
use interleave_core::model;
use interleave_core::outside::Outside;
use interleave_core::random::Random;
use interleave_core::run::{self, Sample};
use interleave_core::sim::SimulatedHost;
use interleave_core::trace::{EventKind, LaneId};
use suite::{every_workload, outcome, plan};

/// An ideal machine whose workers are processes of its own, of which some are lost.
struct Lossy {
    ideal: SimulatedHost,
    random: RefCell<Random>,
    /// So many more are mortal, and say less than so much.
    mortal: Cell<(u64, u64)>,
    lost: Rc<Cell<usize>>,
    /// Nobody lends more than so many.
    lends: Cell<u64>,
}

impl Lossy {
    fn new(seed: u64, mortal: (u64, u64)) -> Self {
        Self {
            ideal: suite::simulated(seed),
            random: RefCell::new(Random::new(seed)),
            mortal: Cell::new(mortal),
            lost: Rc::default(),
            lends: Cell::new(u64::MAX),
        }
    }
}

/// A process that says so much and is lost then.
struct Mortal {
    channel: Box<dyn Channel>,
    says: Cell<u64>,
    lost: Rc<Cell<usize>>,
}

impl Channel for Mortal {
    fn process(&self) -> u32 {
        self.channel.process()
    }

    fn worker(&self) -> Option<&str> {
        Some("somebody")
    }

    fn send(&self, message: Message) -> Result<(), HostError> {
        self.channel.send(message)
    }

    fn receive(&self) -> LocalBoxFuture<'_, Result<Message, HostError>> {
        async {
            let message = self.channel.receive().await;
            let Some(left) = self.says.get().checked_sub(1) else {
                self.lost.set(self.lost.get() + 1);
                return Err(HostError::Gone("it was lost".to_owned()));
            };
            self.says.set(left);
            message
        }
        .boxed_local()
    }
}

impl Host for Lossy {
    fn gauges(&self) -> Gauges {
        self.ideal.gauges()
    }

    fn parallel<'a>(&self, cancel: &'a Cancel, lanes: Vec<SendStart<'a>>) -> Result<(), HostError> {
        self.ideal.parallel(cancel, lanes)
    }

    fn blocking<'a>(&'a self, cancel: &'a Cancel, lane: Start<'a>) -> LocalBoxFuture<'a, ()> {
        self.ideal.blocking(cancel, lane)
    }

    fn event_loop<'a>(&'a self, cancel: &'a Cancel, lane: Start<'a>) -> LocalBoxFuture<'a, ()> {
        self.ideal.event_loop(cancel, lane)
    }

    fn launch(&self, lane: LaneId, place: Place) -> LocalBoxFuture<'_, Result<Box<dyn Channel>, HostError>> {
        assert_eq!(place, Place::Elsewhere);
        async move {
            match self.lends.get().checked_sub(1) {
                Some(left) => self.lends.set(left),
                None => std::future::pending().await,
            }
            let channel = self.ideal.launch(lane, Place::Here).await?;
            let (left, most) = self.mortal.get();
            let says = if left > 0 { self.random.borrow_mut().below(most) } else { u64::MAX };
            self.mortal.set((left.saturating_sub(1), most));
            Ok(Box::new(Mortal { channel, says: Cell::new(says), lost: self.lost.clone() }) as Box<dyn Channel>)
        }
        .boxed_local()
    }

    fn outside(&self) -> &(dyn Outside + Sync) {
        self.ideal.outside()
    }

    fn environment(&self) -> Environment {
        self.ideal.environment()
    }
}

#[test]
fn whatever_lanes_are_lost_every_workload_comes_to_the_answer_of_one_task_after_another() {
    let distributed = model::find("distributed").expect("there is such a model");
    let mut all = 0;
    for plan in every_workload(r#"{"workers": 3}"#) {
        let expected = run::checksum(&block_on(outcome(&suite::simulated(1), &plan, "sequential")).tasks);
        let shares = plan.tasks_wait_for_each_other();
        for seed in 0..12 {
            let host = Lossy::new(seed, (seed / 2, 6));
            let found = block_on(outcome(&host, &plan, "distributed"));
            let who = format!("{} with seed {seed}", plan.workload.id);
            let answer = run::checksum(&found.tasks);
            // Tasks that share something may fail for it, as in a deadlock.
            assert!(answer == expected || shares && answer.is_none(), "{who}: {answer:?}, not {expected:?}");
            let lost = found.trace.lanes.iter().filter(|lane| lane.name.ends_with("somebody, lost")).count();
            // Who is lost after the end of its work has done it.
            assert!(lost <= host.lost.get(), "{who}: {lost} rows of {} that were lost", host.lost.get());
            all += lost;
            if lost == 0 || !shares {
                // What a lane did with locks and queues is lost with it: of those that remain, not every hand-over is in the trace.
                suite::check(distributed, &found);
            }
        }
    }
    assert!(all > 200, "{all} lanes were lost");
}

#[test]
fn a_task_whose_lanes_are_always_lost_ends_the_run_with_its_name() {
    let plan = plan(r#"{"workload": "count", "parameters": {"n": 1000}, "workers": 1}"#);
    let host = Lossy::new(1, (u64::MAX, 1));
    let distributed = model::find("distributed").expect("there is such a model");
    let ended = block_on(run::execute(&host, &plan, distributed, &Cancel::new()));
    let why = ended.expect_err("it cannot come to its end").to_string();
    assert!(why.contains("was with 8 lanes, and each was lost"), "{why}");
}

#[test]
fn lanes_that_nobody_lends_are_not_waited_for_once_every_task_is_done() {
    let plan = plan(r#"{"workload": "mandelbrot", "parameters": {"width": 16, "height": 8}, "workers": 3}"#);
    let host = Lossy::new(1, (0, 1));
    host.lends.set(1);
    let found = block_on(outcome(&host, &plan, "distributed"));
    let names: Vec<&str> = found.trace.lanes.iter().map(|lane| &*lane.name).collect();
    assert_eq!(names, ["main", "process 1, somebody", "process 2, not needed", "process 3, not needed"]);
    let done = found.trace.events.iter().filter(|event| event.kind == EventKind::TaskEnded).map(|event| event.lane);
    assert!(done.clone().all(|lane| lane == 1) && done.count() == 8);
}

#[test]
fn lines_that_are_lost_with_a_lane_are_missing_in_the_output_and_counted_in_a_warning() {
    let task =
        |number| format!("[[task]]\nname = 'task {number}'\nsteps = [{{ print = 'begun' }}, {{ print = 'done' }}]\n");
    let text = serde_json::to_string(&(0..12).map(task).collect::<String>()).expect("it is text");
    let plan = plan(&format!(
        r#"{{"workload": "scenario", "parameters": {{"text": {text}}}, "workers": 2, "models": ["distributed"]}}"#
    ));
    let mut missed = 0;
    for seed in 0..20 {
        let host = Lossy::new(seed, (2, 6));
        let findings = Findings {
            created: String::new(),
            environment: host.environment(),
            warmups: Vec::new(),
            samples: vec![Sample::new(0, block_on(outcome(&host, &plan, "distributed")))],
            unavailable: Vec::new(),
            session: None,
        };
        let result = assemble::report(&plan, &findings).results.remove(0);
        let missing = 24 - result.output.len();
        let warned = result.warnings.iter().find(|warning| warning.code == "lost-lines");
        let counted = warned.map(|warning| warning.text.split(' ').next().unwrap_or_default().to_owned());
        assert_eq!(counted, (missing > 0).then(|| missing.to_string()), "{:?}", result.warnings);
        missed += missing;
    }
    assert!(missed > 20, "{missed} lines were lost");
}
