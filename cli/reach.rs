//! The way from plans to whoever lends the processes that they need.

use anyhow::Result;
use interleave_core::cancel::Cancel;
#[cfg(not(feature = "distributed"))]
use interleave_core::mistake::Mistake;
use interleave_core::model::Needs;
use interleave_core::run::CheckedPlan;

use crate::arguments::ReachOptions;
use crate::host::Lender;

/// Who was found that lends processes, if a plan needs any.
pub enum Reached {
    Nobody,
    #[cfg_attr(not(feature = "distributed"), allow(dead_code, reason = "without its network nobody lends anything"))]
    Lender(Box<dyn Lender>),
    #[cfg_attr(not(feature = "distributed"), allow(dead_code, reason = "nobody waits for anybody either"))]
    Cancelled,
}

/// Finds who lends what these plans need, one after the other.
///
/// # Errors
/// One sentence: nobody can, or this program was built without its network.
pub fn lender(plans: &[CheckedPlan], options: &ReachOptions, cancel: &'static Cancel) -> Result<Reached> {
    if plans.iter().flat_map(|plan| &plan.models).all(|model| model.needs != Needs::Workers) {
        return Ok(Reached::Nobody);
    }
    #[cfg(not(feature = "distributed"))]
    {
        let _ = (options, cancel);
        no_network()
    }
    #[cfg(feature = "distributed")]
    {
        let found = crate::distributed::Network::reach(plans, options, cancel)?;
        Ok(found.map_or(Reached::Cancelled, |network| Reached::Lender(Box::new(network))))
    }
}

/// # Errors
/// Always: nothing can be lent by a program without its network.
#[cfg(not(feature = "distributed"))]
pub fn no_network<T>() -> Result<T> {
    let sentence = "This program was built without the model distributed, whose network takes a while to build: build it by \
                    `cargo build --release --features distributed`.";
    Err(Mistake::new("models", sentence).into())
}
