//! `interleave sweep`: one workload at many worker counts, or with many values of a parameter, measured in rounds and fitted.

use anyhow::Result;
use interleave_core::fold::typed::{self, Split};
use interleave_core::host::Host as _;
use interleave_core::mistake::Mistake;
use interleave_core::plan::Plan;
use interleave_core::sweep::{self, Sweep, Variation};
use interleave_core::workload;

use crate::arguments::SweepOptions;
use crate::exit::Exit;
use crate::host::NativeHost;
use crate::outlet::JsonOutlet;
use crate::plan_options::PlanOptions;
use crate::reach::{self, Reached};
use crate::{collect, paint, stop};

/// Runs all plans and shows the sweep.
///
/// # Errors
/// A mistake in the options before anything runs, or a file that could not be written afterwards.
pub fn sweep(options: &SweepOptions) -> Result<Exit> {
    let host = NativeHost::new(std::env::current_exe()?);
    let (plan, variation) = asked(&options.plan, host.environment().cores_claimed)?;
    let (axis, plans) = sweep::plans(&plan, &variation)?;
    let cancel = stop::on_request()?;
    let json = JsonOutlet::open(options.json.as_ref())?;
    collect::announce(&plans)?;
    let lender = match reach::lender(&plans, &options.reach, cancel)? {
        Reached::Nobody => None,
        Reached::Lender(lender) => Some(lender),
        Reached::Cancelled => return Ok(Exit::Cancelled),
    };
    let host = host.lent_by(lender);
    let findings = collect::findings(&host, &plans, cancel);
    let found: Vec<_> = plans.into_iter().zip(findings).collect();
    let sweep = sweep::sweep(axis, &found);
    json.deliver(&sweep, |width| paint::sweep::sweep(&sweep, width))?;
    Ok(exit(&sweep))
}

/// What of the options is the plan, and what is to be varied: the one thing with several values, or else the worker count.
fn asked(options: &PlanOptions, cores: u64) -> Result<(Plan, Variation), Mistake> {
    let known = workload::find(&options.workload)?.parameters();
    let mut rest = options.clone();
    let typed = std::mem::take(&mut rest.parameters);
    let Split { varied, parameters, workers } = typed::split(&known, typed, rest.numbers.workers.take())?;
    rest.parameters = parameters;
    rest.numbers.workers = workers;
    let variation =
        varied.map_or_else(|| Variation::workers(cores), |(parameter, values)| Variation::typed(parameter, values));
    Ok((rest.unchecked()?, variation))
}

/// Cancelled, or the exit of the first report that failed.
fn exit(sweep: &Sweep) -> Exit {
    if sweep.reports.iter().any(|report| !report.complete) {
        return Exit::Cancelled;
    }
    sweep.reports.iter().map(Exit::of).find(|exit| *exit != Exit::Success).unwrap_or(Exit::Success)
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;
    use interleave_core::fold::command;
    use interleave_core::plan::Value;
    use interleave_core::plan::series::WORKERS;
    use interleave_core::run::CheckedPlan;
    use proptest::prelude::*;

    use super::*;
    use crate::arguments::{Arguments, Command};

    /// What the command line makes of a command; its words have no spaces.
    fn read_back(command: &str) -> (sweep::Axis, Vec<CheckedPlan>) {
        let arguments = Arguments::try_parse_from(command.split(' ')).expect("a command");
        let Command::Sweep(options) = arguments.command else { panic!("{command} is no sweep") };
        let (plan, variation) = asked(&options.plan, 2).expect("a plan");
        sweep::plans(&plan, &variation).expect("a sweep")
    }

    fn check(plan: &Plan, variation: &Variation) -> Result<(), TestCaseError> {
        let (axis, plans) = sweep::plans(plan, variation).expect("a sweep");
        let (again, planned) = read_back(&command::sweep(&plans[0], &axis.id, &axis.values));
        prop_assert_eq!(&again, &axis);
        let plain = |plans: &[CheckedPlan]| plans.iter().map(|plan| plan.as_plan().clone()).collect::<Vec<_>>();
        prop_assert_eq!(plain(&planned), plain(&plans));
        Ok(())
    }

    proptest! {
        #[test]
        fn the_command_of_a_sweep_by_workers_is_read_back_to_the_same_plans(
            most in 2_i64..64, step in 1_i64..9, runs in 0_u64..9, models in prop::sample::subsequence(&["sequential", "threads", "gil"][..], 0..3),
        ) {
            let models = models.into_iter().map(str::to_owned).collect();
            let values = (1..=most).filter(|count| (count - 1) % step == 0 || *count == most).map(Value::Integer).collect();
            let plan = Plan { workload: "storm".to_owned(), runs, models, ..Plan::default() };
            check(&plan, &Variation { parameter: WORKERS.to_owned(), values: sweep::VariedValues::Listed(values) })?;
        }

        #[test]
        fn the_command_of_a_sweep_by_a_parameter_is_read_back_to_the_same_plans(
            numbers in prop::collection::btree_set(1_i64..1_000_000, 2..9), workers in 1_u64..9, models in prop::sample::subsequence(&["threads", "async"][..], 0..2),
        ) {
            let models = models.into_iter().map(str::to_owned).collect();
            let values = numbers.into_iter().map(Value::Integer).collect();
            let plan = Plan { workers, models, ..Plan::default() };
            check(&plan, &Variation { parameter: "n".to_owned(), values: sweep::VariedValues::Listed(values) })?;
        }
    }

    #[test]
    fn words_to_choose_from_are_read_back_too() {
        let plan = Plan { workload: "counter".to_owned(), ..Plan::default() };
        check(&plan, &Variation::typed("fix", "mutex,none")).expect("the same plans");
    }
}
