//! What of a file is not shown as it stands there, counted: nothing is dropped in silence.

use std::collections::BTreeMap;

use crate::report::Warning;

/// Why something is not shown as the file has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    Unreadable,
    Phase(&'static str),
    UnknownPhase,
    Time,
    Length,
    Unbegun,
    Unended,
    CutShort,
    Overlapping,
    FlowId,
    FlowUnbegun,
    FlowUnended,
    BoundFlow,
    Metadata,
    TooManyLanes,
    LongName,
    EndMissing,
    EndInTheMiddle,
    AfterTheEnd,
}

/// How often each of them occurred.
#[derive(Debug, Default)]
pub struct Remarks(BTreeMap<Why, u64>);

impl Remarks {
    pub fn add(&mut self, why: Why) {
        *self.0.entry(why).or_default() += 1;
    }

    /// An event of a kind that is not shown.
    pub fn phase(&mut self, phase: &str) {
        let what = match phase {
            "C" => "counters",
            "b" | "n" | "e" | "S" | "T" | "p" | "F" => "asynchronous steps",
            "N" | "O" | "D" => "objects",
            "P" => "samples",
            "v" | "V" => "memory dumps",
            "(" | ")" => "contexts",
            "c" => "clock synchronisations",
            "=" => "links between ids",
            _ => return self.add(Why::UnknownPhase),
        };
        self.add(Why::Phase(what));
    }

    /// A sentence for each.
    pub fn warnings(&self) -> Vec<Warning> {
        let warning = |(why, count): (&Why, &u64)| {
            let sentence = |what: &str| format!("{what}: {count}.");
            let (code, text) = match why {
                Why::Unreadable => ("left-out", sentence("Left out, because they are no readable JSON objects")),
                Why::Phase(what) => ("left-out", sentence(&format!("Left out, because {what} are not shown"))),
                Why::UnknownPhase => ("left-out", sentence("Left out, because their kind is unknown")),
                Why::Time => ("left-out", sentence("Left out, because they have no time, or none that can be")),
                Why::Length => ("left-out", sentence("Left out, because they have no length, or none that can be")),
                Why::Unbegun => ("left-out", sentence("Ends without a beginning, left out")),
                Why::FlowId => ("left-out", sentence("Arrows without an id, left out")),
                Why::FlowUnbegun => ("left-out", sentence("Ends of arrows without a beginning, left out")),
                Why::FlowUnended => ("left-out", sentence("Beginnings of arrows without an end, left out")),
                Why::BoundFlow => ("left-out", sentence("Arrows that are written as part of slices, left out")),
                Why::Metadata => {
                    ("left-out", sentence("Left out, because they describe something else than names and order"))
                }
                Why::TooManyLanes => {
                    ("left-out", sentence("Left out, because they lie on more lanes than can be shown"))
                }
                Why::Unended => ("changed", sentence("Slices without an end, drawn to the end of the recording")),
                Why::CutShort => (
                    "changed",
                    sentence("Slices that ended with the one around them, because their own end is missing"),
                ),
                Why::Overlapping => {
                    ("changed", sentence("Slices that overlap others instead of lying within them, drawn below"))
                }
                Why::LongName => ("changed", sentence("Names that were cut, because they are endless")),
                Why::EndMissing => {
                    ("incomplete", "The list of events has no end; everything in it is shown.".to_owned())
                }
                Why::EndInTheMiddle => {
                    ("incomplete", "The file ends in the middle of an event; everything before it is shown.".to_owned())
                }
                Why::AfterTheEnd => {
                    ("incomplete", "What follows the end of the list of events is left out.".to_owned())
                }
            };
            Warning::new(code, text)
        };
        self.0.iter().map(warning).collect()
    }
}
