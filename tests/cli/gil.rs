//! `interleave gil`: its table without any Python and with one that crashes, and its answers to impossible options.

use serde_json::Value;

use crate::program::{interleave, output_of, program};

#[test]
fn impossible_options_are_answered_in_one_sentence() {
    for (arguments, word) in [
        (["gil", "--rounds=0"], "from 1 to 1\u{202f}000"),
        (["gil", "--against=no-such-python"], "give --against the name"),
    ] {
        let output = interleave(&arguments);
        assert_eq!(output.code, Some(2));
        assert!(output.stderr.contains(word), "{}", output.stderr);
    }
}

/// The row of a behaviour; there is one for each of them.
fn row<'a>(table: &'a Value, id: &str) -> &'a Value {
    let rows = table["rows"].as_array().expect("there are rows");
    let ids: Vec<String> = (1..=18).map(|number| format!("G{number}")).collect();
    assert_eq!(rows.iter().map(|row| row["id"].as_str().unwrap_or_default()).collect::<Vec<_>>(), ids);
    rows.iter().find(|row| row["id"] == id).expect("it is among them")
}

#[test]
fn without_any_python_our_own_gil_is_measured_and_keeps_its_order() {
    let mut command = program(&["gil", "--rounds=1", "--json", "-"]);
    command.env("PATH", "").env("PYENV_ROOT", "nowhere").env("HOME", "nowhere");
    let output = output_of(&mut command);
    assert_eq!(output.code, Some(0), "{}", output.stderr);
    assert!(output.stderr.contains("No CPython with a GIL was found"), "{}", output.stderr);
    let table: Value = serde_json::from_str(&output.stdout).expect("standard output is JSON and nothing else");
    assert_eq!(table["schema"], "interleave.gil/1");
    for number in 1..=18 {
        let row = row(&table, &format!("G{number}"));
        assert!(row["ours"].is_number() || row["why"].is_string(), "{row}");
        assert_eq!(row["cpython"], Value::Null);
    }
    for id in ["G1", "G6"] {
        let row = row(&table, id);
        assert_eq!((&row["within"], row["ours"].is_number()), (&Value::Bool(true), true), "{row}");
    }
    // A machine that hardly lets two threads take turns gives no chance to see it.
    let updates = row(&table, "G14");
    let expected = if updates["ours"].is_number() { Value::Bool(true) } else { Value::Null };
    assert_eq!(updates["within"], expected, "{updates}");
}

#[cfg(unix)]
#[test]
fn a_python_that_crashes_in_one_measurement_loses_only_the_rows_made_from_it() {
    let python = crate::python::fake_python(
        "crash-in-one",
        r#"echo '{}'
while read request; do case "$request" in
  *'"measurement":"processes"'*) echo 'Out of cheese' >&2; exit 3 ;;
  *'"measurement":"kept"'*) echo '{"call_ms": 100, "gap_ms": 99}' ;;
  *) echo '{}' ;;
esac; done"#,
    );
    let output = output_of(program(&["gil", "--rounds=1", "--json", "-", "--against"]).arg(&python));
    assert_eq!(output.code, Some(0), "{}", output.stderr);
    let table: Value = serde_json::from_str(&output.stdout).expect("JSON");
    let (lost, kept) = (row(&table, "G17"), row(&table, "G9"));
    assert_eq!(lost["cpython"], Value::Null);
    assert!(
        lost["ours"].is_number() && lost["why"].as_str().is_some_and(|why| why.contains("Out of cheese")),
        "{lost}"
    );
    assert_eq!(kept["cpython"], 0.99);
}
