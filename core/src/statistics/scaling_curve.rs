//! The curve of both scalability laws, `n / (1 + a (n - 1) + b n (n - 1))` for `n` workers (Amdahl's has `b = 0`), and its
//! least squares. Relative errors are linear in `a` and `b`, so no search is needed, and every host finds the same bits.

/// The curve's height at `workers`.
pub(super) fn curve([a, b]: [f64; 2], workers: f64) -> f64 {
    workers / (1.0 + a * (workers - 1.0) + b * workers * (workers - 1.0))
}

/// The sums that least squares needs: with `s` the speed-up, each point asks that
/// `a A + b B = C` for `A = s (n - 1) / n`, `B = s (n - 1)`, `C = 1 - s / n`.
pub(super) struct LeastSquares {
    aa: f64,
    ab: f64,
    bb: f64,
    ac: f64,
    bc: f64,
}

impl LeastSquares {
    pub(super) fn of(points: &[(f64, f64)]) -> Self {
        let mut sums = Self { aa: 0.0, ab: 0.0, bb: 0.0, ac: 0.0, bc: 0.0 };
        for (workers, speedup) in points {
            let b = speedup * (workers - 1.0);
            let (a, c) = (b / workers, 1.0 - speedup / workers);
            sums.aa += a * a;
            sums.ab += a * b;
            sums.bb += b * b;
            sums.ac += a * c;
            sums.bc += b * c;
        }
        sums
    }

    /// The best `a` that is not negative, with `b` 0.
    pub(super) fn without_coherency(&self) -> f64 {
        (self.ac / self.aa).max(0.0)
    }

    /// The best `a` and `b` of which neither is negative; `None` when one worker count leaves them undecided.
    pub(super) fn solve(&self) -> Option<[f64; 2]> {
        let determinant = self.aa * self.bb - self.ab * self.ab;
        if determinant <= 1e-9 * self.aa * self.bb {
            return None;
        }
        let a = (self.ac * self.bb - self.bc * self.ab) / determinant;
        let b = (self.bc * self.aa - self.ac * self.ab) / determinant;
        if a >= 0.0 && b >= 0.0 {
            return Some([a, b]);
        }
        let only_a = [self.without_coherency(), 0.0];
        let only_b = [0.0, (self.bc / self.bb).max(0.0)];
        Some(if self.loss(only_a) <= self.loss(only_b) { only_a } else { only_b })
    }

    fn loss(&self, [a, b]: [f64; 2]) -> f64 {
        a * a * self.aa + 2.0 * a * b * self.ab + b * b * self.bb - 2.0 * (a * self.ac + b * self.bc)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_other_parameters_lie_nearer_to_the_points(
            speedups in prop::collection::vec(0.2..9.0_f64, 2..8), a in 0.0..2.0_f64, b in 0.0..1.0_f64,
        ) {
            let medians: Vec<_> = speedups.iter().zip(2..).map(|(speedup, n)| (f64::from(n), *speedup)).collect();
            let sums = LeastSquares::of(&medians);
            let best = sums.loss(sums.solve().unwrap());
            prop_assert!(best <= sums.loss([a, b]) + 1e-9 * best.abs().max(1.0));
        }
    }
}
