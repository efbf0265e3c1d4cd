//! A row of the table, and how it is made from the rounds. Figures are medians over the rounds.

use serde::{Deserialize, Serialize};

use super::figures::Figures;
use super::machine::{Kind, Machine};
use super::measurement::{Failures, Measurement};
use crate::statistics;

/// A behaviour of the GIL: what its row says, and how it is judged.
pub(super) struct Behaviour {
    pub id: &'static str,
    /// What the figures mean.
    pub figure: &'static str,
    pub accepted: &'static str,
    pub kind: Kind,
    /// Where the figures come from.
    pub measurement: Measurement,
    /// None when a figure of ours is missing.
    pub judge: fn(&Rounds) -> Option<Judged>,
}

/// The figures of a behaviour, and whether ours is accepted.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub ours: f64,
    pub cpython: Option<f64>,
    pub ratio: Option<statistics::Estimate>,
    pub within: bool,
    /// What else there is to know.
    pub detail: String,
}

/// One row; there is always one for each behaviour.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Of its behaviour, `G1` to `G18`.
    pub id: String,
    /// What the figures mean.
    pub behaviour: String,
    /// Our figure.
    pub ours: Option<f64>,
    /// That of CPython.
    pub cpython: Option<f64>,
    /// Ours divided by CPython's, paired by round.
    pub ratio: Option<f64>,
    /// The 95 % interval of that.
    pub ci95: Option<[f64; 2]>,
    /// `None` when it is undecided.
    pub within: Option<bool>,
    /// What is accepted, and what else there is to know.
    pub note: String,
    /// Why it is undecided, or why a figure is missing.
    pub why: Option<String>,
}

/// What was measured on both sides, round by round.
#[derive(Debug, Default)]
pub struct Rounds {
    /// Our GIL.
    pub ours: Side,
    /// As many rounds as ours, or none.
    pub cpython: Side,
}

/// One side.
#[derive(Debug, Default)]
pub struct Side {
    /// Their figures.
    pub rounds: Vec<Figures>,
    /// The measurements that could not be made.
    pub failures: Failures,
}

impl Side {
    /// The median of one figure; none unless every round has it.
    pub(super) fn median(&self, figure: impl Fn(&Figures) -> Option<f64>) -> Option<f64> {
        statistics::median(&self.values(figure)?)
    }

    /// One figure of all rounds added up.
    pub(super) fn sum(&self, figure: impl Fn(&Figures) -> Option<f64>) -> Option<f64> {
        Some(self.values(figure)?.iter().sum())
    }

    fn values(&self, figure: impl Fn(&Figures) -> Option<f64>) -> Option<Vec<f64>> {
        let finite = |figures| figure(figures).filter(|value| value.is_finite());
        let values: Option<Vec<f64>> = self.rounds.iter().map(finite).collect();
        values.filter(|values| !values.is_empty())
    }
}

impl Rounds {
    /// A figure that is compared, median by median; `judge` is given ours and its ratio to CPython's.
    pub(super) fn compare(
        &self,
        figure: impl Fn(&Figures) -> Option<f64> + Copy,
        judge: impl Fn(f64, Option<f64>) -> bool,
    ) -> Option<Judged> {
        let ours = self.ours.values(figure)?;
        let cpython = self.cpython.values(figure);
        let median = statistics::median(&ours)?;
        let ratio = cpython.as_ref().and_then(|cpython| statistics::paired_ratio(&ours, cpython, 1));
        Some(Judged {
            ours: median,
            cpython: cpython.as_deref().and_then(statistics::median),
            ratio,
            within: judge(median, ratio.map(|ratio| ratio.median)),
            detail: String::new(),
        })
    }

    /// Something that must never happen: how many times it did, in all rounds together.
    pub(super) fn never(&self, times: impl Fn(&Figures) -> Option<f64> + Copy) -> Option<Judged> {
        let ours = self.ours.sum(times)?;
        let cpython = self.cpython.sum(times);
        Some(Judged { ours, cpython, ratio: None, within: ours == 0.0, detail: String::new() })
    }
}

impl Judged {
    /// The same with more to know.
    pub(super) fn with(self, detail: String) -> Self {
        Self { detail, ..self }
    }
}

impl Behaviour {
    /// Its row: always, with or without figures.
    pub(super) fn row(&self, rounds: &Rounds, machine: Machine) -> Row {
        let judged = (self.judge)(rounds);
        let undecided = match &judged {
            None => Some(self.missing(&rounds.ours, "Ours")),
            Some(_) => machine.undecided(self.kind).map(str::to_owned),
        };
        // A CPython that was not asked for lacks nothing.
        let failed = rounds.cpython.failures.get(&self.measurement);
        let python = failed.map(|_| self.missing(&rounds.cpython, "CPython"));
        let within = judged.as_ref().map(|judged| judged.within).filter(|_| undecided.is_none());
        let why: Vec<String> = undecided.into_iter().chain(python).collect();
        let detail = judged.as_ref().map(|judged| judged.detail.as_str()).unwrap_or_default();
        let ratio = judged.as_ref().and_then(|judged| judged.ratio);
        Row {
            id: self.id.to_owned(),
            behaviour: self.figure.to_owned(),
            ours: judged.as_ref().map(|judged| judged.ours),
            cpython: judged.as_ref().and_then(|judged| judged.cpython),
            ratio: ratio.map(|ratio| ratio.median),
            ci95: ratio.and_then(|ratio| ratio.ci95),
            within,
            note: if detail.is_empty() { self.accepted.to_owned() } else { format!("{}; {detail}", self.accepted) },
            why: (!why.is_empty()).then(|| why.join(" ")),
        }
    }

    fn missing(&self, side: &Side, name: &str) -> String {
        match side.failures.get(&self.measurement) {
            Some(why) => format!("{name} could not be measured: {why}"),
            None => format!("{name} could not be measured: there was too little to see."),
        }
    }
}

/// One figure divided by another one of the same round.
pub(super) fn over(
    above: impl Fn(&Figures) -> Option<f64> + Copy,
    below: impl Fn(&Figures) -> Option<f64> + Copy,
) -> impl Fn(&Figures) -> Option<f64> + Copy {
    move |figures| Some(above(figures)? / below(figures)?)
}

/// Whether a ratio differs from 1 by no more than `tolerance`.
pub(super) fn near(ratio: f64, tolerance: f64) -> bool {
    (ratio - 1.0).abs() <= tolerance
}
