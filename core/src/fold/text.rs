//! Numbers in words. The only place that formats a figure, so that page and command line say the same.

use std::collections::BTreeMap;

use crate::plan::grouped;

/// A count with its digits in groups: `2 967`.
pub fn count(count: u64) -> String {
    grouped(i64::try_from(count).unwrap_or(i64::MAX))
}

/// A duration with three significant digits and its unit: `196 ms`, `1.94 s`, `85.0 µs`.
pub fn milliseconds(ms: f64) -> String {
    let (factor, unit) = unit(ms);
    format!("{}\u{a0}{unit}", significant(ms * factor))
}

/// A moment of a run, to the microsecond, so that it can be found on an axis: `12.301 ms`.
pub fn moment(at_ns: u64) -> String {
    format!("{:.3}\u{a0}ms", at_ns as f64 / 1e6)
}

/// Two durations in the unit of the larger: `194 to 198 ms`.
pub fn milliseconds_between([low, high]: [f64; 2]) -> String {
    let (factor, unit) = unit(high);
    format!("{} to {}\u{a0}{unit}", significant(low * factor), significant(high * factor))
}

/// A share as hundredths with three significant digits: `1.25 %`.
pub fn percent(share: f64) -> String {
    format!("{}\u{a0}%", significant(100.0 * share))
}

/// A ratio: `1.94×`.
pub fn times(ratio: f64) -> String {
    format!("{}×", significant(ratio))
}

/// Two ratios: `1.90 to 1.97×`.
pub fn times_between([low, high]: [f64; 2]) -> String {
    format!("{} to {}", significant(low), times(high))
}

/// Two factors to be followed by the word `times`: `1.03 to 1.06`; only one where they read the same.
pub fn factors([low, high]: [f64; 2]) -> String {
    let (low, high) = (significant(low), significant(high));
    if low == high { low } else { format!("{low} to {high}") }
}

/// Names as a sentence lists them: `a, b and c`; nothing for none.
pub fn list(names: &[String]) -> Option<String> {
    match names {
        [] => None,
        [one] => Some(one.clone()),
        [most @ .., last] => Some(format!("{} and {last}", most.join(", "))),
    }
}

/// Shares of the whole, the largest first; what rounds to nothing is left out: `running 96 %, starting 4 %`.
pub fn shares(parts: &BTreeMap<String, f64>) -> String {
    let sum: f64 = parts.values().sum();
    let mut shares: Vec<(&str, f64)> =
        parts.iter().map(|(name, part)| (name.as_str(), (100.0 * part / sum).round())).collect();
    shares.retain(|(_, share)| *share >= 1.0);
    shares.sort_by(|a, b| b.1.total_cmp(&a.1));
    let words: Vec<String> = shares.iter().map(|(name, share)| format!("{name} {share:.0}\u{a0}%")).collect();
    words.join(", ")
}

/// An amount of memory with three significant digits: `4.92 MiB`.
pub fn bytes(bytes: u64) -> String {
    const KIB: f64 = 1024.0;
    match bytes as f64 {
        bytes if bytes >= KIB * KIB => format!("{}\u{a0}MiB", significant(bytes / (KIB * KIB))),
        bytes => format!("{}\u{a0}KiB", significant(bytes / KIB)),
    }
}

/// What became of what tasks share, over several runs: `counted: 200 000, lost updates: 0 to 5 120`; cells are called as the program calls them.
pub fn observations(observations: &BTreeMap<String, Vec<i64>>) -> String {
    let words = observations.iter().filter_map(|(name, values)| {
        let (least, most) = (values.iter().min()?, values.iter().max()?);
        let range = if least == most { grouped(*least) } else { format!("{} to {}", grouped(*least), grouped(*most)) };
        Some(match name.as_str() {
            "dead ends" if (*least, *most) == (0, 0) => "no endless wait".to_owned(),
            "dead ends" => format!("endless waits: {range}"),
            "counted" | "expected" | "lost updates" | "updates" => format!("{name}: {range}"),
            cell => format!("{cell} = {range} at the end"),
        })
    });
    words.collect::<Vec<_>>().join(", ")
}

fn unit(ms: f64) -> (f64, &'static str) {
    match ms {
        _ if ms >= 1_000.0 => (1e-3, "s"),
        _ if ms >= 1.0 || ms == 0.0 => (1.0, "ms"),
        _ if ms >= 1e-3 => (1e3, "µs"),
        _ => (1e6, "ns"),
    }
}

fn significant(number: f64) -> String {
    match number {
        _ if number >= 99.95 => format!("{number:.0}"),
        _ if number >= 9.995 => format!("{number:.1}"),
        _ => format!("{number:.2}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_keep_three_digits_in_the_unit_that_suits_them() {
        let plain = |ms| milliseconds(ms).replace('\u{a0}', " ");
        assert_eq!(plain(196.4), "196 ms");
        assert_eq!(plain(9.996), "10.0 ms");
        assert_eq!(plain(1_940.0), "1.94 s");
        assert_eq!(plain(0.085), "85.0 µs");
        assert_eq!(plain(20e-6), "20.0 ns");
        assert_eq!(plain(0.0), "0.00 ms");
    }

    #[test]
    fn what_became_of_shared_things_is_said_in_words_and_cells_by_their_name() {
        let said = |name: &str, values: &[i64]| observations(&BTreeMap::from([(name.to_owned(), values.to_vec())]));
        assert_eq!(said("lost updates", &[0, 5_120]), "lost updates: 0 to 5\u{202f}120");
        assert_eq!(said("dead ends", &[0, 0]), "no endless wait");
        assert_eq!(said("dead ends", &[1, 1]), "endless waits: 1");
        assert_eq!(said("the parent's copy of notices", &[3]), "the parent's copy of notices = 3 at the end");
    }

    #[test]
    fn both_ends_of_an_interval_share_the_unit_of_the_upper_one() {
        assert_eq!(milliseconds_between([0.9, 1.2]).replace('\u{a0}', " "), "0.90 to 1.20 ms");
    }

    #[test]
    fn shares_are_listed_from_the_largest_and_leave_out_what_rounds_to_nothing() {
        let parts = [("starting".to_owned(), 4.0), ("running".to_owned(), 95.9), ("idle".to_owned(), 0.1)];
        assert_eq!(shares(&parts.into_iter().collect()).replace('\u{a0}', " "), "running 96 %, starting 4 %");
    }
}
