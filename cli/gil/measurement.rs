//! The measurements of a round. Each can fail alone: then only the rows that are made from it have no figures.

use std::collections::BTreeMap;

use anyhow::Result;
use interleave_core::cancel::Cancel;
use serde::Serialize;

/// One measurement; lab.py has a function of each name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measurement {
    Slices,
    Sleepers,
    Naps,
    Computing,
    Processes,
    Released,
    Kept,
    Updates,
    Death,
    EventLoop,
}

/// Why a measurement failed, in one sentence.
pub type Failures = BTreeMap<Measurement, String>;

impl Measurement {
    /// In the order in which they are made.
    pub const ALL: [Self; 10] = [
        Self::Slices,
        Self::Sleepers,
        Self::Naps,
        Self::Computing,
        Self::Processes,
        Self::Released,
        Self::Kept,
        Self::Updates,
        Self::Death,
        Self::EventLoop,
    ];
}

/// Makes every measurement of a round that has not failed yet, and notes which ones fail now.
///
/// # Errors
/// When it was cancelled.
pub fn each(
    failures: &mut Failures,
    cancel: &Cancel,
    mut measure: impl FnMut(Measurement) -> Result<()>,
) -> Result<()> {
    for measurement in Measurement::ALL {
        // One that crashed or hung once would do it again in every round.
        if failures.contains_key(&measurement) {
            continue;
        }
        match measure(measurement) {
            Err(error) if cancel.is_cancelled() => return Err(error),
            Err(error) => _ = failures.insert(measurement, format!("{error:#}")),
            Ok(()) => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    #[test]
    fn a_measurement_that_fails_is_noted_once_and_the_others_go_on() {
        let (mut failures, cancel) = (Failures::new(), Cancel::new());
        let mut made = Vec::new();
        for _ in 0..2 {
            let round = each(&mut failures, &cancel, |measurement| {
                made.push(measurement);
                if measurement == Measurement::Naps { bail!("It ended.") } else { Ok(()) }
            });
            round.expect("nobody cancelled");
        }
        assert_eq!(failures, Failures::from([(Measurement::Naps, "It ended.".to_owned())]));
        assert_eq!(made.len(), 2 * Measurement::ALL.len() - 1);
    }

    #[test]
    fn a_cancelled_round_ends_at_once() {
        let (mut failures, cancel) = (Failures::new(), Cancel::new());
        let round = each(&mut failures, &cancel, |_| {
            cancel.cancel();
            bail!("cancelled")
        });
        assert!(round.is_err() && failures.is_empty());
    }

    #[test]
    fn lab_py_has_a_function_of_each_name() {
        for measurement in Measurement::ALL {
            let name = serde_json::to_value(measurement).expect("a name");
            let line = format!("def {}(request):", name.as_str().expect("a name"));
            assert!(include_str!("lab.py").contains(&line), "{line}");
        }
    }
}
