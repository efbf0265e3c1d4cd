//! Export then import is the identity, and no change to a report makes anything panic.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::report;
use super::tests::{json, made, read, use_all_of};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn export_then_import_is_the_identity(
        seed in 0..1_000_u64,
        samples in prop::collection::vec(0.0..1e9_f64, 0..9),
        texts in prop::collection::vec(any::<String>(), 3),
        at_ns in any::<u64>(),
    ) {
        let mut report = made("count", seed);
        let result = &mut report.results[2];
        result.samples_ms = samples;
        result.observations.insert(texts[0].clone(), vec![i64::MIN, i64::MAX]);
        result.output[0].text = texts[1].clone();
        result.output[0].at_ns = at_ns;
        report.insight = texts;
        prop_assert_eq!(read(&json(&report)), Ok(report));
    }

    #[test]
    fn whatever_bytes_are_changed_nothing_panics(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8), digits in any::<bool>(),
    ) {
        let mut text = json(&made("count", 1)).to_string().into_bytes();
        for (place, byte) in changes {
            let place = place.index(text.len());
            // Digits keep the JSON valid more often, and so get further.
            text[place] = if digits && text[place].is_ascii_digit() { b'0' + byte % 10 } else { byte };
        }
        if let Ok(report) = report(&text) {
            use_all_of(&report);
        }
    }

    #[test]
    fn numbers_out_of_place_do_not_panic(
        places in prop::collection::vec(any::<prop::sample::Index>(), 1..20), number in any::<u64>(), small in 0..9_u64,
    ) {
        let mut value = json(&made("count", 1));
        let mut numbers = Vec::new();
        collect(&mut value["results"], &mut numbers);
        for (turn, place) in places.iter().enumerate() {
            let index = place.index(numbers.len());
            *numbers[index] = json!(if turn % 2 == 0 { small } else { number });
        }
        if let Ok(report) = read(&value) {
            use_all_of(&report);
        }
    }
}

/// Every number in `value`.
fn collect<'a>(value: &'a mut Value, numbers: &mut Vec<&'a mut Value>) {
    match value {
        Value::Number(_) => numbers.push(value),
        Value::Array(values) => values.iter_mut().for_each(|value| collect(value, numbers)),
        Value::Object(values) => values.values_mut().for_each(|value| collect(value, numbers)),
        _ => {}
    }
}
