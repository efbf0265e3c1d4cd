//! How fast a replay is: the page's speeds.

/// How much time of the run goes by in how much of whoever looks on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speed {
    /// All of it in about ten seconds.
    Fitted,
    /// A millisecond of the run takes so many.
    Slower(u64),
}

const FITTED_NS: u128 = 10_000_000_000;
const ALL: [Speed; 4] = [Speed::Fitted, Speed::Slower(10), Speed::Slower(100), Speed::Slower(1_000)];

impl Speed {
    /// The next slower one, and after the slowest the first.
    pub fn next(self) -> Self {
        let place = ALL.iter().position(|speed| *speed == self).unwrap_or(0);
        ALL[(place + 1) % ALL.len()]
    }

    /// How much of a run of this length goes by, in nanoseconds, while so much time does; never nothing.
    pub fn run_ns(self, elapsed_ns: u64, length_ns: u64) -> u64 {
        let run_ns = match self {
            Self::Fitted => u128::from(elapsed_ns) * u128::from(length_ns) / FITTED_NS,
            Self::Slower(times) => u128::from(elapsed_ns / times),
        };
        u64::try_from(run_ns).unwrap_or(u64::MAX).max(1)
    }

    /// In words.
    pub fn words(self) -> String {
        match self {
            Self::Fitted => "all in 10 s".to_owned(),
            Self::Slower(1_000) => "1 ms in 1 s".to_owned(),
            Self::Slower(times) => format!("1 ms in {times} ms"),
        }
    }
}
