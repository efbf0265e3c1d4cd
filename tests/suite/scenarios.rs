//! Random scenarios on any host: whatever tasks spawn, join, lock, send, fail and wait for, every model comes to an end, keeps the
//! invariants, and finds a wait that can never end exactly where there is one.

use std::ops::Range;

use interleave_core::cancel::Cancel;
use interleave_core::host::Host;
use interleave_core::model::{self, Model};
use interleave_core::random::Random;
use interleave_core::run::{self, CheckedPlan, Outcome};
use interleave_core::sim::SimulatedHost;

use super::{check, plan};

/// Of each seed makes two scenarios: one in which chance decides who comes first, and one in which that changes nothing. Runs both under
/// every model but those of `skip`, and gives to `say`, before a scenario runs, what is needed to run it again. Gives how many of the latter
/// have a wait that never ends.
pub async fn check_random(host: &dyn Host, seeds: Range<u64>, skip: &[&str], cancel: &Cancel, say: fn(&str)) -> usize {
    let mut stalls = 0;
    for seed in seeds {
        let random = || Random::new(seed);
        for (text, is_decided) in [(racing(&mut random()), false), (decided(&mut random()), true)] {
            say(&format!("seed {seed}:\n{text}"));
            let json = serde_json::json!({ "workload": "scenario", "parameters": { "text": text } });
            let plan = plan(&json.to_string());
            let one_by_one = model::find("sequential").expect("there is this model");
            let expected = execute(&SimulatedHost::new(seed), &plan, one_by_one, cancel).await;
            stalls += usize::from(is_decided && !expected.dead_ends.is_empty());
            for model in plan.models.iter().filter(|model| !skip.contains(&model.id)) {
                let outcome = execute(host, &plan, model, cancel).await;
                check(model, &outcome);
                stalls_are_told(model, &outcome);
                if is_decided {
                    assert_eq!(outcome.tasks, expected.tasks, "{}: every task comes to the same end", model.id);
                    assert_eq!(outcome.dead_ends, expected.dead_ends, "{}: the same waits never end", model.id);
                }
                answers_agree(model, &outcome, &expected);
            }
        }
    }
    stalls
}

async fn execute(host: &dyn Host, plan: &CheckedPlan, model: &'static Model, cancel: &Cancel) -> Outcome {
    run::execute(host, plan, model, cancel).await.expect("the run comes to its end")
}

/// Those that are stuck fail with the reason, and nobody else does.
fn stalls_are_told(model: &Model, outcome: &Outcome) {
    let stuck = |why: &String| why.starts_with("Deadlock") || why.starts_with("Nobody");
    let stuck = outcome.tasks.iter().any(|task| task.as_ref().is_err_and(stuck));
    assert_eq!(stuck, !outcome.dead_ends.is_empty(), "{}: {:?}", model.id, outcome.dead_ends);
}

/// Tasks that are done both here and there have done the same.
fn answers_agree(model: &Model, outcome: &Outcome, expected: &Outcome) {
    assert_eq!(outcome.tasks.len(), expected.tasks.len(), "{}", model.id);
    for (one, other) in outcome.tasks.iter().zip(&expected.tasks) {
        if let (Ok(one), Ok(other)) = (one, other) {
            assert_eq!(one, other, "{}", model.id);
        }
    }
}

/// The steps of each task.
type Tasks = Vec<Vec<String>>;

/// Tasks that share two locks, two queues and a cell in any way: some of them get stuck in some orders and not in others.
fn racing(random: &mut Random) -> String {
    let mut tasks: Tasks = Vec::new();
    for _ in 0..1 + random.below(4) {
        tasks.push((0..random.below(8)).map(|_| racing_step(random)).collect());
    }
    spawns_and_joins(&mut tasks, random);
    written("locks = [\"l0\", \"l1\"]\nqueues = { q0 = 1, q1 = 2 }\n", &tasks)
}

fn racing_step(random: &mut Random) -> String {
    let of_two = random.below(2);
    match random.below(9) {
        0 => format!("{{ lock = \"l{of_two}\" }}"),
        1 => format!("{{ unlock = \"l{of_two}\" }}"),
        2 => format!("{{ send = \"q{of_two}\", item = {} }}", random.below(9)),
        3 => format!("{{ recv = \"q{of_two}\" }}"),
        4 => "{ load = \"c\" }, { store = \"c\", plus = 1 }".to_owned(),
        5 => format!("{{ repeat = 2, steps = [{{ send = \"q{of_two}\" }}, {{ wait = 1 }}] }}"),
        _ => own_step(random),
    }
}

/// Every queue has one sender and one receiver, and nobody waits for a queue while holding a lock: what each task comes to, and whether
/// some wait never ends, does not depend on who comes first.
fn decided(random: &mut Random) -> String {
    let names = 1 + random.below(4);
    let mut tasks: Tasks = Vec::new();
    for _ in 0..names {
        tasks.push((0..random.below(5)).map(|_| decided_step(random)).collect());
    }
    let mut queues = Vec::new();
    for queue in 0..random.below(3) {
        queues.push(format!("q{queue} = {}", 1 + random.below(2)));
        let sends = 1 + random.below(3);
        // Now and then there are too many of one or of the other.
        let receives = if random.below(4) == 0 { 1 + random.below(3) } else { sends };
        let (from, to) = (random.below(names) as usize, random.below(names) as usize);
        for item in 0..sends {
            put(&mut tasks[from], format!("{{ send = \"q{queue}\", item = {item} }}"), random);
        }
        for _ in 0..receives {
            put(&mut tasks[to], format!("{{ recv = \"q{queue}\" }}"), random);
        }
    }
    spawns_and_joins(&mut tasks, random);
    written(&format!("locks = [\"l0\", \"l1\"]\nqueues = {{ {} }}\n", queues.join(", ")), &tasks)
}

fn decided_step(random: &mut Random) -> String {
    match random.below(4) {
        // Always in the same order, so that nobody waits in a circle.
        0 => "{ lock = \"l0\" }, { wait = 1 }, { lock = \"l1\" }, { add = \"c\" }, { unlock = \"l1\" }, { unlock = \"l0\" }".to_owned(),
        1 => format!("{{ lock = \"l1\" }}, {}, {{ unlock = \"l1\" }}", own_step(random)),
        _ => own_step(random),
    }
}

/// What concerns nobody else.
fn own_step(random: &mut Random) -> String {
    match random.below(24) {
        0..10 => format!("{{ cpu = {} }}", 1 + random.below(200_000)),
        10..15 => format!("{{ wait = {} }}", 1 + random.below(3)),
        15..20 => "{ add = \"c\" }".to_owned(),
        20..22 => "{ print = \"here\" }".to_owned(),
        22 => "{ repeat = 2, steps = [{ add = \"c\", by = 2 }, { wait = 1 }] }".to_owned(),
        _ => "{ fail = \"on purpose\" }".to_owned(),
    }
}

/// Has some tasks begun by others, which may be themselves and then never begin, and some wait for the end of others.
fn spawns_and_joins(tasks: &mut Tasks, random: &mut Random) {
    let names = tasks.len() as u64;
    for spawned in 0..names {
        if random.below(5) == 0 {
            let by = random.below(names) as usize;
            put(&mut tasks[by], format!("{{ spawn = \"t{spawned}\" }}"), random);
        }
    }
    for _ in 0..random.below(2) {
        let (by, joined) = (random.below(names) as usize, random.below(names));
        put(&mut tasks[by], format!("{{ join = \"t{joined}\" }}"), random);
    }
}

fn put(steps: &mut Vec<String>, step: String, random: &mut Random) {
    steps.insert(random.below(steps.len() as u64 + 1) as usize, step);
}

fn written(shared: &str, tasks: &Tasks) -> String {
    let mut text = format!("{shared}cells = {{ c = 0 }}\n");
    for (number, steps) in tasks.iter().enumerate() {
        text += &format!("[[task]]\nname = \"t{number}\"\nsteps = [{}]\n", steps.join(", "));
    }
    text
}
