//! A row of the table, and how it is made from the rounds. Figures are medians over the rounds.

use interleave_core::statistics;
use serde::Serialize;

use super::figures::Figures;

/// One behaviour.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    pub id: &'static str,
    /// What the figures mean.
    pub behaviour: &'static str,
    pub ours: Option<f64>,
    pub cpython: Option<f64>,
    /// Ours divided by CPython's, paired by round.
    pub ratio: Option<f64>,
    pub ci95: Option<[f64; 2]>,
    /// `None` when it is undecided, because the machine was busy.
    pub within: Option<bool>,
    /// What is accepted, and what else there is to know.
    pub note: String,
}

/// What was measured on both sides, round by round.
#[derive(Debug, Default)]
pub struct Rounds {
    pub ours: Vec<Figures>,
    /// As many as ours, or none.
    pub cpython: Vec<Figures>,
}

/// Whether a row depends on how fast things went.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An order of events: a busy machine changes nothing about it.
    Order,
    /// A time: on a busy machine a failure means nothing.
    Time,
}

/// A row before it is known whether the machine was busy.
pub struct Judged {
    pub row: Row,
    pub kind: Kind,
}

impl Rounds {
    /// Our median of one figure.
    pub fn ours(&self, figure: impl Fn(&Figures) -> Option<f64>) -> Option<f64> {
        statistics::median(&values(&self.ours, figure)?)
    }

    /// CPython's median of one figure.
    pub fn cpython(&self, figure: impl Fn(&Figures) -> Option<f64>) -> Option<f64> {
        statistics::median(&values(&self.cpython, figure)?)
    }

    /// The row of a figure that is compared, median by median.
    pub fn row(
        &self,
        id: &'static str,
        behaviour: &'static str,
        kind: Kind,
        figure: impl Fn(&Figures) -> Option<f64> + Copy,
        accepted: &str,
        judge: impl Fn(f64, Option<f64>) -> bool,
    ) -> Option<Judged> {
        let ours = values(&self.ours, figure)?;
        let cpython = values(&self.cpython, figure);
        let median = statistics::median(&ours)?;
        let ratio = cpython.as_ref().and_then(|cpython| statistics::paired_ratio(&ours, cpython, 1));
        let row = Row {
            id,
            behaviour,
            ours: Some(median),
            cpython: cpython.as_deref().and_then(statistics::median),
            ratio: ratio.map(|ratio| ratio.median),
            ci95: ratio.and_then(|ratio| ratio.ci95),
            within: Some(judge(median, ratio.map(|ratio| ratio.median))),
            note: accepted.to_owned(),
        };
        Some(Judged { row, kind })
    }

    /// The row of something that must never happen: how many times it did, in all rounds together.
    pub fn never(
        &self,
        id: &'static str,
        behaviour: &'static str,
        times: impl Fn(&Figures) -> Option<f64> + Copy,
        accepted: &str,
    ) -> Option<Judged> {
        let ours = sum(&self.ours, times)?;
        let row = Row {
            id,
            behaviour,
            ours: Some(ours),
            cpython: sum(&self.cpython, times),
            ratio: None,
            ci95: None,
            within: Some(ours == 0.0),
            note: accepted.to_owned(),
        };
        Some(Judged { row, kind: Kind::Order })
    }
}

impl Judged {
    /// The row, once it is known whether the machine was busy.
    pub fn decided(self, busy: bool) -> Row {
        let Self { mut row, kind } = self;
        if busy && kind == Kind::Time && row.within == Some(false) {
            row.within = None;
        }
        row
    }
}

/// Figures of all rounds added up.
pub fn sum(side: &[Figures], figure: impl Fn(&Figures) -> Option<f64>) -> Option<f64> {
    Some(values(side, figure)?.iter().sum())
}

/// One figure divided by another one of the same round.
pub fn over(
    above: impl Fn(&Figures) -> Option<f64> + Copy,
    below: impl Fn(&Figures) -> Option<f64> + Copy,
) -> impl Fn(&Figures) -> Option<f64> + Copy {
    move |figures| Some(above(figures)? / below(figures)?)
}

/// Whether a ratio differs from 1 by no more than `tolerance`.
pub fn near(ratio: f64, tolerance: f64) -> bool {
    (ratio - 1.0).abs() <= tolerance
}

/// A figure round by round; none unless every round has it.
fn values(side: &[Figures], figure: impl Fn(&Figures) -> Option<f64>) -> Option<Vec<f64>> {
    let values: Option<Vec<f64>> = side.iter().map(figure).collect();
    values.filter(|values| !values.is_empty())
}
