//! The behaviours G1 to G18: what each is, what is accepted, and whether ours is within.

use super::figures::{Figures, INTERVALS_US};
use super::rows::{Judged, Kind, Rounds, Row};

impl Rounds {
    /// Every row that was measured.
    pub fn rows(&self, busy: bool) -> Vec<Row> {
        let judged = [
            self.one_holder(),
            self.alone(),
            self.slice(),
            self.turns(),
            self.four(),
            self.forced(),
            self.row(
                "G7",
                "ten threads asleep, as a multiple of one",
                Kind::Time,
                over("sleep many", "sleep one"),
                "at most 1.05; ours wake up 200 times meanwhile",
                |ours, _| ours <= 1.05,
            ),
            self.row(
                "G8",
                "two calls that release the lock, speed-up",
                Kind::Time,
                over("calls, one after another", "calls at once"),
                "at least 1.85 on two free cores",
                |ours, _| ours >= 1.85,
            ),
            self.row(
                "G9",
                "gap of others during a call that keeps the lock, as a share of it",
                Kind::Order,
                over("gap", "call"),
                "at least 0.95",
                |ours, _| ours >= 0.95,
            ),
            self.row(
                "G10",
                "a nap of 1 ms beside a computing thread (ms)",
                Kind::Time,
                |figures: &Figures| figures.get("nap beside one"),
                "within 5 % of CPython's",
                |ours, ratio| match ratio {
                    Some(ratio) => near(ratio, 0.05),
                    None => (5.95..=6.5).contains(&ours),
                },
            ),
            self.convoy(),
            self.row(
                "G12",
                "two computing threads, as a multiple of one after the other",
                Kind::Time,
                over("two threads", "sequential"),
                "0.97 to 1.05",
                |ours, _| (0.97..=1.05).contains(&ours),
            ),
            self.row(
                "G13",
                "two computing threads with Python 2's ticks, as a multiple of one after the other",
                Kind::Time,
                over("two threads, ticking", "sequential"),
                "more than 1.2; ours has fewer ticks than Python 2 had",
                |ours, _| ours > 1.2,
            ),
            self.updates(),
            self.settable(),
            self.row(
                "G16",
                "from a holder's or a waiter's death to the next one's going on (ms)",
                Kind::Time,
                |figures: &Figures| figures.get("death"),
                "at most 250",
                |ours, _| ours <= 250.0,
            ),
            self.row(
                "G17",
                "two processes, speed-up with their start",
                Kind::Time,
                over("long sequential", "two processes"),
                "1.85 to 2.05 on two free cores",
                |ours, _| (1.85..=2.05).contains(&ours),
            ),
            self.row(
                "G18",
                "gap of an event loop during a computing task, as a share of it",
                Kind::Order,
                over("loop gap", "loop call"),
                "at least 0.95",
                |ours, _| ours >= 0.95,
            ),
        ];
        judged.into_iter().flatten().map(|judged| judged.told(busy)).collect()
    }

    fn one_holder(&self) -> Option<Judged> {
        let mut judged = self.row(
            "G1",
            "times that two threads held the lock at once",
            Kind::Order,
            |figures: &Figures| figures.get("overlaps"),
            "0; CPython's are apparent ones, read outside of the lock",
            |_, _| true,
        )?;
        judged.row.ours = Self::sum(&self.ours, "overlaps");
        judged.row.cpython = Self::sum(&self.theirs, "overlaps");
        (judged.row.ratio, judged.row.ci95) = (None, None);
        judged.row.within = judged.row.ours.map(|overlaps| overlaps == 0.0);
        Some(judged)
    }

    fn alone(&self) -> Option<Judged> {
        let switches = Self::sum(&self.ours, "switches alone")?;
        let note = format!("{switches} switches; none and at most 1.01");
        self.row(
            "G2",
            "a thread alone, as a multiple of one without a lock",
            Kind::Time,
            over("alone, with lock", "alone, no lock"),
            &note,
            |ours, _| switches == 0.0 && ours <= 1.01,
        )
    }

    fn slice(&self) -> Option<Judged> {
        let mut good = true;
        let mut parts = Vec::new();
        for interval_us in INTERVALS_US {
            let name = format!("slice {interval_us}");
            let Some(ours) = self.ours(&name) else { continue };
            let reference = self.theirs(&name).unwrap_or(interval_us as f64 / 1e3 + 0.11);
            let tolerance = match interval_us {
                500 => f64::INFINITY,
                1_000 => 0.05,
                _ => 0.02,
            };
            good &= near(ours / reference, tolerance);
            parts.push(format!("{:.2} of {reference:.2}", ours));
        }
        let tail = self.ours("p95")? / self.ours("median").or_else(|| self.ours("slice 5000"))?;
        good &= tail <= 1.7;
        let note =
            format!("within 2 % (5 % at 1 ms), p95 at most 1.7 medians; all: {} ms, p95 {tail:.2}", parts.join(", "));
        self.row(
            "G3",
            "slice at an interval of 5 ms (ms)",
            Kind::Time,
            |figures: &Figures| figures.get("slice 5000"),
            &note,
            |_, _| good,
        )
    }

    fn turns(&self) -> Option<Judged> {
        self.row(
            "G4",
            "share of slices after which it is the other one's turn",
            Kind::Time,
            |figures: &Figures| figures.get("turns"),
            "at least 0.98",
            |ours, _| ours >= 0.98,
        )
    }

    fn four(&self) -> Option<Judged> {
        let tail = self.ours("four p95")? / self.ours("four median")?;
        let theirs = self
            .theirs("four p95")
            .zip(self.theirs("four median"))
            .map(|(p95, median)| format!(", CPython {:.2}", p95 / median));
        let note = format!("1.03 to 1.12, p95 1.4 to 1.8 medians; p95 {tail:.2}{}", theirs.unwrap_or_default());
        let good = (1.4..=1.8).contains(&tail);
        self.row(
            "G5",
            "mean slice of four threads, as a multiple of two",
            Kind::Time,
            over("four mean", "mean"),
            &note,
            |ours, _| good && (1.03..=1.12).contains(&ours),
        )
    }

    fn forced(&self) -> Option<Judged> {
        let mut judged = self.row(
            "G6",
            "times that a thread took back what it was asked to drop",
            Kind::Order,
            |figures: &Figures| figures.get("taken back"),
            "0; CPython's cannot be seen from inside",
            |_, _| true,
        )?;
        judged.row.ours = Self::sum(&self.ours, "taken back");
        judged.row.within = judged.row.ours.map(|times| times == 0.0);
        Some(judged)
    }

    fn convoy(&self) -> Option<Judged> {
        let (one, two, short) =
            (self.ours("nap beside one")?, self.ours("nap beside two")?, self.ours("nap, short interval")?);
        let good = one - 1.0 >= 0.95 * 5.0 && two > one && short < one;
        let note = format!(
            "with one {one:.2}, at least 0.95 intervals more than 1; two are worse, an interval of 1 ms is better: {short:.2}"
        );
        self.row(
            "G11",
            "convoy: a nap of 1 ms beside two computing threads (ms)",
            Kind::Time,
            |figures: &Figures| figures.get("nap beside two"),
            &note,
            |_, _| good,
        )
    }

    fn updates(&self) -> Option<Judged> {
        let plain = self.ours("lost, no checkpoint")?;
        let theirs = self.theirs("lost, no checkpoint").map(|share| format!(", CPython {share:.3}"));
        let note = format!("more than 0.05, and none without one; {plain:.3}{}", theirs.unwrap_or_default());
        self.row(
            "G14",
            "share of updates lost that have a checkpoint within",
            Kind::Order,
            |figures: &Figures| figures.get("lost, checkpoint within"),
            &note,
            |ours, _| plain == 0.0 && ours > 0.05,
        )
    }

    fn settable(&self) -> Option<Judged> {
        let medians: Option<Vec<f64>> =
            INTERVALS_US.iter().map(|interval_us| self.ours(&format!("slice {interval_us}"))).collect();
        let rising = medians?.windows(2).all(|pair| pair[0] < pair[1]);
        self.row(
            "G15",
            "slice at an interval of 50 ms (ms)",
            Kind::Time,
            |figures: &Figures| figures.get("slice 50000"),
            "longer intervals, longer slices",
            |_, _| rising,
        )
    }
}

fn over(above: &'static str, below: &'static str) -> impl Fn(&Figures) -> Option<f64> + Copy {
    move |figures| Some(figures.get(above)? / figures.get(below)?)
}

fn near(ratio: f64, tolerance: f64) -> bool {
    (ratio - 1.0).abs() <= tolerance
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounds(pairs: &[(&str, f64)]) -> Rounds {
        let mut figures = Figures::default();
        pairs.iter().for_each(|(name, value)| figures.set(*name, *value));
        Rounds { ours: vec![figures.clone(), figures], theirs: Vec::new() }
    }

    fn within(rounds: &Rounds, id: &str, busy: bool) -> Option<bool> {
        rounds.rows(busy).into_iter().find(|row| row.id == id).expect("the row was measured").within
    }

    #[test]
    fn a_row_without_its_figures_is_left_out() {
        assert!(rounds(&[]).rows(false).is_empty());
    }

    #[test]
    fn one_overlap_in_any_round_is_one_too_many() {
        assert_eq!(within(&rounds(&[("overlaps", 0.0)]), "G1", true), Some(true));
        assert_eq!(within(&rounds(&[("overlaps", 1.0)]), "G1", true), Some(false));
    }

    #[test]
    fn on_a_busy_machine_a_missed_time_says_nothing_and_a_missed_order_still_does() {
        let slow = rounds(&[("long sequential", 100.0), ("two processes", 90.0), ("gap", 10.0), ("call", 100.0)]);
        assert_eq!(within(&slow, "G17", true), None);
        assert_eq!(within(&slow, "G17", false), Some(false));
        assert_eq!(within(&slow, "G9", true), Some(false));
    }

    #[test]
    fn more_than_twice_as_fast_on_two_processes_is_not_within() {
        assert_eq!(within(&rounds(&[("long sequential", 210.0), ("two processes", 100.0)]), "G17", false), Some(false));
    }
}
