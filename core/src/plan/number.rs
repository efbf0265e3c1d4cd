//! Whole numbers as people type them and as they are shown: the one rule for both.
//!
//! Typed, `1000000`, `1_000_000`, `1 000 000`, `1,000,000`, `1'000'000` and `1e6` are the same. Shown, digits stand in groups of three with
//! a [`GAP`] between them; commands to be copied and files have plain digits. The page follows the same rule while somebody types
//! (`web/app/number.ts`), and both are held against `examples.json`.

/// Between groups of digits that are shown: a space that is narrow and breaks no line. It is read as well, so that a number may be copied.
pub const GAP: char = '\u{202f}';

/// Marks that may stand anywhere between digits: programmers put the one, and whoever edits a number that is shown moves the other.
const FREE: [char; 2] = ['_', GAP];

/// Marks that part groups of three digits and nothing else: with other groups they would mean something else, such as a fraction.
const PARTING: [char; 7] = [',', ' ', '\u{a0}', '\u{2007}', '\u{2009}', '\'', '\u{2019}'];

/// The whole number that was typed; nothing where it is none, where it could be read in two ways (`1,5`, `1.000`), or is beyond an `i64`.
pub fn read(typed: &str) -> Option<i64> {
    let (negative, digits, zeros) = parts(typed)?;
    let number: i128 = digits.parse().ok()?;
    let number = number.checked_mul(10_i128.checked_pow(zeros.parse().ok()?)?)?;
    i64::try_from(if negative { -number } else { number }).ok()
}

/// The parts of a whole number of any size: whether it is below zero, its digits, and how many zeros follow them.
fn parts(typed: &str) -> Option<(bool, String, &str)> {
    let typed = typed.trim();
    let (negative, rest) = match typed.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, typed.strip_prefix('+').unwrap_or(typed)),
    };
    let (digits, zeros) = match rest.split_once(['e', 'E']) {
        Some((digits, power)) => (digits, plain(power.strip_prefix('+').unwrap_or(power))?),
        None => (rest, "0"),
    };
    Some((negative, ungrouped(digits)?, zeros))
}

/// Digits without the marks between their groups.
fn ungrouped(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|c| !FREE.contains(c)).collect();
    let Some(mark) = text.chars().find(|c| PARTING.contains(c)) else { return plain(&text).map(str::to_owned) };
    let mut groups = text.split(mark);
    let first = groups.next().and_then(plain).filter(|first| first.len() <= 3 && !first.starts_with('0'))?;
    let rest = groups.map(|group| plain(group).filter(|group| group.len() == 3)).collect::<Option<String>>()?;
    Some(format!("{first}{rest}"))
}

fn plain(text: &str) -> Option<&str> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

/// What to type instead of something that [`read`] does not take; empty where it takes it, where it is a whole number and merely too large, or
/// where it does not look like a number at all.
pub fn advice(typed: &str) -> String {
    if parts(typed).is_some() {
        return String::new();
    }
    let thousands = typed.replace('.', ",");
    match read(&thousands) {
        Some(number) if typed.contains('.') => {
            format!(" A point could part thousands or a fraction: if {} is meant, type {number}.", grouped(number))
        }
        None if typed.trim_start().starts_with(|c: char| c.is_ascii_digit()) => {
            " Type it without a fraction, as 1000, 1_000, 1,000 or 1e3.".to_owned()
        }
        _ => String::new(),
    }
}

/// A whole number as it is shown: its digits in groups of three.
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::from(if number < 0 { "-" } else { "" });
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(GAP);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;

    /// What the page's tests read too.
    #[derive(Deserialize)]
    struct Examples {
        read: BTreeMap<String, i64>,
        refused: Vec<String>,
        shown: BTreeMap<i64, String>,
    }

    fn examples() -> Examples {
        serde_json::from_str(include_str!("examples.json")).expect("the table of examples is JSON")
    }

    #[test]
    fn whatever_is_clearly_a_whole_number_is_read() {
        for (typed, number) in examples().read {
            assert_eq!(read(&typed), Some(number), "{typed}");
        }
    }

    #[test]
    fn what_could_be_something_else_is_not_read() {
        for typed in examples().refused {
            assert_eq!(read(&typed), None, "{typed}");
        }
    }

    #[test]
    fn numbers_are_shown_in_groups_of_three() {
        for (number, shown) in examples().shown {
            assert_eq!(grouped(number), shown);
        }
    }

    #[test]
    fn what_is_refused_is_answered_with_what_to_type() {
        assert!(advice("1.000").ends_with("if 1\u{202f}000 is meant, type 1000."), "{}", advice("1.000"));
        for typed in ["1,5", "1.5", "1e-3", "1e3.5", "12 34"] {
            assert!(advice(typed).contains("1,000 or 1e3"), "{typed}: {}", advice(typed));
        }
        for typed in ["many", "", "1e6", "1e400", "1e99999999999", "-1e40", "99 999 999 999 999 999 999"] {
            assert_eq!(advice(typed), "", "{typed}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(number: i64) {
            prop_assert_eq!(read(&grouped(number)), Some(number));
            prop_assert_eq!(read(&number.to_string()), Some(number));
        }

        #[test]
        fn nothing_that_is_typed_brings_it_down(typed in ".{0,30}|[0-9eE+,._' -]{0,30}") {
            let _ = (read(&typed), advice(&typed));
        }
    }
}
