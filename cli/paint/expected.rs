//! What a workload makes one expect of each model, before it runs.

use interleave_core::model;
use interleave_core::run::CheckedPlan;

use super::catalog::columns;
use super::style::STRONG;

/// A paragraph for each model of the plan.
pub fn expected(plan: &CheckedPlan, width: usize) -> String {
    let of_plan = plan.workload.expect.iter().filter(|said| plan.models.iter().any(|model| model.id == said.model));
    let rows = of_plan.map(|said| {
        let text = [Some(said.text), said.differs].into_iter().flatten().collect::<Vec<_>>().join("\n");
        [model::title(said.model).to_owned(), text]
    });
    let published =
        plan.workload.published.map(|published| format!("{}\n\n", published.said_before())).unwrap_or_default();
    format!("{STRONG}What to expect{STRONG:#}  {}\n\n{}\n{published}", plan.workload.about, columns(rows, width))
}
