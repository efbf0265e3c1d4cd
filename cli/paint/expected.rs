//! What a workload makes one expect of each model, before it runs.

use interleave_core::run::CheckedPlan;

use super::catalog::columns;
use super::style::STRONG;

/// A paragraph for each model of the plan.
pub fn expected(plan: &CheckedPlan, width: usize) -> String {
    let rows = plan.models.iter().filter_map(|model| {
        let said = plan.workload.expected(model.id)?;
        let about = (said.model != model.id).then(|| format!("{} Otherwise as under {}:", model.about, said.model));
        let text =
            [about.as_deref(), Some(said.text), said.differs].into_iter().flatten().collect::<Vec<_>>().join("\n");
        Some([model.title.to_owned(), text])
    });
    let published =
        plan.workload.published.map(|published| format!("{}\n\n", published.said_before())).unwrap_or_default();
    format!("{STRONG}What to expect{STRONG:#}  {}\n\n{}\n{published}", plan.workload.about, columns(rows, width))
}
