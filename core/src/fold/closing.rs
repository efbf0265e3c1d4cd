//! The sentence that closes a workload: what it was made to show, said with what this run has shown.

use super::text;
use crate::model;
use crate::plan::grouped;
use crate::report::ModelResult;

/// What this run has shown of what the workload is about; nothing where the models that would show it did not run, or failed.
pub fn sentence(workload: &str, results: &[ModelResult]) -> Option<String> {
    let done: Vec<&ModelResult> = results.iter().filter(|result| result.checksum.is_some()).collect();
    match workload {
        "count" | "mandelbrot" | "sort" | "compress" | "compile" => computed_at_once(&done),
        "arithmetic" | "company" | "download" | "mixed" | "storm" => overlapping_waits(&done),
        "files" => overlapping_waits(&done).or_else(|| computed_at_once(&done)),
        "counter" => lost_updates(&done),
        "gil-lab" => waited_for_the_gil(&done),
        "philosophers" => circles(&done),
        "pipeline" => held_up_by_the_queue(&done),
        "transfer" => share_of_messages(&done),
        "scenario" => circles(&done).or_else(|| overlapping_waits(&done)).or_else(|| computed_at_once(&done)),
        _ => None,
    }
}

fn state(result: &ModelResult, name: &str) -> f64 {
    result.states_ms.get(name).copied().unwrap_or(0.0)
}

fn find<'a>(results: &[&'a ModelResult], model: &str) -> Option<&'a ModelResult> {
    results.iter().copied().find(|result| result.model == model)
}

fn title(result: &ModelResult) -> &str {
    model::title(&result.model)
}

/// How many lanes had something to compute and nothing that kept them from it, on average over the run. Who is left standing by the system, for want
/// of a core, counts as well: no lane can see that.
fn computed_at_once(results: &[&ModelResult]) -> Option<String> {
    let at_once = |result: &ModelResult| {
        let lanes = state(result, "running") / result.median_ms.filter(|median| *median > 0.0)?;
        Some((title(result).to_owned(), lanes))
    };
    let (mut several, one): (Vec<_>, Vec<_>) =
        results.iter().copied().filter_map(at_once).partition(|(_, lanes)| *lanes >= 1.2);
    several.sort_by(|a, b| b.1.total_cmp(&a.1));
    let others = one.iter().map(|(_, lanes)| *lanes).reduce(f64::max);
    let named: Vec<String> = several.iter().map(|(title, lanes)| format!("{lanes:.2} under {title}")).collect();
    match (text::list(&named), others) {
        (Some(named), Some(_)) => {
            Some(format!("Lanes free to compute at once, on average: {named}; about one under the others."))
        }
        (Some(named), None) => Some(format!("Lanes free to compute at once, on average: {named}.")),
        (None, Some(_)) => Some("Under none of these models were two lanes free to compute at once.".to_owned()),
        (None, None) => None,
    }
}

/// What the waits add up to, and who was done sooner than that.
fn overlapping_waits(results: &[&ModelResult]) -> Option<String> {
    let waited = state(find(results, "sequential")?, "waiting");
    if waited < 1.0 {
        return None;
    }
    let sooner =
        |result: &&&ModelResult| result.model != "sequential" && result.median_ms.is_some_and(|ms| ms < waited);
    let quickest = |result: &&ModelResult| {
        let lanes = if result.workers == 1 { "one lane".to_owned() } else { format!("{} lanes", result.workers) };
        Some((
            result.median_ms?,
            format!("{} after {} on {lanes}", title(result), text::milliseconds(result.median_ms?)),
        ))
    };
    let mut named: Vec<(f64, String)> = results.iter().filter(sooner).filter_map(quickest).collect();
    named.sort_by(|a, b| a.0.total_cmp(&b.0));
    let named: Vec<String> = named.into_iter().take(3).map(|(_, named)| named).collect();
    let all = format!("One after another the waits take {}.", text::milliseconds(waited));
    Some(match text::list(&named) {
        Some(named) => format!("{all} Where they overlapped, all was done sooner: {named}."),
        None => format!("{all} No model was done sooner."),
    })
}

/// Whose updates were lost, and how many at the most.
fn lost_updates(results: &[&ModelResult]) -> Option<String> {
    let lost: Vec<(&ModelResult, i64)> = results
        .iter()
        .filter_map(|result| Some((*result, *result.observations.get("lost updates")?.iter().max()?)))
        .collect();
    let expected = lost.iter().find_map(|(result, _)| result.observations.get("expected")?.first())?;
    let named: Vec<String> = lost
        .iter()
        .filter(|(_, most)| *most > 0)
        .map(|(result, most)| format!("up to {} under {}", grouped(*most), title(result)))
        .collect();
    Some(match text::list(&named) {
        Some(named) => format!("Of {} updates some were lost: {named}.", grouped(*expected)),
        None => format!("None of the {} updates was lost where the number is shared.", grouped(*expected)),
    })
}

/// How long threads that could go on stood still because another one held the lock.
fn waited_for_the_gil(results: &[&ModelResult]) -> Option<String> {
    let gil = find(results, "gil")?;
    let (blocked, wall) = (state(gil, "blocked"), gil.median_ms?);
    let told = format!(
        "Under {}, threads that could have gone on waited {} for the lock",
        title(gil),
        text::milliseconds(blocked)
    );
    let beside = find(results, "threads")?.median_ms?;
    Some(format!(
        "{told}; the run took {}, and {} without the lock.",
        text::milliseconds(wall),
        text::milliseconds(beside)
    ))
}

/// Waits that could never have ended.
fn circles(results: &[&ModelResult]) -> Option<String> {
    let found: Vec<(&ModelResult, i64)> = results
        .iter()
        .filter_map(|result| Some((*result, *result.observations.get("dead ends")?.iter().max()?)))
        .collect();
    let named: Vec<String> = found
        .iter()
        .filter(|(_, most)| *most > 0)
        .map(|(result, most)| format!("up to {} under {}", grouped(*most), title(result)))
        .collect();
    match text::list(&named) {
        Some(named) => Some(format!("Waits that could never have ended were found and broken up: {named}.")),
        None if found.is_empty() => None,
        None => Some("No wait was found that could never have ended.".to_owned()),
    }
}

/// How long lanes stood still because a queue was full or empty.
fn held_up_by_the_queue(results: &[&ModelResult]) -> Option<String> {
    let held = |result: &&ModelResult| {
        let blocked = state(result, "blocked");
        (blocked >= 0.01).then(|| format!("{} under {}", text::milliseconds(blocked), title(result)))
    };
    // Under the GIL a lane is also blocked by the lock.
    let named: Vec<String> = results.iter().filter(|result| result.model != "gil").filter_map(held).collect();
    let named = text::list(&named)?;
    Some(format!("Lanes stood still because a queue was full or empty, in all: {named}."))
}

/// What part of its lanes' work `processes` spends on messages and on starting.
fn share_of_messages(results: &[&ModelResult]) -> Option<String> {
    let processes = find(results, "processes")?;
    let [messaging, starting, running] = ["messaging", "starting", "running"].map(|name| state(processes, name));
    let busy = messaging + starting + running;
    (busy > 0.0).then(|| {
        format!(
            "Under {}, {} of the time in which lanes did anything went into messages and {} into starting; where memory is shared nothing is sent.",
            title(processes),
            text::percent(messaging / busy),
            text::percent(starting / busy)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A model's result: its median, the milliseconds of its states, what was observed.
    fn result(model: &str, median_ms: f64, states: &[(&str, f64)], observed: &[(&str, [i64; 2])]) -> ModelResult {
        let json = serde_json::json!({
            "model": model, "platform": "simulated", "workers": if model == "async" { 1 } else { 2 }, "samples_ms": [median_ms],
            "median_ms": median_ms, "ci95_ms": null, "speedup": null, "states_ms": states.iter().copied().collect::<std::collections::BTreeMap<_, _>>(),
            "checksum": "0", "tasks": [], "output": [], "warnings": [],
            "observations": observed.iter().copied().collect::<std::collections::BTreeMap<_, _>>(),
        });
        serde_json::from_value(json).expect("a result")
    }

    fn said(workload: &str, results: &[ModelResult]) -> String {
        sentence(workload, results).unwrap_or_default().replace('\u{a0}', " ")
    }

    #[test]
    fn of_computing_it_says_how_many_lanes_computed_at_once() {
        let alone = result("sequential", 100.0, &[("running", 100.0)], &[]);
        let threads = result("threads", 50.0, &[("running", 96.0), ("waiting", 50.0)], &[]);
        assert_eq!(
            said("count", &[alone.clone(), threads]),
            "Lanes free to compute at once, on average: 1.92 under Threads; about one under the others."
        );
        assert_eq!(said("count", &[alone]), "Under none of these models were two lanes free to compute at once.");
    }

    #[test]
    fn of_waits_it_says_what_they_add_up_to_and_who_was_done_sooner() {
        let alone = result("sequential", 300.0, &[("waiting", 300.0)], &[]);
        let other = result("async", 200.0, &[("waiting", 200.0)], &[]);
        assert_eq!(
            said("arithmetic", &[alone.clone(), other]),
            "One after another the waits take 300 ms. Where they overlapped, all was done sooner: Async after 200 ms on one lane."
        );
        assert!(said("arithmetic", &[alone]).ends_with("No model was done sooner."));
    }

    #[test]
    fn of_a_race_it_says_how_many_updates_were_lost_and_whose() {
        let kept = result("async", 1.0, &[], &[("expected", [4_000, 4_000]), ("lost updates", [0, 0])]);
        let lost = result("threads", 1.0, &[], &[("expected", [4_000, 4_000]), ("lost updates", [0, 1_500])]);
        assert_eq!(
            said("counter", &[kept.clone(), lost]),
            "Of 4\u{202f}000 updates some were lost: up to 1\u{202f}500 under Threads."
        );
        assert_eq!(said("counter", &[kept]), "None of the 4\u{202f}000 updates was lost where the number is shared.");
    }

    #[test]
    fn of_locks_queues_and_messages_it_says_what_they_cost() {
        let gil = result("gil", 40.0, &[("blocked", 12.0)], &[]);
        let threads = result("threads", 30.0, &[("blocked", 5.0)], &[("dead ends", [0, 3])]);
        let processes = result("processes", 60.0, &[("messaging", 25.0), ("starting", 50.0), ("running", 25.0)], &[]);
        let all = [gil, threads, processes];
        assert_eq!(
            said("gil-lab", &all),
            "Under Threads + GIL, threads that could have gone on waited 12.0 ms for the lock; the run took 40.0 ms, and 30.0 ms without the lock."
        );
        assert_eq!(
            said("pipeline", &all),
            "Lanes stood still because a queue was full or empty, in all: 5.00 ms under Threads."
        );
        assert_eq!(
            said("philosophers", &all),
            "Waits that could never have ended were found and broken up: up to 3 under Threads."
        );
        assert!(
            said("transfer", &all)
                .contains("25.0 % of the time in which lanes did anything went into messages and 50.0 % into starting")
        );
    }

    #[test]
    fn whoever_failed_shows_nothing() {
        let mut failed = result("sequential", 300.0, &[("waiting", 300.0)], &[]);
        failed.checksum = None;
        assert_eq!(sentence("arithmetic", &[failed]), None);
        assert_eq!(sentence("no such workload", &[]), None);
    }

    #[test]
    fn every_workload_has_a_sentence() {
        let models = ["sequential", "threads", "gil", "processes", "async"];
        let states = [("running", 90.0), ("waiting", 90.0), ("blocked", 9.0), ("messaging", 9.0), ("starting", 9.0)];
        let observed = [("expected", [9, 9]), ("lost updates", [0, 0]), ("dead ends", [0, 0])];
        let results = models.map(|model| result(model, 50.0, &states, &observed));
        for workload in crate::workload::ALL {
            assert!(sentence(workload.id, &results).is_some(), "{}", workload.id);
        }
    }
}
