//! What the samples say and how sure one may be: pure functions, so that page and command line cannot disagree.
//!
//! Times are milliseconds, ratios have no unit, intervals hold with 95 % confidence. Nothing here reads a clock or
//! draws chance but from a seed, and nothing uses a function whose last bit differs between machines (`ln`, `exp`,
//! `powf`): the same samples and seed give the same bits natively and in a browser.
//!
//! No sample is ever dropped. Samples that are not finite make an answer `None`, never a wrong figure.
//!
//! Layer: above the leaf files, below `trace`. Knows numbers only: no run, model or report.

mod bootstrap;
mod difference;
mod estimate;
mod noise;
mod outliers;
mod plausibility;
mod quantile;
mod ratio;
mod readiness;
mod scaling;
mod scaling_band;
mod scaling_curve;
mod sure;
mod unpaired;
mod verdict;

pub use bootstrap::interval_of_median;
pub use difference::{Difference, FEWEST_PAIRS, difference, paired_time_verdict};
pub use estimate::Estimate;
pub use noise::{aa_ratios, drift, noise_floor};
pub use outliers::{OutlierClass, outliers};
pub use plausibility::{beyond_limit, busy, too_wide};
pub use quantile::{median, quantile};
pub use ratio::{paired_ratio, ratios};
pub use readiness::{is_warm, resolvable};
pub use scaling::{Amdahl, Fit, Usl, amdahl, usl};
pub use scaling_band::{amdahl_band, usl_band};
pub use sure::{PRECISION, looks_after, sure};
pub use unpaired::{FEWEST_EACH, unpaired_ratio, unpaired_verdict};
pub use verdict::{SMALLEST_FLOOR, Verdict};

#[cfg(test)]
mod independent;
#[cfg(test)]
mod simulation;
