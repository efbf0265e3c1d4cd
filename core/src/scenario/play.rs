//! Plays one task of a scenario.

use std::time::Duration;

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::{Script, Step};
use crate::cx::Cx;
use crate::workload::count;

/// Runs every step of a task. Its result adds up what its `cpu` steps computed: the same under every model.
///
/// # Errors
/// The step that failed, or the wait that could never have ended.
pub async fn play(cx: Cx<'_>, script: &Script) -> Result<u64, String> {
    if let Some(queue) = script.starts_by {
        cx.receive(queue).await.map_err(|stuck| stuck.to_string())?;
    }
    let mut hand = Hand { value: 0, computed: 0 };
    let played = steps(cx, &script.steps, &mut hand).await;
    // Whoever joins this task waits for its end, however it ended.
    for queue in &script.ends_to {
        cx.send(*queue, 0).await.map_err(|stuck| stuck.to_string())?;
    }
    played.map(|()| hand.computed)
}

/// What a task has at hand.
struct Hand {
    /// The number it last loaded or received.
    value: i64,
    computed: u64,
}

fn steps<'a>(cx: Cx<'a>, list: &'a [Step], hand: &'a mut Hand) -> LocalBoxFuture<'a, Result<(), String>> {
    async move {
        for step in list {
            one(cx, step, hand).await?;
        }
        Ok(())
    }
    .boxed_local()
}

async fn one(cx: Cx<'_>, step: &Step, hand: &mut Hand) -> Result<(), String> {
    let asked = match step {
        Step::Cpu(iterations) => {
            hand.computed = hand.computed.wrapping_add(compute(cx, *iterations).await);
            Ok(())
        }
        Step::Wait(ms) => {
            cx.sleep(Duration::from_millis(*ms)).await;
            Ok(())
        }
        Step::Print(line) => {
            cx.print(format_args!("{line}")).await;
            Ok(())
        }
        Step::Lock(lock) => cx.lock(*lock).await,
        Step::Unlock(lock) => cx.unlock(*lock).await,
        Step::Send { queue, item } => cx.send(*queue, item.unwrap_or(hand.value)).await,
        Step::Receive(queue) => cx.receive(*queue).await.map(|item| hand.value = item),
        Step::Load(cell) => {
            hand.value = cx.load(*cell);
            Ok(())
        }
        Step::Store { cell, plus } => {
            cx.store(*cell, hand.value.wrapping_add(*plus));
            Ok(())
        }
        Step::Add { cell, by } => {
            cx.add(*cell, *by);
            Ok(())
        }
        Step::Fail(why) => return Err(why.clone()),
        Step::Repeat { times, steps: list } => {
            for _ in 0..*times {
                steps(cx, list, hand).await?;
            }
            Ok(())
        }
    };
    asked.map_err(|stuck| stuck.to_string())
}

/// The same loop as in `count`, so that scenarios can be compared with it.
async fn compute(cx: Cx<'_>, iterations: u64) -> u64 {
    let mut sum = 0;
    let mut begin = 0;
    while begin < iterations {
        let end = iterations.min(begin + count::SLICE);
        sum = count::add_up(sum, begin, end);
        begin = end;
        cx.checkpoint().await;
    }
    sum
}
