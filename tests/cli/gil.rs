//! `interleave gil`: its table without any Python, and its answers to impossible options.

use serde_json::Value;

use crate::program::{interleave, output_of, program};

#[test]
fn impossible_options_are_answered_in_one_sentence() {
    for (arguments, word) in
        [(["gil", "--rounds=0"], "from 1 to 1_000"), (["gil", "--against=no-such-python"], "give --against the name")]
    {
        let output = interleave(&arguments);
        assert_eq!(output.code, Some(2));
        assert!(output.stderr.contains(word), "{}", output.stderr);
    }
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
    let rows = table["rows"].as_array().expect("there are rows");
    for id in ["G1", "G6", "G9", "G18"] {
        let row = rows.iter().find(|row| row["id"] == id).unwrap_or_else(|| panic!("{id} is measured"));
        assert_eq!(row["within"], true, "{row}");
        assert_eq!(row["cpython"], Value::Null);
    }
}
