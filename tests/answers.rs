//! An answer is made from what the tasks did. Here each is counted a second time, from the parameters alone: whatever is lost, done
//! twice or left out under all models alike would otherwise still be "the same answer".
#![cfg(not(target_arch = "wasm32"))]

#[allow(dead_code, reason = "these tests use only a part of it")]
mod suite;

use futures::executor::block_on;
use interleave_core::checksum::Checksum;
use interleave_core::model;
use interleave_core::random::Random;
use interleave_core::run::Outcome;
use serde_json::{Value, json};
use suite::{check_all, outcome, plan};

/// Whether under every model each task comes to the number that is expected of it.
fn answers(workload: &str, parameters: &Value, expected: &[u64]) {
    let plan = plan(&json!({ "workload": workload, "parameters": parameters }).to_string());
    for (model, outcome) in block_on(check_all(&suite::simulated(1), &plan, &[])) {
        let found: Result<Vec<u64>, String> = outcome.tasks.into_iter().collect();
        assert_eq!(found.as_deref(), Ok(expected), "{workload} {parameters} under {model}");
    }
}

fn sum_of(numbers: &[u64]) -> u64 {
    let mut sum = Checksum::default();
    numbers.iter().for_each(|number| sum.add(*number));
    sum.value()
}

fn observed(outcome: &Outcome, name: &str) -> Option<i64> {
    outcome.observations.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
}

#[test]
fn storm_answers_with_every_wait_that_ended() {
    answers("storm", &json!({ "waits": 4, "wait_ms": 3 }), &[1_003, 2_003, 3_003, 4_003]);
}

#[test]
fn counter_answers_with_the_increments_that_were_done() {
    for fix in ["none", "mutex", "atomic"] {
        answers("counter", &json!({ "tasks": 3, "increments": 70, "fix": fix }), &[70, 70, 70]);
    }
    answers("counter", &json!({ "tasks": 3, "increments": 70, "fix": "messages" }), &[210, 70, 70]);
}

#[test]
fn philosophers_answer_with_the_forks_they_held_and_the_time_over_their_meals() {
    for fix in ["none", "order", "try-lock", "waiter"] {
        let seat = |left: u64| {
            let right = (left + 1) % 5;
            let forks = if fix == "order" { [left.min(right), left.max(right)] } else { [left, right] };
            // Two milliseconds with the first fork, two with both; and three such meals.
            sum_of(&[forks[0], forks[1], 4].repeat(3))
        };
        let expected: Vec<u64> = (0..5).map(seat).collect();
        answers("philosophers", &json!({ "meals": 3, "think_ms": 2, "fix": fix }), &expected);
    }
}

#[test]
fn pipeline_answers_with_the_items_that_were_made_and_used() {
    let parameters =
        |consumers: u64| json!({ "items": 5, "producers": 2, "consumers": consumers, "make_ms": 2, "use_ms": 3 });
    let sum = |items: std::ops::RangeInclusive<u64>, waited| {
        items.fold(0_u64, |sum, item| sum.wrapping_add(sum_of(&[item, waited])))
    };
    answers("pipeline", &parameters(1), &[sum(1..=5, 2), sum(6..=10, 2), sum(1..=10, 3)]);
    // Ten items for three: four, three and three.
    answers("pipeline", &parameters(3), &[sum(1..=5, 2), sum(6..=10, 2), sum(1..=10, 3), 3, 3]);
}

#[test]
fn mixed_answers_with_the_additions_it_made_and_the_microseconds_it_waited() {
    let parameters = json!({ "tasks": 2, "work_ms": 10, "waiting": 100, "hog": "no" });
    answers("mixed", &parameters, &[10_000, 10_000]);
    // Half of it computing: so many additions of numbers from 0 upwards.
    let additions = 5_000 * ADDITIONS_PER_US;
    let parameters = json!({ "tasks": 1, "work_ms": 10, "waiting": 50, "hog": "yes" });
    let sum = |additions: u64| additions * (additions - 1) / 2;
    answers("mixed", &parameters, &[sum(additions) + 5_000, sum(2 * additions)]);
}

/// What `mixed` takes for a microsecond of computing.
const ADDITIONS_PER_US: u64 = 1_000;

#[test]
fn count_and_arithmetic_answer_with_their_sums() {
    let sum = 100_000 * 99_999 / 2;
    answers("count", &json!({ "n": 100_000 }), &[sum, sum]);
    answers("arithmetic", &json!({ "a": 25, "b": 30, "time_scale": 1 }), &[55, (-5_i64).cast_unsigned()]);
}

#[test]
fn sort_answers_with_the_checksum_of_the_one_list_and_the_numbers_that_each_part_handed_over() {
    let numbers = |parts: u64, n: u64| {
        let length = |part: u64| n * (part + 1) / parts - n * part / parts;
        let of_part = |part: u64| {
            let mut random = Random::new((7 << 32) | part);
            (0..length(part)).map(move |_| random.next_u64()).collect::<Vec<_>>()
        };
        let mut numbers: Vec<u64> = (0..parts).flat_map(of_part).collect();
        numbers.sort_unstable();
        numbers
    };
    for (parts, handed_over) in
        [(1, &[][..]), (2, &[500]), (5, &[200, 400, 200, 200]), (8, &[125, 250, 125, 500, 125, 250, 125])]
    {
        let parameters = json!({ "n": 1_000, "parts": parts, "data_seed": 7 });
        answers("sort", &parameters, &[&[sum_of(&numbers(parts, 1_000))], handed_over].concat());
    }
}

#[test]
fn what_is_computed_of_random_data_changes_with_each_piece_more() {
    for (workload, parameter, amount) in
        [("sort", "n", 2_000), ("compress", "block_kib", 2), ("compile", "modules", 2), ("mandelbrot", "width", 20)]
    {
        let found = |amount: u64| {
            let plan = plan(&json!({ "workload": workload, "parameters": { parameter: amount } }).to_string());
            let outcomes = block_on(check_all(&suite::simulated(1), &plan, &["threads", "gil"]));
            outcomes["sequential"].tasks.clone()
        };
        assert_ne!(found(amount), found(amount + 1), "{workload}");
    }
}

#[test]
fn compress_answers_with_the_text_that_came_back_however_it_was_packed() {
    let found = |level: u64| {
        let parameters = json!({ "blocks": 2, "block_kib": 3, "level": level });
        let plan = plan(&json!({ "workload": "compress", "parameters": parameters }).to_string());
        block_on(outcome(&suite::simulated(1), &plan, "sequential")).tasks
    };
    assert_eq!(found(1), found(9));
    let bytes = |task: &Result<u64, String>| task.as_ref().map(|answer| answer & 0xffff_ffff).expect("no block fails");
    assert!(found(6).iter().all(|task| bytes(task) == 3 * 1024));
}

#[test]
fn a_text_of_ones_own_is_cut_into_blocks_and_comes_back_whole() {
    let text = "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich. ".repeat(40);
    let parameters = json!({ "blocks": 7, "text": text });
    let plan = plan(&json!({ "workload": "compress", "parameters": parameters }).to_string());
    let found: Result<Vec<u64>, String> =
        block_on(outcome(&suite::simulated(1), &plan, "sequential")).tasks.into_iter().collect();
    let found = found.expect("no block fails");
    let bytes: Vec<u64> = found.iter().map(|answer| answer & 0xffff_ffff).collect();
    assert_eq!(bytes.iter().sum::<u64>(), text.len() as u64);
    assert!(bytes.iter().max() <= bytes.iter().min().map(|least| least + 1).as_ref(), "{bytes:?}");
    answers("compress", &parameters, &found);
    assert_eq!((plan.workload.tasks)(plan.values()).len(), 7);
    let short = json!({ "blocks": 7, "text": "abc" });
    let short = suite::plan(&json!({ "workload": "compress", "parameters": short }).to_string());
    assert_eq!((short.workload.tasks)(short.values()).len(), 3, "a block has at least one byte");
}

#[test]
fn a_module_of_ones_own_is_compiled_as_often_as_a_program_has_modules() {
    let mut binaries = Checksum::default();
    (0..3).for_each(|_| binaries.add_bytes(b"\0asm\x01\0\0\0"));
    answers(
        "compile",
        &json!({ "programs": 2, "modules": 3, "text": "(module) ;; an empty one" }),
        &[binaries.value(), binaries.value()],
    );
}

#[test]
fn gil_lab_answers_with_the_additions_of_each_slice_and_the_milliseconds_of_each_nap() {
    for checkpoint in ["each-slice", "within-update", "none", "released"] {
        let parameters = json!({ "computing": 1, "waiting": 2, "slices": 3, "naps": 4, "checkpoint": checkpoint });
        let additions = 3 * (1 << 15);
        answers("gil-lab", &parameters, &[additions * (additions - 1) / 2, 4, 4]);
    }
}

#[test]
fn transfer_answers_with_every_byte_that_either_side_has_read_on_each_trip() {
    let sums = |trips: u64| {
        let parameters = json!({ "kib": 3, "trips": trips });
        let plan = plan(&json!({ "workload": "transfer", "parameters": parameters }).to_string());
        let outcome = block_on(outcome(&suite::simulated(1), &plan, "sequential"));
        let [own, read] = outcome.tasks.as_slice() else { panic!("two tasks") };
        assert_eq!(own, read, "what went out came back");
        own.clone().expect("no task fails")
    };
    let once = sums(1);
    assert!((3 * 1024 * 64..3 * 1024 * 192).contains(&once), "random bytes are 127 on average: {once}");
    for how in ["move", "copy", "share"] {
        answers("transfer", &json!({ "kib": 3, "trips": 5, "how": how }), &[5 * once, 5 * once]);
    }
}

#[test]
fn the_answer_of_a_scenario_changes_with_every_step_that_is_left_out_or_done_twice() {
    let steps = [
        "{ cpu = 1000 }",
        "{ wait = 2 }",
        "{ print = \"a\" }",
        "{ send = \"q\", item = 3 }",
        "{ recv = \"q\" }",
        "{ load = \"c\" }",
        "{ store = \"c\", plus = 1 }",
        "{ add = \"c\", by = 2 }",
        "{ repeat = 2, steps = [{ add = \"c\" }] }",
    ];
    let answer = |steps: &[&str], model: &str| {
        let text = format!(
            "queues = {{ q = 2 }}\ncells = {{ c = 0 }}\n[[task]]\nname = \"t\"\nsteps = [{}]\n",
            steps.join(",")
        );
        let plan = plan(&json!({ "workload": "scenario", "parameters": { "text": text } }).to_string());
        block_on(outcome(&suite::simulated(1), &plan, model)).tasks.remove(0)
    };
    for model in model::usual() {
        let whole = answer(&steps, model.id);
        assert_eq!(whole, answer(&steps, "sequential"), "{}", model.id);
        for (place, step) in steps.iter().enumerate() {
            let (before, after) = (&steps[..place], &steps[place + 1..]);
            assert_ne!(answer(&[before, after].concat(), model.id), whole, "{}: without {step}", model.id);
            let twice = [before, &[step, step], after].concat();
            assert_ne!(answer(&twice, model.id), whole, "{}: {step} twice", model.id);
        }
    }
}

#[test]
fn with_a_fix_nothing_is_lost_and_processes_say_whose_number_it_is() {
    for fix in ["none", "mutex", "atomic", "messages"] {
        let parameters = json!({ "tasks": 2, "increments": 3_000, "fix": fix });
        let plan = plan(&json!({ "workload": "counter", "parameters": parameters }).to_string());
        for model in model::usual() {
            let outcome = block_on(outcome(&suite::simulated(1), &plan, model.id));
            let found = ["expected", "counted", "lost updates", "the parent's copy of number"]
                .map(|name| observed(&outcome, name));
            let expected = match (fix, model.id) {
                ("none" | "mutex" | "atomic", "processes") => [Some(6_000), None, None, Some(0)],
                // On the ideal machine no lane comes between the two steps of another one.
                _ => [Some(6_000), Some(6_000), Some(0), None],
            };
            assert_eq!(found, expected, "{fix} under {}", model.id);
        }
    }
}

/// In JavaScript there are programs that Python does not have, and where those run that hold them against core's answers there may be no Rust.
#[test]
fn the_answers_that_programs_in_javascript_are_held_against_are_those_of_core() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("golden/answers.json")).expect("cases as JSON");
    for case in cases {
        let plan = plan(&json!({ "workload": case["workload"], "parameters": case["parameters"] }).to_string());
        let outcome = block_on(outcome(&suite::simulated(1), &plan, "sequential"));
        let answers: Result<Vec<String>, String> =
            outcome.tasks.into_iter().map(|answer| answer.map(|number| number.to_string())).collect();
        assert_eq!(json!(answers.expect("no task fails")), case["answers"], "of {}", case["parameters"]);
        assert_eq!(json!(outcome.trace.lines), case["lines"], "of {}", case["parameters"]);
    }
}
