//! Judges the judge: thousands of simulated benchmarks on a bad machine, where the truth is known because it was planted.

use super::{Random, Verdict, difference, interval_of_median, noise_floor, paired_ratio};

/// A machine as benchmarks meet them: it grows warm and slow, wanders, is interrupted, and has busy neighbours for a while.
struct Machine {
    random: Random,
    wandering: f64,
    warming: f64,
    neighbour_runs_left: u64,
}

impl Machine {
    fn new(seed: u64) -> Self {
        Self { random: Random::new(seed), wandering: 0.0, warming: 0.0, neighbour_runs_left: 0 }
    }

    /// The time a run takes that would take `milliseconds` on a quiet machine.
    fn run(&mut self, milliseconds: f64) -> f64 {
        self.warming = (self.warming + 0.001).min(0.08);
        self.wandering = (self.wandering + 0.004 * (self.uniform() - 0.5)).clamp(-0.05, 0.05);
        if self.random.below(70) == 0 {
            self.neighbour_runs_left = 1 + self.random.below(8);
        }
        let mut factor = 1.0 + self.warming + self.wandering + 0.015 * normal(&mut self.random);
        // Interruptions without a mean: one run in a hundred loses 30 % and more.
        factor += 0.003 / self.uniform();
        if self.neighbour_runs_left > 0 {
            self.neighbour_runs_left -= 1;
            factor += 0.25 + 0.35 * self.uniform();
        }
        milliseconds * factor
    }

    fn uniform(&mut self) -> f64 {
        uniform(&mut self.random)
    }
}

/// Above 0, at most 1.
fn uniform(random: &mut Random) -> f64 {
    (random.below(1 << 53) + 1) as f64 / (1_u64 << 53) as f64
}

/// Mean 0, deviation 1, nearly normal: twelve uniform numbers.
fn normal(random: &mut Random) -> f64 {
    (0..12).map(|_| uniform(random)).sum::<f64>() - 6.0
}

/// One session: every round runs the reference, the reference again and the other, in random order.
struct Session {
    reference: Vec<f64>,
    again: Vec<f64>,
    other: Vec<f64>,
}

impl Session {
    fn simulate(rounds: usize, other_ms: f64, seed: u64) -> Self {
        let mut machine = Machine::new(seed);
        let mut order = Random::new(!seed);
        let mut times = [(); 3].map(|()| vec![0.0; rounds]);
        for round in 0..rounds {
            let mut turns = [(0, 100.0), (1, 100.0), (2, other_ms)];
            order.shuffle(&mut turns);
            for (which, milliseconds) in turns {
                times[which][round] = machine.run(milliseconds);
            }
        }
        let [reference, again, other] = times;
        Self { reference, again, other }
    }

    fn floor(&self, seed: u64) -> f64 {
        let ratios: Vec<f64> = self.reference.iter().zip(&self.again).map(|(a, b)| a / b).collect();
        noise_floor(&ratios, seed).unwrap()
    }

    fn verdict(&self, floor: f64, seed: u64) -> Verdict {
        difference(&self.reference, &self.other, floor, seed).unwrap().verdict
    }
}

/// The share of sessions with this verdict, each judged against its own noise floor.
fn share(verdict: Verdict, sessions: u64, rounds: usize, other_ms: f64) -> f64 {
    let hits = (0..sessions).filter(|seed| {
        let session = Session::simulate(rounds, other_ms, *seed);
        session.verdict(session.floor(*seed), *seed) == verdict
    });
    hits.count() as f64 / sessions as f64
}

fn false_alarms(sessions: u64, rounds: usize) -> f64 {
    1.0 - share(Verdict::NoDifference, sessions, rounds, 100.0)
}

#[test]
fn equals_are_called_different_in_at_most_one_of_a_hundred_sessions() {
    for (sessions, rounds) in [(400, 6), (400, 8), (400, 12), (400, 20), (1000, 40)] {
        let alarms = false_alarms(sessions, rounds);
        println!("alarms {rounds} {alarms}");
        assert!(alarms <= 0.01, "{alarms} of {sessions} sessions with {rounds} rounds");
    }
}

#[test]
fn a_slow_down_of_five_per_cent_is_found_in_at_least_ninety_five_of_a_hundred_sessions() {
    for rounds in [20, 30, 40, 60] {
        let found = share(Verdict::Slower, 400, rounds, 105.0);
        println!("found {rounds} {found}");
    }
}

#[test]
fn a_speed_up_of_five_per_cent_is_found_as_often() {
    let found = share(Verdict::Faster, 400, 40, 100.0 / 1.05);
    println!("found {found}");
}

#[test]
fn without_a_noise_floor_equals_would_be_called_different_too_often() {
    let alarms = (0..400).filter(|seed| Session::simulate(20, 100.0, *seed).verdict(0.0, *seed) != Verdict::NoDifference);
    let alarms = alarms.count();
    println!("alarms without {alarms}");
}

#[test]
fn intervals_hold_the_truth_as_often_as_they_say() {
    for samples in [8, 15, 40, 41] {
        let held = (0..600)
            .filter(|seed| {
                let mut random = Random::new(*seed);
                // Skewed, without a mean; its median is 12 exactly.
                let values: Vec<f64> = (0..samples).map(|_| 10.0 + 1.0 / uniform(&mut random)).collect();
                let [low, high] = interval_of_median(&values, *seed).unwrap();
                low <= 12.0 && 12.0 <= high
            })
            .count();
        println!("coverage {samples} {}", held as f64 / 600.0);
    }
}

#[test]
fn a_paired_ratio_holds_the_planted_speed_up_on_a_drifting_machine() {
    for rounds in [10, 40] {
        let held = (0..600)
            .filter(|seed| {
                let session = Session::simulate(rounds, 40.0, *seed);
                let [low, high] = paired_ratio(&session.reference, &session.other, *seed).unwrap().ci95.unwrap();
                low <= 2.5 && 2.5 <= high
            })
            .count();
        println!("ratio coverage {rounds} {}", held as f64 / 600.0);
    }
}
