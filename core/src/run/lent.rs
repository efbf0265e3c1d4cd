//! Work that somebody else has sent: it is checked as the plan that it belongs to.

use crate::mistake::Mistake;
use crate::model::protocol::Work;
use crate::plan::Plan;
use crate::workload::scenario;

impl Work {
    /// Checks it as if its plan had been typed here.
    ///
    /// # Errors
    /// As [`Plan::check`]; and where its scenario is not what the text of its parameters says.
    pub fn check(&self) -> Result<(), Mistake> {
        let parameters =
            serde_json::from_str(&self.parameters).map_err(|error| Mistake::new("parameters", format!("{error}.")))?;
        let plan = Plan { workload: self.workload.clone(), parameters, ..Plan::default() }.check()?;
        if self.scenario.as_ref() != scenario::read_from(plan.workload, plan.values()).as_deref() {
            return Err(Mistake::new("scenario", "The scenario is not what its text says."));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::trace::Room;
    use crate::workload;

    fn work(id: &str) -> Work {
        let workload = workload::find(id).expect("it is there");
        Work::new(1, Room::USUAL, workload, &workload.complete(workload.small()).expect("small values are right"))
    }

    fn refused(work: &Work) -> String {
        work.check().expect_err("there is a mistake").message
    }

    #[test]
    fn what_any_parent_of_this_program_sends_is_let_through() {
        for workload in workload::ALL {
            work(workload.id).check().unwrap_or_else(|mistake| panic!("{}: {}", workload.id, mistake.message));
        }
    }

    #[test]
    fn what_no_plan_says_is_refused() {
        let other = Work { workload: "cuont".to_owned(), ..work("count") };
        assert!(refused(&other).contains("'count'"));
        for parameters in [r#"{"n": -1}"#, r#"{"m": 1}"#, "{"] {
            refused(&Work { parameters: parameters.to_owned(), ..work("count") });
        }
        let mut altered = work("scenario");
        altered.scenario.as_mut().expect("it was read").tasks.pop();
        assert!(refused(&altered).contains("not what its text says"));
        assert!(refused(&Work { scenario: None, ..work("scenario") }).contains("not what its text says"));
        assert!(refused(&Work { scenario: Some(Scenario::default()), ..work("count") }).contains("not what its text"));
    }
}
