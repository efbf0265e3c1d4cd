//! What all tasks of a lane have in common: their own [`Cx`](super::Cx) refers to it.

use super::policy::Policy;
use crate::cancel::Cancel;
use crate::outside::Outside;
use crate::plan::Values;
use crate::world::Access;

/// The rules of a lane, and what its tasks can reach.
pub struct LaneCx<'a> {
    pub(crate) policy: &'a dyn Policy,
    pub(crate) cancel: &'a Cancel,
    pub(crate) values: &'a Values,
    pub(crate) access: Access<'a>,
    pub(crate) outside: &'a dyn Outside,
}
