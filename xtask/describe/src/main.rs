//! Prints, as one JSON object, the schemas of what core reads and writes, and the ids it knows.
//! A program of its own, so that `cargo xtask` still starts when core does not compile.
#![expect(clippy::print_stdout, reason = "printing is all it does")]

use interleave_core::catalog::Catalog;
use interleave_core::compare::Comparison;
use interleave_core::fold::view::View;
use interleave_core::plan::Plan;
use interleave_core::report::Report;
use interleave_core::sweep::Sweep;
use interleave_core::{executor, workload};
use schemars::schema_for;
use serde_json::json;

fn main() {
    let workloads: Vec<&str> = workload::ALL.iter().map(|workload| workload.id).collect();
    let models: Vec<&str> = executor::ALL.iter().map(|model| model.id).collect();
    let schemas = json!({
        "plan": schema_for!(Plan),
        "report": schema_for!(Report),
        "view": schema_for!(View),
        "catalog": schema_for!(Catalog),
        "comparison": schema_for!(Comparison),
        "sweep": schema_for!(Sweep),
    });
    println!("{:#}", json!({ "workloads": workloads, "models": models, "schemas": schemas }));
}
