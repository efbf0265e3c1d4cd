//! The catalogue as text.

use std::fmt::Write as _;

use comfy_table::{ContentArrangement, Table, presets};
use interleave_core::fold::flags;
use interleave_core::plan::Parameter;
use interleave_core::run::catalog::Catalog;

use super::style::{FAINT, STRONG};
use super::words;

/// Workloads with their parameters, by the sections of the tutorial, then models, then the settings that every plan has.
pub fn catalog(catalog: &Catalog, width: usize) -> String {
    let mut text = format!("{STRONG}Workloads{STRONG:#}\n");
    let mut section = "";
    for workload in &catalog.workloads {
        if workload.section != section {
            section = workload.section;
            let _ = writeln!(text, "\n{FAINT}{section}{FAINT:#}");
        }
        let _ = writeln!(text, "\n{STRONG}{}{STRONG:#}  {}", workload.id, workload.title);
        text.push_str(&paragraph(workload.about, width));
        text.push_str(&columns(workload.parameters.iter().map(|parameter| described(parameter.id, parameter)), width));
    }
    let models = catalog.models.iter().map(|model| [model.id.to_owned(), format!("{}: {}", model.title, model.about)]);
    let flag = |setting: &Parameter| flags::of_field(setting.id, &[]).unwrap_or_default();
    let settings = catalog.settings.iter().map(|setting| described(&flag(setting), setting));
    let _ = write!(text, "\n{STRONG}Models{STRONG:#}\n\n{}", columns(models, width));
    let _ = write!(text, "\n{STRONG}Settings of every run{STRONG:#}\n\n{}", columns(settings, width));
    text
}

/// What is typed for it, beside what the form calls it and what it does.
fn described(name: &str, parameter: &Parameter) -> [String; 2] {
    let Parameter { title, about, .. } = parameter;
    [name.to_owned(), format!("{title}: {about}\n{}", words::range(parameter))]
}

fn paragraph(text: &str, width: usize) -> String {
    columns(std::iter::once([String::new(), text.to_owned()]), width)
}

/// A name and what it means beside each other; long meanings go on below their beginning.
pub fn columns(rows: impl Iterator<Item = [String; 2]>, width: usize) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX))
        .add_rows(rows);
    format!("{}\n", table.trim_fmt())
}
