//! One round of everything native: each row is there, with figures that can be, and the files say the same.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use serde_json::Value;

#[test]
fn one_round_measures_every_native_row_and_no_verdict_rests_on_it() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let [json, markdown, picture] = ["bench.json", "BENCHMARKS.md", "benchmarks.svg"].map(|name| folder.join(name));
    let mut bench = Command::new(env!("CARGO_BIN_EXE_interleave-bench"));
    bench.arg("--once").arg("--json").arg(&json).arg("--markdown").arg(&markdown).arg("--picture").arg(&picture);
    let output = bench.output().expect("the benchmark starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let read = |file| fs::read_to_string(file).expect("the file is written");
    let document: Value = serde_json::from_str(&read(&json)).expect("JSON");
    let (markdown, picture) = (read(&markdown), read(&picture));
    let mut ids = BTreeSet::new();
    for section in document["sections"].as_array().expect("sections") {
        assert!(section["failure"].is_null(), "{section}");
        for row in section["rows"].as_array().expect("rows") {
            let measured = &row["measured"];
            let id = measured["id"].as_str().expect("an id");
            ids.insert(id.to_owned());
            let figure = row["estimate"]["median"].as_f64().expect("a figure");
            assert!(figure > 0.0 || measured["kind"] == "growth", "{row}");
            let verdict = row["verdict"].as_str().expect("a verdict");
            assert!(matches!(verdict, "cannot-tell" | "shown"), "{row}");
            assert!(markdown.contains(measured["name"].as_str().expect("a name")), "{row}");
        }
    }
    assert_eq!(
        ids.iter().map(String::as_str).collect::<Vec<_>>(),
        ["P10", "P15", "P2", "P3", "P7", "P8", "P9", "following", "scale"]
    );
    assert!(picture.starts_with("<svg ") && picture.trim_end().ends_with("</svg>"));
    assert!(markdown.contains("one round, which says nothing"));
}
