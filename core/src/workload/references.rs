//! Every reference that this build has.

use super::reference::Reference;
#[cfg(feature = "rayon")]
use super::sort_by_rayon;

static ALL: &[&Reference] = &[
    #[cfg(feature = "rayon")]
    &sort_by_rayon::REFERENCE,
];

/// The reference of this name. Reports of other builds may have others.
pub fn find(id: &str) -> Option<&'static Reference> {
    ALL.iter().copied().find(|reference| reference.id == id)
}

/// What a workload is set beside, in a plan that has these models.
pub fn of(workload: &str, mut models: impl Iterator<Item = &'static str>) -> Option<&'static Reference> {
    let found = ALL.iter().copied().find(|reference| reference.workload == workload)?;
    models.any(|model| model == found.beside).then_some(found)
}
