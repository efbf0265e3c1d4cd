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
    /// `None` when it cannot be told, because the machine was busy.
    pub within: Option<bool>,
    /// What is accepted, and what else there is to know.
    pub note: String,
}

/// What both sides came to, round by round.
#[derive(Debug, Default)]
pub struct Rounds {
    pub ours: Vec<Figures>,
    /// As many as ours, or none.
    pub theirs: Vec<Figures>,
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
    pub fn values(side: &[Figures], figure: impl Fn(&Figures) -> Option<f64>) -> Option<Vec<f64>> {
        let values: Option<Vec<f64>> = side.iter().map(figure).collect();
        values.filter(|values| !values.is_empty())
    }

    /// Our median of one figure.
    pub fn ours(&self, name: &str) -> Option<f64> {
        statistics::median(&Self::values(&self.ours, |figures| figures.get(name))?)
    }

    pub fn theirs(&self, name: &str) -> Option<f64> {
        statistics::median(&Self::values(&self.theirs, |figures| figures.get(name))?)
    }

    pub fn sum(side: &[Figures], name: &str) -> Option<f64> {
        Some(Self::values(side, |figures| figures.get(name))?.iter().sum())
    }

    pub fn row(
        &self,
        id: &'static str,
        behaviour: &'static str,
        kind: Kind,
        figure: impl Fn(&Figures) -> Option<f64> + Copy,
        accepted: &str,
        judge: impl Fn(f64, Option<f64>) -> bool,
    ) -> Option<Judged> {
        let ours = Self::values(&self.ours, figure)?;
        let theirs = Self::values(&self.theirs, figure);
        let median = statistics::median(&ours)?;
        let ratio = theirs.as_ref().and_then(|theirs| statistics::paired_ratio(&ours, theirs, 1));
        let row = Row {
            id,
            behaviour,
            ours: Some(median),
            cpython: theirs.as_deref().and_then(statistics::median),
            ratio: ratio.map(|ratio| ratio.median),
            ci95: ratio.and_then(|ratio| ratio.ci95),
            within: Some(judge(median, ratio.map(|ratio| ratio.median))),
            note: accepted.to_owned(),
        };
        Some(Judged { row, kind })
    }
}

impl Judged {
    /// The row, once it is known whether the machine was busy.
    pub fn told(self, busy: bool) -> Row {
        let Self { mut row, kind } = self;
        if busy && kind == Kind::Time && row.within == Some(false) {
            row.within = None;
        }
        row
    }
}
