//! Every sample as a row, for spreadsheets and data frames (RFC 4180).

use std::borrow::Cow;

use crate::fold::command;
use crate::host::Platform;
use crate::report::Report;

const HEADER: &str = "created,workload,parameters,workers,model,platform,interpreter,lanes,run,milliseconds,checksum";

/// One row per measured execution, under a row of names. Lines end as the standard wants it.
pub fn csv(report: &Report) -> String {
    let plan = &report.plan;
    let parameters: Vec<String> =
        plan.parameters.iter().map(|(id, value)| format!("{id}={}", command::quoted(value))).collect();
    let parameters = parameters.join(" ");
    let mut text = format!("{HEADER}\r\n");
    for result in &report.results {
        for (run, milliseconds) in (1..).zip(&result.samples_ms) {
            let cells = [
                cell(&report.created),
                cell(&plan.workload),
                cell(&parameters),
                plan.workers.to_string().into(),
                cell(&result.model),
                platform(result.platform).into(),
                cell(result.interpreter.as_ref().map_or("", |interpreter| &interpreter.version)),
                result.workers.to_string().into(),
                run.to_string().into(),
                milliseconds.to_string().into(),
                cell(result.checksum.as_deref().unwrap_or_default()),
            ];
            text.push_str(&cells.join(","));
            text.push_str("\r\n");
        }
    }
    text
}

fn platform(platform: Platform) -> &'static str {
    match platform {
        Platform::Native => "native",
        Platform::Browser => "browser",
        Platform::Cpython => "cpython",
        Platform::Simulated => "simulated",
    }
}

/// A text as a cell. What a spreadsheet would take for a formula gets an apostrophe before it.
fn cell(text: &str) -> Cow<'_, str> {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let plain = !formula && !text.contains([',', '"', '\n', '\r']);
    if plain {
        return text.into();
    }
    let guard = if formula { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\"")).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::example;

    #[test]
    fn every_sample_is_a_row_with_as_many_cells_as_the_header() {
        let report = example::report();
        let text = csv(&report);
        let samples: usize = report.results.iter().map(|result| result.samples_ms.len()).sum();
        let rows: Vec<&str> = text.split_terminator("\r\n").collect();
        assert_eq!(rows.len(), 1 + samples);
        for row in &rows {
            assert_eq!(row.split(',').count(), HEADER.split(',').count(), "{row}");
        }
        let first = &report.results[0];
        let milliseconds = first.samples_ms[0].to_string();
        assert_eq!(rows[1].split(',').nth(9), Some(milliseconds.as_str()));
        assert_eq!(milliseconds.parse(), Ok(first.samples_ms[0]), "no digit is lost");
    }

    #[test]
    fn texts_can_neither_leave_their_cell_nor_become_formulas() {
        assert_eq!(cell("plain text"), "plain text");
        assert_eq!(cell("a,\"b\"\n"), "\"a,\"\"b\"\"\n\"");
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
        let mut hostile = example::report();
        hostile.results[0].model = "@SUM(A1),x".to_owned();
        assert!(csv(&hostile).contains(",\"'@SUM(A1),x\",simulated,,"));
    }
}
