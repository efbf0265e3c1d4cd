//! Lines that tasks had printed on lanes that were lost: they are missing, and that is said.

use crate::fold::text;
use crate::report::Warning;
use crate::trace::Trace;

/// How many lines are missing in the output of this execution. A task that was under way on a lost lane has printed again where it was done
/// at last; only those that had ended there are not run again.
pub fn warning(trace: &Trace) -> Option<Warning> {
    let missing: u64 = trace.lanes.iter().map(|lane| lane.lost_lines).sum();
    let (lines, are) = if missing == 1 { ("line", "is") } else { ("lines", "are") };
    let sentence = format!(
        "{} {lines} {are} missing in the output: the tasks had printed them on lanes that were lost later.",
        text::count(missing)
    );
    (missing > 0).then(|| Warning::new("lost-lines", sentence))
}
