//! The GIL's laboratory: one setting, and beside it what becomes of it when one thing is changed, each by one run of the workload `gil-lab`.

use futures::future::FutureExt as _;
use serde::{Deserialize, Serialize};

use super::reading::naps_beside_others_ms;
use crate::cancel::Cancel;
use crate::fold::gil::{self, GilFact, SliceBin};
use crate::fold::spans::{self, LaneSpans, State};
use crate::fold::text;
use crate::gil::GilProfile;
use crate::host::Host;
use crate::plan::{Plan, Value};
use crate::run::{self, Outcome};
use crate::sim::{SLICE_NS, SimulatedHost};
use crate::trace::TaskId;
use crate::{model, statistics};

/// What all computing tasks together compute in a run, in nanoseconds: long enough for some thirty slices at CPython's interval.
const COMPUTING_NS: f64 = 150e6;

/// How often each napping task naps.
const NAPS: i64 = 12;

/// By how much the interval of two neighbours is shorter and longer.
const FACTOR: u64 = 5;

/// Columns that the time of a run is cut into, to be drawn small.
const COLUMNS: u64 = 240;

/// What is set on the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LabSettings {
    /// Tasks that compute.
    pub computing: u32,
    /// Tasks that nap for a millisecond, again and again.
    pub waiting: u32,
    /// In microseconds.
    pub switch_interval_us: u64,
    /// The workload's parameter: `each-slice`, `within-update`, `none` or `released`.
    pub checkpoint: String,
    /// Whose GIL.
    pub gil_profile: GilProfile,
}

/// One small chart.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LabPanel {
    /// What is different: `as set`, `switch interval 1.00 ms`, `without a GIL`.
    pub title: String,
    /// The threads, in order.
    pub lanes: Vec<LabLane>,
    /// How many slices were how long; none without a GIL.
    pub slices: Vec<SliceBin>,
    /// A line for each figure.
    pub facts: Vec<GilFact>,
}

/// What a thread did, coarse enough to be drawn small.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LabLane {
    /// Its name.
    pub name: String,
    /// In order, what it did most in so many columns; of all lanes of a panel they add up to the same.
    pub parts: Vec<LabPart>,
}

/// Columns in which a thread did most of one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LabPart {
    /// What it did.
    pub state: State,
    /// For how many columns.
    pub columns: u64,
}

impl LabSettings {
    /// The runs side by side, each with its title and its model. `slice_ns` is how long a slice of `gil-lab` takes.
    fn plans(&self, slice_ns: f64) -> [(String, &'static str, Plan); 5] {
        let Self { switch_interval_us, gil_profile, .. } = *self;
        let titled = |interval_us: u64| {
            let ms = text::milliseconds(interval_us as f64 / 1e3);
            match gil_profile {
                GilProfile::Python3 => format!("switch interval {ms}"),
                GilProfile::Python2 => format!("CPython 3, interval {ms}"),
            }
        };
        let timed = |interval_us| (titled(interval_us), "gil", self.plan(interval_us, GilProfile::Python3, slice_ns));
        let (other, other_title) = match gil_profile {
            GilProfile::Python3 => (GilProfile::Python2, "Python 2, by ticks".to_owned()),
            GilProfile::Python2 => (GilProfile::Python3, titled(switch_interval_us)),
        };
        [
            ("as set".to_owned(), "gil", self.plan(switch_interval_us, gil_profile, slice_ns)),
            timed((switch_interval_us / FACTOR).max(1)),
            timed(switch_interval_us.saturating_mul(FACTOR)),
            (other_title, "gil", self.plan(switch_interval_us, other, slice_ns)),
            ("without a GIL".to_owned(), "threads", self.plan(switch_interval_us, gil_profile, slice_ns)),
        ]
    }

    fn plan(&self, switch_interval_us: u64, gil_profile: GilProfile, slice_ns: f64) -> Plan {
        let (computing, waiting) = (i64::from(self.computing), i64::from(self.waiting));
        let slices = (COMPUTING_NS / slice_ns / computing.max(1) as f64).max(1.0) as i64;
        let mut plan = Plan {
            workload: "gil-lab".to_owned(),
            models: vec!["gil".to_owned(), "threads".to_owned()],
            workers: u64::from(self.computing + self.waiting),
            switch_interval_us,
            gil_profile,
            ..Plan::default()
        };
        for (id, number) in [("computing", computing), ("waiting", waiting), ("slices", slices), ("naps", NAPS)] {
            plan.parameters.set(id, Value::Integer(number));
        }
        plan.parameters.set("checkpoint", Value::Text(self.checkpoint.clone()));
        plan
    }

    /// On an ideal machine in virtual time, where every thread has a core and waking up takes no time.
    ///
    /// # Errors
    /// A mistake in the settings, in a sentence.
    pub fn computed(&self) -> Result<Vec<LabPanel>, String> {
        let panel = |(title, model, plan): (String, &str, Plan)| {
            let (host, cancel) = (SimulatedHost::new(plan.seed), Cancel::new());
            let run = once(&host, &cancel, model, plan).now_or_never();
            Ok(self.panel(title, &run.ok_or("the simulated machine came to a standstill")??))
        };
        self.plans(SLICE_NS as f64).into_iter().map(panel).collect()
    }

    /// On a host, one after the other. `slice_s` is what [`super::Ours::slice_s`] gives there.
    ///
    /// # Errors
    /// A mistake in the settings, or why it cannot be run, in a sentence.
    pub async fn measured(&self, host: &dyn Host, cancel: &Cancel, slice_s: f64) -> Result<Vec<LabPanel>, String> {
        let mut panels = Vec::new();
        for (title, model, plan) in self.plans(slice_s * 1e9) {
            panels.push(self.panel(title, &once(host, cancel, model, plan).await?));
        }
        Ok(panels)
    }

    fn panel(&self, title: String, outcome: &Outcome) -> LabPanel {
        let trace = &outcome.trace;
        let lock = gil::fold(trace);
        let ms = |ns: f64| text::milliseconds(ns / 1e6);
        let naps: Vec<f64> = (self.computing..self.computing + self.waiting)
            .flat_map(|task: TaskId| naps_beside_others_ms(trace, task))
            .collect();
        let nap = statistics::median(&naps).map(|median| {
            let longest = naps.iter().copied().fold(0.0, f64::max);
            format!("median {}, longest {}", text::milliseconds(median), text::milliseconds(longest))
        });
        let lost = outcome.observations.iter().find(|(name, _)| name == "lost updates");
        let facts = [
            ("All of it", Some(ms(trace.wall_ns as f64))),
            ("Naps", nap),
            ("Slices", lock.as_ref().map(|_| text::count(gil::slices(trace) as u64))),
            ("Hand-overs", lock.as_ref().map(|_| text::count(gil::hand_overs(trace) as u64))),
            ("Lost updates", lost.map(|(_, lost)| text::count(lost.unsigned_abs()))),
        ];
        let fact = |(name, words): (&str, Option<String>)| GilFact {
            name: name.to_owned(),
            words: words.unwrap_or_else(|| "\u{2013}".to_owned()),
        };
        LabPanel {
            title,
            lanes: spans::fold(trace).iter().skip(1).map(|lane| small(lane, trace.wall_ns)).collect(),
            slices: lock.map(|lock| lock.slices).unwrap_or_default(),
            facts: facts.map(fact).into(),
        }
    }
}

async fn once(host: &dyn Host, cancel: &Cancel, model: &str, plan: Plan) -> Result<Outcome, String> {
    let plan = plan.check().map_err(|mistake| mistake.message)?;
    let model = model::find(model).map_err(|mistake| mistake.message)?;
    run::execute(host, &plan, model, cancel).await.map_err(|error| error.to_string())
}

/// What a lane did most in each column.
fn small(lane: &LaneSpans, wall_ns: u64) -> LabLane {
    let column_ns = wall_ns.div_ceil(COLUMNS).max(1);
    let mut parts: Vec<LabPart> = Vec::new();
    let mut first = 0;
    for column in 0..wall_ns.div_ceil(column_ns) {
        let (from_ns, to_ns) = (column * column_ns, ((column + 1) * column_ns).min(wall_ns));
        while lane.spans.get(first).is_some_and(|span| span.to_ns <= from_ns) {
            first += 1;
        }
        let mut spent = [0; State::ALL.len()];
        for span in lane.spans[first..].iter().take_while(|span| span.from_ns < to_ns) {
            spent[span.state as usize] += span.to_ns.min(to_ns) - span.from_ns.max(from_ns);
        }
        let most = State::ALL.into_iter().max_by_key(|state| spent[*state as usize]).unwrap_or(State::Idle);
        match parts.last_mut() {
            Some(part) if part.state == most => part.columns += 1,
            _ => parts.push(LabPart { state: most, columns: 1 }),
        }
    }
    LabLane { name: lane.name.clone(), parts }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SET: LabSettings = LabSettings {
        computing: 2,
        waiting: 1,
        switch_interval_us: 5_000,
        checkpoint: String::new(),
        gil_profile: GilProfile::Python3,
    };

    fn panels(settings: LabSettings, checkpoint: &str) -> Vec<LabPanel> {
        LabSettings { checkpoint: checkpoint.to_owned(), ..settings }.computed().expect("they are settings")
    }

    fn fact<'a>(panel: &'a LabPanel, name: &str) -> &'a str {
        &panel.facts.iter().find(|fact| fact.name == name).expect("it is told").words
    }

    fn number(panel: &LabPanel, name: &str) -> u64 {
        let digits: String = fact(panel, name).chars().filter(char::is_ascii_digit).collect();
        digits.parse().expect("a number")
    }

    #[test]
    fn one_thing_is_different_in_each_panel_and_says_so() {
        let panels = panels(SET, "each-slice");
        let titles: Vec<String> = panels.iter().map(|panel| panel.title.replace('\u{a0}', " ")).collect();
        assert_eq!(
            titles,
            ["as set", "switch interval 1.00 ms", "switch interval 25.0 ms", "Python 2, by ticks", "without a GIL"]
        );
        let hand_overs: Vec<u64> = panels[..3].iter().map(|panel| number(panel, "Hand-overs")).collect();
        assert!(hand_overs[1] > hand_overs[0] && hand_overs[0] > hand_overs[2], "{hand_overs:?}");
        assert_eq!((fact(&panels[4], "Hand-overs"), panels[4].slices.len()), ("\u{2013}", 0));
    }

    #[test]
    fn every_thread_is_drawn_over_the_whole_run() {
        for panel in panels(SET, "each-slice") {
            let columns: Vec<u64> =
                panel.lanes.iter().map(|lane| lane.parts.iter().map(|part| part.columns).sum()).collect();
            assert_eq!((columns.len(), columns.iter().all(|count| *count == columns[0])), (3, true), "{columns:?}");
            assert!((COLUMNS / 2..=COLUMNS).contains(&columns[0]), "{columns:?}");
        }
    }

    #[test]
    fn updates_are_lost_only_where_a_checkpoint_lies_within() {
        assert_eq!(number(&panels(SET, "each-slice")[0], "Lost updates"), 0);
        assert!(number(&panels(SET, "within-update")[0], "Lost updates") > 0);
    }

    #[test]
    fn a_call_that_keeps_the_lock_holds_it_for_as_long_as_it_computes_and_one_that_releases_it_lets_others_in() {
        let (kept, released) = (panels(SET, "none"), panels(SET, "released"));
        let ms = |panel: &LabPanel| {
            let number = fact(panel, "All of it").split('\u{a0}').next().and_then(|number| number.parse::<f64>().ok());
            number.expect("a time")
        };
        assert!(ms(&kept[0]) > 140.0, "one after the other: {:?}", kept[0].facts);
        assert!(ms(&released[0]) < 110.0, "side by side: {:?}", released[0].facts);
    }

    #[test]
    fn what_nobody_can_set_is_refused_in_a_sentence() {
        let many = LabSettings { computing: 99, checkpoint: "each-slice".to_owned(), ..SET };
        assert!(many.computed().is_err_and(|why| why.ends_with('.')));
    }
}
