//! The figures the article gives for its `count_up` and `count_down`, as a labelled reference beside ours.

use super::comparison::Source;
use super::label::Label;
use super::sources::Measured;
use crate::plan::Plan;
use crate::workload;

/// The article's figures, if the plan is about the same work.
pub fn figures(plan: &Plan) -> Option<Measured<'static>> {
    let published = workload::find(&plan.workload).ok()?.published.filter(|published| published.is_about(plan))?;
    let label = Label::article();
    let source = Source {
        name: "the article".to_owned(),
        label: label.who.clone(),
        platform: None,
        interpreter: None,
        about: "published figures: CPython on another machine, one sample each, no spread".to_owned(),
    };
    let samples = published.seconds.iter().map(|(model, seconds)| ((*model).to_owned(), vec![seconds * 1e3])).collect();
    Some(Measured { source, label, report: None, environment: None, samples, speedups: Vec::new() })
}
