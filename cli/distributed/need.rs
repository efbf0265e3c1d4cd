//! How many lanes plans need at the same time, and why.

use interleave_core::run::CheckedPlan;

/// What plans need of workers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// Lanes that must be free before anything begins.
    pub lanes: u16,
    /// Why that many: the beginning of a sentence whose verb is `need`.
    pub who: &'static str,
    /// Whether whoever waits for a lane keeps all others waiting.
    pub together: bool,
}

impl Need {
    /// What these plans need, which run one after the other. A sweep by workers would show what nobody has measured where fewer lanes
    /// are lent than it counts.
    pub fn of(plans: &[CheckedPlan]) -> Self {
        let together = plans.iter().any(CheckedPlan::tasks_wait_for_each_other);
        let by_workers = plans.windows(2).any(|pair| pair[0].as_plan().workers != pair[1].as_plan().workers);
        let lanes_of = |plan: &CheckedPlan| if by_workers { plan.lanes() } else { plan.lent_lanes() };
        let who = if together { "Its tasks wait for each other and" } else { "The most workers of the sweep" };
        Self { lanes: plans.iter().map(lanes_of).max().unwrap_or(0), who, together }
    }
}

#[cfg(test)]
mod tests {
    use interleave_core::plan::Plan;

    use super::*;

    fn plan(workload: &str, workers: u64) -> CheckedPlan {
        let models = vec!["distributed".to_owned()];
        Plan { workload: workload.to_owned(), models, workers, ..Plan::default() }.check().expect("a plan")
    }

    #[test]
    fn one_lane_will_do_unless_tasks_wait_for_each_other_or_the_number_of_workers_is_what_is_measured() {
        let need = |plans: &[CheckedPlan]| Need::of(plans).lanes;
        assert_eq!(need(&[plan("mandelbrot", 4)]), 1);
        assert_eq!(need(&[plan("philosophers", 1)]), 5);
        assert_eq!(need(&[plan("mandelbrot", 1), plan("mandelbrot", 4), plan("mandelbrot", 2)]), 4);
        assert_eq!(need(&[plan("mandelbrot", 4), plan("mandelbrot", 4)]), 1, "another parameter is swept");
    }
}
