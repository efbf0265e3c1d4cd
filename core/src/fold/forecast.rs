//! What is foreseen of a plan, in words.

use super::text;
use crate::forecast::Forecast;
use crate::model::{Model, Needs};
use crate::run::CheckedPlan;

/// A forecast for people.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ForecastWords {
    /// `about 5 s`
    pub session: String,
    /// Why it takes longer than the plan asks for, as a whole sentence; empty when it does not.
    pub longer: String,
    /// What room the timelines will need, by the plan's models.
    pub rows: Vec<ForecastRows>,
}

/// How many rows a model's timeline will have.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ForecastRows {
    /// The model's id.
    pub model: &'static str,
    /// Its lanes, `main` among them.
    pub lanes: u64,
    /// How many tasks will be under way on one lane at the same time; 0 where they follow one another.
    pub tasks: u64,
}

fn rows(plan: &CheckedPlan, waits: bool) -> Vec<ForecastRows> {
    let (tasks, for_tasks) = (plan.tasks(), plan.tasks_wait_for_each_other());
    let own = |model: &Model| ForecastRows {
        model: model.id,
        lanes: if model.needs == Needs::OneLane { 1 } else { 1 + u64::from(plan.lanes()) },
        tasks: if tasks > 1 && model.overlap.happens(waits, for_tasks) { tasks } else { 0 },
    };
    plan.models.iter().map(|model| own(model)).collect()
}

/// How long a session in so many places takes, and why if that is longer than was asked for.
pub fn words(plan: &CheckedPlan, forecast: &Forecast, places: u64) -> ForecastWords {
    let session_ns = forecast.session_ns(plan, places);
    let asked_ns = plan.as_plan().time_s * 1_000_000_000 * places;
    let fixed = plan.as_plan().runs > 0;
    let bound = match (forecast.at_least, fixed || session_ns > asked_ns) {
        (true, _) => "longer than",
        (false, true) => "about",
        (false, false) => "up to about",
    };
    let session = format!("{bound} {}", duration(session_ns));
    let run = duration(forecast.run_ns);
    let longer = if session_ns > asked_ns && !fixed {
        format!("A run of one task after another takes about {run}, and each model has to run at least twice.")
    } else {
        String::new()
    };
    ForecastWords { session, longer, rows: rows(plan, forecast.waits) }
}

const NS_PER_S: u64 = 1_000_000_000;

/// A time that nobody needs to know exactly: from two minutes on in minutes, from ten seconds on in seconds.
fn duration(ns: u64) -> String {
    let minutes = (ns + 30 * NS_PER_S) / (60 * NS_PER_S);
    match minutes {
        _ if ns < NS_PER_S => text::milliseconds((ns as f64 / 1e6).max(1.0)),
        _ if ns < 10 * NS_PER_S && !(ns / (NS_PER_S / 10)).is_multiple_of(10) => {
            format!("{:.1}\u{a0}s", ns as f64 / NS_PER_S as f64)
        }
        0..2 => format!("{:.0}\u{a0}s", ns as f64 / NS_PER_S as f64),
        2..120 => format!("{minutes}\u{a0}min"),
        _ => format!("{}\u{a0}h", (minutes + 30) / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;

    fn said(plan: &str, run_s: f64, at_least: bool) -> ForecastWords {
        let plan = serde_json::from_str::<Plan>(plan).expect("a plan").check().expect("a valid plan");
        words(&plan, &Forecast { run_ns: (run_s * 1e9) as u64, at_least, waits: false }, 1)
    }

    #[test]
    fn a_session_within_its_time_has_nothing_to_explain() {
        let ForecastWords { session, longer, .. } = said("{}", 0.1, false);
        assert_eq!((session.as_str(), longer.as_str()), ("up to about 5\u{a0}s", ""));
    }

    #[test]
    fn a_session_that_takes_longer_says_why() {
        let ForecastWords { session, longer, .. } = said(r#"{"models": ["sequential", "async"]}"#, 45.0, false);
        assert_eq!(session, "about 3\u{a0}min");
        assert_eq!(
            longer,
            "A run of one task after another takes about 45\u{a0}s, and each model has to run at least twice."
        );
        assert_eq!(said("{}", 1e5, true).session, "longer than 333\u{a0}h");
    }

    #[test]
    fn a_lane_keeps_room_for_the_tasks_that_take_turns_on_it() {
        let plan = |text| serde_json::from_str::<Plan>(text).expect("a plan").check().expect("a valid plan");
        let kept = |text, waits| -> Vec<(&str, u64, u64)> {
            rows(&plan(text), waits).iter().map(|one| (one.model, one.lanes, one.tasks)).collect()
        };
        let computing = kept(r#"{"workload": "count", "workers": 3}"#, false);
        let [sequential, sliced, threads, ..] = computing[..] else { panic!("{computing:?}") };
        assert_eq!((sequential, sliced, threads), (("sequential", 1, 0), ("time-slicing", 1, 2), ("threads", 3, 0)));
        assert_eq!(computing.last(), Some(&("async", 1, 0)), "nothing waits");
        assert_eq!(kept(r#"{"workload": "arithmetic"}"#, true).last(), Some(&("async", 1, 2)));
        let philosophers = kept(r#"{"workload": "philosophers"}"#, true);
        assert_eq!(philosophers[0], ("sequential", 1, 5), "they wait for each other");
    }

    #[test]
    fn a_fixed_number_of_runs_takes_what_it_takes() {
        let ForecastWords { session, longer, .. } =
            said(r#"{"models": ["async"], "runs": 9, "warmup": 1}"#, 1.0, false);
        assert_eq!((session.as_str(), longer.as_str()), ("about 10\u{a0}s", ""));
    }
}
