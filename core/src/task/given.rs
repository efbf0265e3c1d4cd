//! What all tasks of a lane have in common.

use super::policy::Policy;
use crate::cancel::Cancel;
use crate::outside::Outside;
use crate::plan::Values;
use crate::world::Access;

/// What all tasks of a lane are given.
pub struct Given<'a> {
    pub(crate) policy: &'a dyn Policy,
    pub(crate) cancel: &'a Cancel,
    pub(crate) values: &'a Values,
    pub(crate) access: Access<'a>,
    pub(crate) outside: &'a dyn Outside,
}
