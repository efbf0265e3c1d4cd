//! The GIL's behaviours G1, G2, G4, G6, G9, G14, G16 and G18 on any host that has threads: by the order of events, not by time.

use std::future::poll_fn;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Poll, Waker};

use futures::future::FutureExt as _;
use interleave_core::cancel::Cancel;
use interleave_core::fold::holds::holds;
use interleave_core::gil::lock::{Hand, Lock, Patience, Take};
use interleave_core::host::{Host, Pulse, SendStart};
use interleave_core::trace::{Cause, Event, EventKind, LaneId, TaskId, Trace};

use super::{only_the_holder_computes, outcome, plan};

const TAKEN: EventKind = EventKind::Acquired { resource: 0 };

/// Every behaviour.
pub async fn check_gil(host: &dyn Host) {
    g1_one_thread_holds_the_lock_at_a_time(host).await;
    g2_a_thread_alone_never_switches(host).await;
    g4_two_threads_take_turns(host).await;
    g6_who_drops_on_request_is_not_the_next_holder(host).await;
    g9_a_call_that_keeps_the_lock_stops_all_others(host).await;
    g14_switches_happen_at_checkpoints_only(host).await;
    g16_a_death_does_not_block_the_lock(host);
    g18_a_computing_task_stops_its_event_loop(host).await;
}

/// Threads that compute and threads that nap, at a switch interval of half a millisecond.
async fn lab(host: &dyn Host, computing: u64, waiting: u64, checkpoint: &str) -> Trace {
    let workers = computing + waiting;
    let json = format!(
        r#"{{"workload": "gil-lab", "workers": {workers}, "switch_interval_us": 500, "parameters":
        {{"computing": {computing}, "waiting": {waiting}, "slices": 2000, "naps": 10, "checkpoint": "{checkpoint}"}}}}"#
    );
    outcome(host, &plan(&json), "gil").await.trace
}

async fn g1_one_thread_holds_the_lock_at_a_time(host: &dyn Host) {
    only_the_holder_computes(&lab(host, 2, 2, "each-slice").await);
}

async fn g2_a_thread_alone_never_switches(host: &dyn Host) {
    let trace = lab(host, 1, 0, "each-slice").await;
    assert!(!trace.events.iter().any(|event| matches!(event.kind, EventKind::DropRequested { .. })));
    assert_eq!(holds(&trace, 0).len(), 1, "it takes the lock once");
}

async fn g4_two_threads_take_turns(host: &dyn Host) {
    let trace = lab(host, 2, 0, "each-slice").await;
    let begin = trace.events.iter().rposition(|event| event.kind == EventKind::TaskStarted).expect("both start");
    let end = trace.events.iter().position(|event| event.kind == EventKind::TaskEnded).expect("both end");
    let both = trace.events.get(begin..end).expect("the second one starts before the first one ends");
    let lanes: Vec<LaneId> = both.iter().filter(|event| event.kind == TAKEN).map(|event| event.lane).collect();
    assert!(lanes.len() > 2, "they switch again and again");
    assert!(lanes.windows(2).all(|pair| pair[0] != pair[1]), "after a turn it is the other one's");
}

async fn g6_who_drops_on_request_is_not_the_next_holder(host: &dyn Host) {
    let holds = holds(&lab(host, 2, 2, "each-slice").await, 0);
    let forced: Vec<_> = holds.windows(2).filter(|pair| pair[0].forced).collect();
    assert!(!forced.is_empty(), "somebody gives way");
    assert!(forced.iter().all(|pair| pair[0].asked && pair[0].lane != pair[1].lane));
}

/// The lock goes to nobody else between the beginning and the end of the call, however long others have wanted it.
async fn g9_a_call_that_keeps_the_lock_stops_all_others(host: &dyn Host) {
    let trace = lab(host, 1, 1, "none").await;
    let of_call = |wanted| move |event: &Event| is(event, 0, wanted);
    let begin = trace.events.iter().position(of_call(EventKind::TaskStarted)).expect("the call begins");
    let end = trace.events.iter().position(of_call(EventKind::TaskEnded)).expect("the call ends");
    let call = &trace.events[begin..end];
    assert!(
        call.iter().any(|event| matches!(event.kind, EventKind::DropRequested { .. })),
        "the other one asks for it"
    );
    assert!(!call.iter().any(|event| event.kind == TAKEN), "and does not get it");
}

/// With a checkpoint within each update every switch loses some, between two updates none.
async fn g14_switches_happen_at_checkpoints_only(host: &dyn Host) {
    for (checkpoint, loses) in [("each-slice", false), ("within-update", true)] {
        let json = format!(
            r#"{{"workload": "gil-lab", "workers": 2, "switch_interval_us": 1, "parameters":
            {{"computing": 2, "waiting": 0, "slices": 4000, "naps": 0, "checkpoint": "{checkpoint}"}}}}"#
        );
        let outcome = outcome(host, &plan(&json), "gil").await;
        let (_, lost) = outcome.observations.iter().find(|(name, _)| name == "lost updates").expect("it is observed");
        let switches = holds(&outcome.trace, 0).iter().filter(|hold| hold.forced).count();
        assert!(switches > 2, "{checkpoint}: they switch again and again");
        assert_eq!(*lost > 0, loses, "{checkpoint}: {lost} updates are lost, {switches} switches");
    }
}

/// A holder dies beside one who waits, and one who asked dies beside a holder who gave way to it: in both cases the other is
/// woken, not only let in when it looks again after ten seconds.
fn g16_a_death_does_not_block_the_lock(host: &dyn Host) {
    const LOOKS_AGAIN_NS: u64 = 10_000_000_000;
    let clock = host.gauges().clock;
    let late = move |began| clock() >= began + LOOKS_AGAIN_NS;
    for holder_dies in [true, false] {
        let lock = Lock::new(Patience::Interval { ns: u64::MAX });
        let (held, wanted, gave_way) = (AtomicBool::new(false), AtomicBool::new(false), AtomicBool::new(false));
        let (lock, held, wanted, gave_way) = (&lock, &held, &wanted, &gave_way);
        let holder = move |pulse: Rc<Pulse>| {
            async move {
                let hand = Hand::new(lock);
                assert_eq!(hand.poll_take(0, Waker::noop(), |_| {}), Take::Taken);
                held.store(true, Ordering::SeqCst);
                seen(wanted);
                if holder_dies {
                    return;
                }
                let began = clock();
                poll_fn(|cx| {
                    let dropped = hand.poll_drop(cx.waker(), |_| {});
                    pulse.wake_at(began + LOOKS_AGAIN_NS, cx.waker());
                    gave_way.store(true, Ordering::SeqCst);
                    if late(began) { Poll::Ready(()) } else { dropped }
                })
                .await;
                assert!(!late(began), "who gave way is woken by the death of who asked");
            }
            .boxed_local()
        };
        let waiter = move |pulse: Rc<Pulse>| {
            async move {
                seen(held);
                let hand = Hand::new(lock);
                if !holder_dies {
                    let _ = [0, u64::MAX].map(|now_ns| hand.poll_take(now_ns, Waker::noop(), |_| {}));
                    wanted.store(true, Ordering::SeqCst);
                    return seen(gave_way);
                }
                let began = clock();
                poll_fn(|cx| {
                    let take = hand.poll_take(0, cx.waker(), |_| {});
                    pulse.wake_at(began + LOOKS_AGAIN_NS, cx.waker());
                    wanted.store(true, Ordering::SeqCst);
                    if take == Take::Taken || late(began) { Poll::Ready(()) } else { Poll::Pending }
                })
                .await;
                assert!(!late(began), "who waits is woken by the death of the holder");
            }
            .boxed_local()
        };
        let lanes: Vec<SendStart<'_>> = vec![Box::new(holder), Box::new(waiter)];
        host.parallel(&Cancel::new(), lanes).expect("two threads can be had");
    }
}

/// Waits for the other thread, which is at work and does not need this one's core for long.
fn seen(flag: &AtomicBool) {
    while !flag.load(Ordering::SeqCst) {
        std::hint::spin_loop();
    }
}

/// One lane; two sleeps overlap; and while one task computes, the nap of the other one goes on and on.
async fn g18_a_computing_task_stops_its_event_loop(host: &dyn Host) {
    let json = serde_json::json!({ "workload": "scenario", "parameters": { "text": r#"
        task = [
            { name = "computes", steps = [{ wait = 5 }, { cpu = 20_000_000 }] },
            { name = "naps", steps = [{ repeat = 40, steps = [{ wait = 1 }] }] },
        ]"# } });
    let trace = outcome(host, &plan(&json.to_string()), "async").await.trace;
    assert_eq!(trace.lanes.len(), 1, "an event loop has one thread");
    let asleep = EventKind::Suspended { cause: Cause::Sleep };
    let at = |task, kind| trace.events.iter().position(|event| is(event, task, kind)).expect("it happens");
    let (begin, end) = (at(0, EventKind::Resumed), at(0, EventKind::TaskEnded));
    assert!(at(0, asleep) < begin && at(1, asleep) < begin, "both sleep at once");
    assert!(trace.events[begin..end].iter().all(|event| event.task != Some(1)), "nobody else runs meanwhile");
    let before = trace.events[..begin].iter().rfind(|event| event.task == Some(1)).expect("it has begun");
    assert_eq!(before.kind, asleep, "the other one naps when the computing begins");
    let after = trace.events[end..].iter().find(|event| event.task == Some(1)).expect("it goes on");
    assert_eq!(after.kind, EventKind::Resumed, "and is woken when it is over");
}

fn is(event: &Event, task: TaskId, kind: EventKind) -> bool {
    event.task == Some(task) && event.kind == kind
}
