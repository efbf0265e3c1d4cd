//! Arrows: steps of one id, in the order of time, each led to by the one before it.

use std::collections::{BTreeMap, BTreeSet};

use super::remarks::{Remarks, Why};

/// What a step does to its arrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Begins,
    Goes,
    Ends,
}

/// One step of an arrow, with its time as the file counts it, in nanoseconds.
#[derive(Clone, Copy, Debug)]
pub struct Flow {
    pub step: Step,
    /// Arrows are told apart by id, category and name.
    pub id: (u32, u32, u32),
    pub name: u32,
    pub lane: u32,
    pub at: i64,
    /// Whether it is tied to the slice at that moment, and not to the next one that begins.
    pub enclosing: bool,
}

/// Pairs of steps: from the one to the other.
pub fn arrows(mut flows: Vec<Flow>, remarks: &mut Remarks) -> Vec<(Flow, Flow)> {
    flows.sort_by_key(|flow| flow.at);
    let mut open: BTreeMap<(u32, u32, u32), Flow> = BTreeMap::new();
    let mut arrows = Vec::new();
    // What was begun and led nowhere yet.
    let mut loose: BTreeSet<(u32, u32, u32)> = BTreeSet::new();
    for flow in flows {
        let before = if flow.step == Step::Ends { open.remove(&flow.id) } else { open.insert(flow.id, flow) };
        match (flow.step, before) {
            (Step::Begins, _) => {
                if !loose.insert(flow.id) {
                    remarks.add(Why::FlowUnended);
                }
            }
            (Step::Goes | Step::Ends, Some(before)) => {
                loose.remove(&flow.id);
                arrows.push((before, flow));
            }
            (Step::Goes | Step::Ends, None) => remarks.add(Why::FlowUnbegun),
        }
    }
    loose.iter().for_each(|_| remarks.add(Why::FlowUnended));
    arrows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(signs: &[(char, u32, i64)]) -> (Vec<(i64, i64)>, usize) {
        let step = |sign| match sign {
            's' => Step::Begins,
            't' => Step::Goes,
            _ => Step::Ends,
        };
        let flow = |(sign, id, at): &(char, u32, i64)| Flow {
            step: step(*sign),
            id: (*id, 0, 0),
            name: 0,
            lane: 0,
            at: *at,
            enclosing: false,
        };
        let mut remarks = Remarks::default();
        let found = arrows(signs.iter().map(flow).collect(), &mut remarks);
        (found.iter().map(|(from, to)| (from.at, to.at)).collect(), remarks.warnings().len())
    }

    #[test]
    fn each_step_leads_to_the_next_of_its_id() {
        let flows = [('s', 1, 0), ('s', 2, 1), ('t', 1, 2), ('f', 2, 3), ('f', 1, 4), ('s', 1, 5), ('f', 1, 6)];
        assert_eq!(steps(&flows), (vec![(0, 2), (1, 3), (2, 4), (5, 6)], 0));
    }

    #[test]
    fn steps_without_each_other_are_counted() {
        assert_eq!(steps(&[('f', 1, 0), ('t', 2, 1)]), (vec![], 1));
        assert_eq!(steps(&[('s', 1, 0), ('s', 1, 2), ('f', 1, 3)]), (vec![(2, 3)], 1));
        assert_eq!(steps(&[('s', 1, 0)]), (vec![], 1));
        assert_eq!(steps(&[('s', 1, 0), ('f', 1, 1), ('f', 1, 2)]), (vec![(0, 1)], 1));
    }
}
