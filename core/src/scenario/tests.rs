//! What is read, what is refused, and where the refusal points.

use super::{MAX_BYTES, Step, builtin, parse};

fn fault(text: &str) -> String {
    parse(text).expect_err("the text has a mistake").to_string()
}

fn of_steps(steps: &str) -> String {
    format!("locks = [\"pen\"]\nqueues = {{ shelf = 2 }}\n[[task]]\nname = \"a\"\nsteps = [\n{steps}\n]\n")
}

#[test]
fn every_built_in_scenario_can_be_read() {
    for (id, text) in builtin::ALL {
        let scenario = parse(text).unwrap_or_else(|fault| panic!("{id}: {fault}"));
        assert!(scenario.tasks.len() >= 2, "{id} has tasks that can be concurrent");
        assert_ne!(scenario.title, "Your own scenario", "{id} has a title");
    }
    assert!(builtin::ALL.len() >= 8);
}

#[test]
fn a_misspelt_step_is_pointed_at_and_the_nearest_word_offered() {
    let message = fault(&of_steps("  { cpu = 5 },\n  { wiat = 5 },"));
    assert!(message.starts_with("Line 7, column 3: 'wiat' is no step. Did you mean 'wait'?"), "{message}");
}

#[test]
fn a_lock_that_does_not_exist_is_named_with_those_that_do() {
    let message = fault(&of_steps("  { lock = \"pin\" },"));
    assert_eq!(message, "Line 6, column 12: There is no lock called 'pin'. Did you mean 'pen'? There are: pen.");
}

#[test]
fn a_key_that_a_step_does_not_have_is_refused() {
    let message = fault(&of_steps("  { send = \"shelf\", itme = 3 },"));
    assert!(message.contains("Line 6, column 21: The step 'send' has no 'itme'. Did you mean 'item'?"), "{message}");
}

#[test]
fn broken_toml_is_refused_with_its_place() {
    let message = fault("[[task]]\nname = \"a\nsteps = []\n");
    assert!(message.starts_with("Line 2, column "), "{message}");
    assert!(message.contains("This is not TOML"), "{message}");
}

#[test]
fn numbers_out_of_range_are_refused_with_the_range() {
    for (step, range) in
        [("{ cpu = 0 }", "from 1 to 10\u{202f}000\u{202f}000\u{202f}000"), ("{ wait = -1 }", "from 1 to 60\u{202f}000")]
    {
        let message = fault(&of_steps(step));
        assert!(message.contains(range), "{message}");
    }
}

#[test]
fn work_beyond_the_limits_is_refused_with_the_limit() {
    let nested = "{ repeat = 10000, steps = [{ repeat = 10000, steps = [{ print = \"x\" }] }] }";
    assert!(fault(&of_steps(nested)).contains("20\u{202f}000 is the limit"));
    let long = "{ repeat = 10, steps = [{ cpu = 10000000000 }] }";
    assert!(fault(&of_steps(long)).contains("20\u{202f}000\u{202f}000\u{202f}000 is the limit"));
    let many = "[[task]]\nname = \"N\"\nsteps = []\n".repeat(40);
    let many: String = many
        .split("N\"")
        .enumerate()
        .map(|(i, part)| if i == 0 { part.to_owned() } else { format!("{i}\"{part}") })
        .collect();
    assert!(fault(&many).contains("32 tasks are the limit"));
    assert!(fault(&" ".repeat(MAX_BYTES + 1)).contains("is the limit"));
}

#[test]
fn repetitions_of_nothing_count_as_steps() {
    let empty = "{ repeat = 10000, steps = [{ repeat = 10000, steps = [] }] }";
    assert!(fault(&of_steps(empty)).contains("ask for 100\u{202f}010\u{202f}000 steps; 20\u{202f}000 is the limit"));
}

#[test]
fn a_task_is_not_spawned_or_joined_again_and_again() {
    let repeated = |step: &str| fault(&of_steps(&format!("{{ repeat = 2, steps = [{step}] }}")));
    assert!(repeated("{ spawn = \"a\" }").contains("'spawn' cannot be repeated: a task begins only once."));
    assert!(repeated("{ join = \"a\" }").contains("'join' cannot be repeated: a task ends only once."));
}

#[test]
fn deeply_nested_steps_are_refused_and_do_not_overflow_the_stack() {
    let nested = |levels: usize| {
        let steps =
            (0..levels).fold("{ print = \"x\" }".to_owned(), |steps, _| format!("{{ repeat = 1, steps = [{steps}] }}"));
        fault(&of_steps(&steps))
    };
    assert!(nested(20).contains("8 levels of steps within steps are the limit"));
    // The TOML reader has a limit of its own, which comes first.
    assert!(nested(200).contains("This is not TOML"));
}

#[test]
fn two_tasks_of_one_name_and_a_scenario_without_tasks_are_refused() {
    assert!(
        fault("[[task]]\nname = \"a\"\nsteps = []\n[[task]]\nname = \"a\"\nsteps = []\n")
            .contains("two tasks called 'a'")
    );
    assert!(fault("title = \"x\"\n").contains("There are no tasks"));
    assert!(fault("task = []\n").contains("There are no tasks"));
}

#[test]
fn tasks_and_steps_know_the_lines_on_which_they_begin() {
    let text = "title = \"é\"\r\n\n[[task]]\nname = \"a\"\nsteps = [\n  { cpu = 5 }, { wait = 1 },\n  { repeat = 2, steps = [\n    { print = \"x\" },\n  ] },\n]\n[[task]]\nname = \"b\"\nsteps = []\n";
    let scenario = parse(text).expect("it can be read");
    assert_eq!(scenario.tasks.iter().map(|task| task.line).collect::<Vec<_>>(), [3, 11]);
    let steps = &scenario.tasks[0].steps;
    assert_eq!(steps.iter().map(|step| step.line).collect::<Vec<_>>(), [6, 6, 7]);
    assert!(matches!(&steps[2].step, Step::Repeat { steps, .. } if steps[0].line == 8));
}

#[test]
fn spawn_and_join_become_messages_between_the_tasks() {
    let scenario = parse(builtin::text("spawn-and-join").expect("it is built in")).expect("it can be read");
    let [main, add, sub] = scenario.tasks.as_slice() else { panic!("it has three tasks") };
    for (task, spawns, joins) in [(add, 1, 4), (sub, 2, 5)] {
        let queue = task.starts_by.expect("it is spawned");
        assert!(matches!(main.steps[spawns].step, Step::Send { queue: by, .. } if by == queue));
        assert_eq!(main.steps[joins].step, Step::Receive(task.ends_to[0]));
    }
}
