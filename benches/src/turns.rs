//! Two sides that take turns: each round runs both once, in an order that chance decides, so that whatever changes on the machine meets both.

use std::time::{Duration, Instant};

use anyhow::Result;
use interleave_core::random::Random;
use interleave_core::statistics::FEWEST_PAIRS;

/// Once there are [`FEWEST_PAIRS`] rounds, none begins when so many seconds are over: a slow machine does less instead of taking longer.
fn time(effort: Effort) -> Duration {
    Duration::from_secs(effort.of(0, 3, 10))
}

/// How much is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effort {
    /// One round of very little, which only shows that it works.
    Once,
    /// Rounds enough for a verdict on a quiet machine.
    Quick,
    /// Rounds enough for narrow intervals.
    Full,
}

impl Effort {
    /// What is meant for this effort.
    pub fn of<T>(self, once: T, quick: T, full: T) -> T {
        match self {
            Self::Once => once,
            Self::Quick => quick,
            Self::Full => full,
        }
    }

    /// What a child of this program is told, so that it does as much.
    pub fn flag(self) -> Option<&'static str> {
        self.of(Some("--once"), Some("--quick"), None)
    }

    /// How many rounds there are, where a round takes some tens of milliseconds.
    pub fn rounds(self) -> usize {
        self.of(1, 7, 31)
    }
}

/// The figures of all rounds, ours and the peer's. One round more comes first and does not count: it only warms up.
///
/// # Errors
/// The first error of either.
pub fn pairs(
    effort: Effort,
    rounds: usize,
    mut ours: impl FnMut() -> Result<f64>,
    mut peer: impl FnMut() -> Result<f64>,
) -> Result<(Vec<f64>, Vec<f64>)> {
    let mut all = all(effort, rounds, &mut [&mut ours, &mut peer])?.into_iter();
    Ok((all.next().unwrap_or_default(), all.next().unwrap_or_default()))
}

/// One of those that take turns: what it gives is the figure of its round.
pub type Side<'a> = &'a mut dyn FnMut() -> Result<f64>;

/// The figures of all rounds of any number of sides. One round more comes first and does not count, where more than one does; and there are fewer when
/// all of them take too long.
///
/// # Errors
/// The first error of any.
pub fn all(effort: Effort, rounds: usize, sides: &mut [Side<'_>]) -> Result<Vec<Vec<f64>>> {
    all_within(time(effort), effort, rounds, sides)
}

fn all_within(time: Duration, effort: Effort, rounds: usize, sides: &mut [Side<'_>]) -> Result<Vec<Vec<f64>>> {
    let warmup = usize::from(effort != Effort::Once);
    let mut figures = vec![Vec::with_capacity(rounds); sides.len()];
    let mut random = Random::new(1);
    let began = Instant::now();
    for round in 0..rounds + warmup {
        if round >= FEWEST_PAIRS + warmup && began.elapsed() > time {
            break;
        }
        let mut order: Vec<usize> = (0..sides.len()).collect();
        random.shuffle(&mut order);
        for place in order {
            let figure = sides[place]()?;
            if round >= warmup {
                figures[place].push(figure);
            }
        }
    }
    Ok(figures)
}

/// Milliseconds that `work` takes.
///
/// # Errors
/// Those of `work`.
pub fn milliseconds<T>(work: impl FnOnce() -> Result<T>) -> Result<f64> {
    let began = Instant::now();
    std::hint::black_box(work()?);
    Ok(began.elapsed().as_secs_f64() * 1e3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_round_runs_each_side_once_and_the_first_round_does_not_count() {
        let (mut ours, mut peer) = (0.0, 100.0);
        let count = |value: &mut f64| {
            *value += 1.0;
            Ok(*value)
        };
        let figures = pairs(
            Effort::Quick,
            3,
            || count(&mut ours),
            || {
                peer += 1.0;
                Ok(peer)
            },
        );
        assert_eq!(figures.expect("no error"), (vec![2.0, 3.0, 4.0], vec![102.0, 103.0, 104.0]));
    }

    #[test]
    fn rounds_that_take_too_long_are_fewer_but_enough_for_a_verdict() {
        let within = |time| all_within(time, Effort::Full, 40, &mut [&mut || Ok(1.0), &mut || Ok(2.0)]);
        assert_eq!(within(Duration::ZERO).expect("no error"), [vec![1.0; FEWEST_PAIRS], vec![2.0; FEWEST_PAIRS]]);
        assert_eq!(within(Duration::MAX).expect("no error")[1].len(), 40);
    }

    #[test]
    fn an_error_of_either_side_ends_it() {
        assert!(pairs(Effort::Once, 3, || Ok(1.0), || anyhow::bail!("no")).is_err());
    }
}
