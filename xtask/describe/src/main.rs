//! Prints, as one JSON object, the schemas of what core reads and writes, and the ids it knows.
//! A program of its own, so that `cargo xtask` still starts when core does not compile.

#![expect(clippy::print_stdout, reason = "printing is all it does")]

use interleave_core::compare::Comparison;
use interleave_core::fidelity::{Beside, LabPanel, LabSettings};
use interleave_core::fold::arrows::Arrow;
use interleave_core::fold::forecast::ForecastWords;
use interleave_core::fold::in_words::InWords;
use interleave_core::fold::picture::Picture;
use interleave_core::fold::spans::Span;
use interleave_core::fold::steps::Step;
use interleave_core::fold::view::View;
use interleave_core::mistake::Mistake;
use interleave_core::plan::Plan;
use interleave_core::report::Report;
use interleave_core::run::UpdateMessage;
use interleave_core::run::catalog::Catalog;
use interleave_core::run::session::Progress;
use interleave_core::scenario::{self, Completion, Language};
use interleave_core::sweep::{Sweep, Variation};
use interleave_core::{model, workload};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, schema_for};
use serde_json::json;

fn main() {
    let workloads: Vec<&str> = workload::ALL.iter().map(|workload| workload.id).collect();
    let models: Vec<&str> = model::ALL.iter().map(|model| model.id).collect();
    let schemas = json!({
        "plan": schema_for!(Plan),
        "report": schema_for!(Report),
        "view": schema_for!(View),
        "catalog": schema_for!(Catalog),
        "comparison": schema_for!(Comparison),
        "sweep": schema_for!(Sweep),
        "scenario": scenario::schema(),
    });
    // The schemas above say what core accepts; this one says what core writes, where nothing with a default is left out.
    let page = SchemaSettings::draft07().for_serialize().into_generator().into_root_schema_for::<Page>();
    println!("{:#}", json!({ "workloads": workloads, "models": models, "schemas": schemas, "page": page }));
}

/// Everything that core and the page exchange, in one type, so that a shape which several of them contain has one name.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is wanted")]
struct Page {
    plan: Plan,
    mistake: Mistake,
    report: Report,
    view: View,
    catalog: Catalog,
    progress: Progress,
    update: UpdateMessage,
    forecast: ForecastWords,
    comparison: Comparison,
    sweep: Sweep,
    variation: Variation,
    picture: Picture,
    step: Step,
    in_words: InWords,
    language: Language,
    completion: Completion,
    beside: Beside,
    lab_settings: LabSettings,
    lab_panel: LabPanel,
    // These cross in columns, and the page makes them again where one is asked for.
    span: Span,
    arrow: Arrow,
}
