//! What a plan sets for every workload alike, and what it may be.

use super::definition::Plan;
use super::parameter::Parameter;
use super::value::Value;
use crate::gil::GilProfile;
use crate::mistake::Mistake;

/// The most lanes that one machine is asked for.
const MOST_WORKERS: i64 = 64;
/// The most that are asked for where every one may be on another machine.
const MOST_LENT: i64 = 1_024;

/// What a plan sets for every workload alike, in the order of its fields.
pub fn settings() -> Vec<Parameter> {
    let Plan { workers, runs, time_s, warmup, seed, quantum_us, switch_interval_us, .. } = Plan::default();
    let up_to_a_second = |min| (min, 1_000_000);
    let lanes =
        "How many lanes a model may use, if it uses more than one; tasks that may wait for each other get a lane each.";
    let turn = "How long a task computes under time-slicing until it is another's turn.";
    let lock = "Whose GIL the model gil has: that of CPython 3, or that of Python 2, which switches by ticks.";
    let patience = "How long a thread waits for the GIL until it asks the holder to drop it.";
    vec![
        Parameter::integer("workers", "Workers", lanes, (1, MOST_WORKERS), workers.cast_signed(), ""),
        Parameter::integer(
            "runs",
            "Runs",
            "How many measured runs each model gets; 0 for as many as it takes until the ratios are sure.",
            (0, 1_000),
            runs.cast_signed(),
            "",
        ),
        Parameter::integer(
            "time_s",
            "Time",
            "How long all of it may take when the number of runs is not fixed.",
            (1, 3_600),
            time_s.cast_signed(),
            "s",
        ),
        Parameter::integer(
            "warmup",
            "Warm-up",
            "How many runs go before the measured ones, at the least when the number of runs is not fixed.",
            (0, 100),
            warmup.cast_signed(),
            "",
        ),
        Parameter::integer(
            "seed",
            "Seed",
            "Decides the order of the models within each round.",
            (0, SEED_MAX),
            seed.cast_signed(),
            "",
        ),
        Parameter::integer("quantum_us", "Quantum", turn, up_to_a_second(50), quantum_us.cast_signed(), "µs"),
        Parameter::integer(
            "switch_interval_us",
            "Switch interval",
            patience,
            up_to_a_second(1),
            switch_interval_us.cast_signed(),
            "µs",
        ),
        Parameter::choice("gil_profile", "GIL", lock, &GilProfile::TITLES),
    ]
}

impl Plan {
    /// What this plan may set: as [`settings`] has it, but for more workers where all of them are lent by other machines.
    pub fn own_settings(&self) -> Vec<Parameter> {
        let mut settings = settings();
        if self.models == ["distributed"]
            && let Some(workers) = settings.iter_mut().find(|setting| setting.id == "workers")
        {
            let lanes = workers.about;
            *workers = Parameter::integer("workers", "Workers", lanes, (1, MOST_LENT), self.workers.cast_signed(), "");
        }
        settings
    }

    /// What it has for a setting; an empty text where there is no such setting.
    pub fn setting(&self, id: &str) -> Value {
        match id {
            "gil_profile" => Value::Text(self.gil_profile.id().to_owned()),
            id => number(&mut self.clone(), id).map_or_else(
                || Value::Text(String::new()),
                |number| i64::try_from(*number).map_or_else(|_| Value::Text(number.to_string()), Value::Integer),
            ),
        }
    }

    /// Sets something to a number or to what was typed.
    ///
    /// # Errors
    /// A sentence with what is possible.
    pub fn set(&mut self, setting: &Parameter, value: Value) -> Result<(), Mistake> {
        match setting.check(value)? {
            Value::Text(id) => self.gil_profile = GilProfile::find(&id)?,
            Value::Integer(given) => {
                if let Some(number) = number(self, setting.id) {
                    *number = given.cast_unsigned();
                }
            }
        }
        Ok(())
    }
}

fn number<'a>(plan: &'a mut Plan, setting: &str) -> Option<&'a mut u64> {
    match setting {
        "workers" => Some(&mut plan.workers),
        "runs" => Some(&mut plan.runs),
        "time_s" => Some(&mut plan.time_s),
        "warmup" => Some(&mut plan.warmup),
        "seed" => Some(&mut plan.seed),
        "quantum_us" => Some(&mut plan.quantum_us),
        "switch_interval_us" => Some(&mut plan.switch_interval_us),
        _ => None,
    }
}

/// The largest seed: the largest whole number that every JSON reader keeps exactly.
pub const SEED_MAX: i64 = (1 << 53) - 1;
