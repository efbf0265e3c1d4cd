//! Several values of one parameter, as a person types them: `1,2,4`, `1..8`, `0..100+25`, `1..1000000x10`, or a mixture.

use super::list;
use super::number::{self, grouped};
use super::parameter::{Parameter, Range};
use super::value::Value;
use crate::mistake::Mistake;

/// What is varied when worker counts are tried, as if they were a parameter.
pub const WORKERS: &str = "workers";

/// A range without a step gives at most so many values: enough to see a curve, few enough to be measured in turn.
pub const MOST_SPREAD: usize = 16;

/// More values are refused, because nobody would wait for them: as many as there can be workers.
pub const MOST_VALUES: usize = 64;

/// Whether several values of `parameter` were typed, or what could be several.
pub fn is_series(parameter: &Parameter, typed: &str) -> bool {
    match parameter.range {
        Range::Integer { .. } => typed.contains("..") || list::parts(typed).is_none_or(|parts| parts.len() > 1),
        Range::Choice { .. } => typed.contains(','),
        // In a text, a comma separates nothing.
        Range::Text { .. } | Range::Files { .. } => false,
    }
}

/// The values of `parameter` that were typed, in their order. What stands between commas is one of:
///
/// | typed | values |
/// |---|---|
/// | `8` | 8 |
/// | `1..8` | every whole number, both ends included; of more than [`MOST_SPREAD`], so many, evenly spread |
/// | `0..100+25` | 0, 25, 50, 75, 100: by adding, up to the end |
/// | `1..1000x10` | 1, 10, 100, 1000: by multiplying, up to the end |
///
/// Semicolons stand between numbers as well as commas do; then commas part thousands. Where commas alone could do either, they are refused:
/// see [`list::parts`]. Where a parameter is one of a few choices, only commas separate anything. A multiplication sign is an `x`, because shells take `*` for the
/// names of files; `*` and `×` are read as well, and so is Rust's `1..=8`.
///
/// # Errors
/// The first part that is no value of the parameter or no range, or how many values there are if those are more than [`MOST_VALUES`].
pub fn read(parameter: &Parameter, typed: &str) -> Result<Vec<Value>, Mistake> {
    let numeric = matches!(parameter.range, Range::Integer { .. });
    let mut values = Vec::new();
    let parts = if numeric { list::parts(typed) } else { Some(typed.split(',').map(str::to_owned).collect()) };
    for part in parts.ok_or_else(|| ambiguous(parameter, typed))?.iter().map(|part| part.trim()) {
        match part.split_once("..").filter(|_| numeric) {
            Some((from, rest)) => values.extend(numbers(parameter, part, from, rest)?.into_iter().map(Value::Integer)),
            None => values.push(parameter.parse(part)?),
        }
        check_count(parameter, values.len())?;
    }
    Ok(values)
}

/// That there are not too many values.
///
/// # Errors
/// A sentence with both numbers.
pub fn check_count(parameter: &Parameter, count: usize) -> Result<(), Mistake> {
    let sentence = || {
        let title = parameter.title;
        format!(
            "More than {MOST_VALUES} values of “{title}” are more than anybody waits for: take a larger step, such as x10."
        )
    };
    if count > MOST_VALUES { Err(Mistake::new(parameter.id, sentence())) } else { Ok(()) }
}

/// The values as [`read`] understands them, as short as it gets.
pub fn written(values: &[Value]) -> String {
    let numbers: Option<Vec<i64>> =
        values.iter().map(|value| if let Value::Integer(number) = value { Some(*number) } else { None }).collect();
    numbers.as_deref().and_then(range).unwrap_or_else(|| {
        let texts: Vec<String> = values.iter().map(Value::typed).collect();
        texts.join(",")
    })
}

/// Three or more numbers with one step between all of them, as a range.
fn range(numbers: &[i64]) -> Option<String> {
    let [first, second, _, ..] = numbers else { return None };
    let last = numbers.last()?;
    let all = |next: &dyn Fn(i64) -> Option<i64>| numbers.windows(2).all(|pair| next(pair[0]) == Some(pair[1]));
    let step = second.checked_sub(*first).filter(|step| *step > 0)?;
    if all(&|number| number.checked_add(step)) {
        let whole = step == 1 && numbers.len() <= MOST_SPREAD;
        return Some(if whole { format!("{first}..{last}") } else { format!("{first}..{last}+{step}") });
    }
    let factor = (*first > 0).then(|| second / first)?;
    all(&|number| number.checked_mul(factor)).then(|| format!("{first}..{last}x{factor}"))
}

/// From one value of a range to the next.
#[derive(Clone, Copy)]
enum Step {
    Add(i64),
    Multiply(i64),
}

fn numbers(parameter: &Parameter, part: &str, from: &str, rest: &str) -> Result<Vec<i64>, Mistake> {
    let number = |text: &str| match parameter.parse(text.trim())? {
        Value::Integer(number) => Ok(number),
        Value::Text(text) => Err(Mistake::new(parameter.id, format!("'{text}' is no whole number."))),
    };
    let rest = rest.strip_prefix('=').unwrap_or(rest);
    let (to, step) = match rest.find(['+', 'x', '*', '×']) {
        Some(sign) => (&rest[..sign], Some(step(parameter, part, &rest[sign..])?)),
        None => (rest, None),
    };
    let (from, to) = (number(from)?, number(to)?);
    if from > to {
        let title = parameter.title;
        let sentence = format!("{from}..{to} goes down, and a range of “{title}” goes up: type {to}..{from}.");
        return Err(Mistake::new(parameter.id, sentence));
    }
    match step {
        None => Ok(spread(from, to)),
        Some(Step::Multiply(factor)) if from < 1 => {
            let from = grouped(from);
            let sentence = format!("Multiplying {from} leads nowhere: let it begin above 0, such as 1..{to}x{factor}.");
            Err(Mistake::new(parameter.id, sentence))
        }
        Some(step) => {
            let next = |number: &i64| match step {
                Step::Add(step) => number.checked_add(step),
                Step::Multiply(factor) => number.checked_mul(factor),
            };
            let up = std::iter::successors(Some(from), next).take_while(|number| *number <= to);
            // One more than is allowed is enough to be refused.
            Ok(up.take(MOST_VALUES + 1).collect())
        }
    }
}

fn ambiguous(parameter: &Parameter, typed: &str) -> Mistake {
    let typed: String = typed.chars().take(40).collect();
    let sentence = format!(
        "A comma in '{typed}' could stand between two values or within one: put ; between values, or leave it out of numbers, such as 250000 or 250_000."
    );
    Mistake::new(parameter.id, sentence)
}

/// What follows the end of a range: a sign, and by how much it goes up.
fn step(parameter: &Parameter, part: &str, typed: &str) -> Result<Step, Mistake> {
    let by = typed.split_at(typed.chars().next().map_or(0, char::len_utf8)).1.trim();
    let by = number::read(by);
    let step = match (typed.starts_with('+'), by) {
        (true, Some(by)) if by >= 1 => Some(Step::Add(by)),
        (false, Some(by)) if by >= 2 => Some(Step::Multiply(by)),
        _ => None,
    };
    step.ok_or_else(|| {
        let part: String = part.chars().take(40).collect();
        let sentence = format!(
            "'{part}' has no step: write + and what is added, such as 0..100+25, or x and what it is multiplied by, such as 1..1000x10."
        );
        Mistake::new(parameter.id, sentence)
    })
}

/// Every number, or as many as there may be, evenly spread, both ends included.
fn spread(from: i64, to: i64) -> Vec<i64> {
    let length = i128::from(to) - i128::from(from);
    let steps = length.min(MOST_SPREAD as i128 - 1);
    // In between, the nearest whole number.
    let at = |step: i128| i128::from(from) + (2 * length * step + steps) / (2 * steps).max(1);
    (0..=steps).map(|step| at(step) as i64).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parameter(min: i64, max: i64) -> Parameter {
        Parameter::integer("n", "N", "A number.", (min, max), 1.clamp(min, max), "")
    }

    fn of(typed: &str) -> Vec<i64> {
        let values = read(&parameter(-100, 1_000_000), typed).expect("values");
        values.into_iter().filter_map(|value| if let Value::Integer(n) = value { Some(n) } else { None }).collect()
    }

    fn refusal(typed: &str) -> String {
        read(&parameter(0, 1_000_000), typed).expect_err("a mistake").message
    }

    #[test]
    fn values_are_lists_ranges_steps_powers_or_a_mixture() {
        assert_eq!(of("1..4"), [1, 2, 3, 4]);
        assert_eq!(of("1..=4"), [1, 2, 3, 4]);
        assert_eq!(of("1, 2,4"), [1, 2, 4]);
        assert_eq!(of("1..3,8"), [1, 2, 3, 8]);
        assert_eq!(of("3..3"), [3]);
        assert_eq!(of("-50..50+25"), [-50, -25, 0, 25, 50]);
        assert_eq!(of("0..10+4"), [0, 4, 8]);
        assert_eq!(of("0,1..1_000_000x10"), [0, 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]);
        assert_eq!(of("1..8*2"), of("1..8 x 2"));
        assert_eq!(of("1..8×2"), [1, 2, 4, 8]);
    }

    #[test]
    fn a_long_range_is_spread_evenly_with_both_its_ends() {
        assert_eq!(of("1..16").len(), MOST_SPREAD);
        let spread = of("1..1000");
        assert_eq!((spread.len(), spread[0], spread[1], spread[15]), (MOST_SPREAD, 1, 68, 1_000));
        let steps: Vec<i64> = spread.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert!(steps.iter().all(|step| (66..=67).contains(step)), "{steps:?}");
    }

    #[test]
    fn what_is_no_series_is_answered_with_what_to_type() {
        for (typed, words) in [
            ("4..1", "type 1..4"),
            ("0..5000001", "'5000001'"),
            ("1..", "''"),
            ("..4", "''"),
            ("", "''"),
            ("1,,2", "''"),
            ("a", "'a'"),
            ("1..b", "'b'"),
            ("1..10+0", "'1..10+0' has no step"),
            ("1..10+x", "no step"),
            ("1..10x1", "no step"),
            ("1..10x", "no step"),
            ("1..10+-1", "no step"),
            ("0..10x2", "begin above 0"),
            ("0..1000+1", "More than 64 values"),
        ] {
            assert!(refusal(typed).contains(words), "{typed}: {}", refusal(typed));
        }
    }

    #[test]
    fn numbers_are_read_as_everywhere_even_with_commas_within() {
        assert_eq!(of("1,000,2,000"), [1_000, 2_000]);
        assert_eq!(of("1 000; 1,250; 1e4; 2_0"), [1_000, 1_250, 10_000, 20]);
        assert_eq!(of("1e3..3e3+1,000"), [1_000, 2_000, 3_000]);
        assert_eq!(of("100,200,400"), [100, 200, 400]);
        assert!(refusal("1,250,000").contains("put ; between values"), "{}", refusal("1,250,000"));
        let parameter = parameter(0, 1_000_000);
        for (typed, several) in
            [("1,2", true), ("1..2", true), ("1,250,000", true), ("1,000,000", false), ("1e6", false)]
        {
            assert_eq!(is_series(&parameter, typed), several, "{typed}");
        }
    }

    #[test]
    fn words_are_separated_by_commas_alone() {
        let choice = Parameter::choice("fix", "Fix", "How.", &[("none", "None"), ("mutex", "Mutex")]);
        assert_eq!(written(&read(&choice, "mutex, none").expect("both are options")), "mutex,none");
        assert!(read(&choice, "none..mutex").is_err());
    }

    #[test]
    fn what_is_written_is_short() {
        let short = |typed: &str| written(&read(&parameter(0, 1_000_000), typed).expect("values"));
        for typed in ["1..4", "0..100+25", "1..1000x10", "1,2", "3,1,2", "7"] {
            assert_eq!(short(typed), typed);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(numbers in prop::collection::vec(any::<i64>(), 1..20)) {
            let values: Vec<Value> = numbers.into_iter().map(Value::Integer).collect();
            prop_assert_eq!(read(&parameter(i64::MIN, i64::MAX), &written(&values)), Ok(values));
        }

        #[test]
        fn ranges_are_read_back_too(from in -1_000_i64..1_000, step in 1_i64..500, count in 1_i64..60, powers: bool) {
            let typed = if powers {
                format!("{}..{}x{}", from.unsigned_abs() + 1, i64::MAX, step + 1)
            } else {
                format!("{from}..{}+{step}", from + count * step)
            };
            let parameter = parameter(i64::MIN, i64::MAX);
            let values = read(&parameter, &typed);
            prop_assert!(values.is_ok(), "{:?}", values);
            let values = values.unwrap_or_default();
            prop_assert_eq!(read(&parameter, &written(&values)), Ok(values));
        }

        #[test]
        fn nothing_that_is_typed_gives_values_out_of_range_or_too_many(typed in "[0-9x+*.,=_ -]{0,24}") {
            if let Ok(values) = read(&parameter(-5, 70_000), &typed) {
                prop_assert!(values.len() <= MOST_VALUES);
                let within = |value: &Value| matches!(value, Value::Integer(-5..=70_000));
                prop_assert!(values.iter().all(within), "{:?}", values);
            }
        }
    }
}
