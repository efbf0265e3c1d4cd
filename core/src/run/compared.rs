//! What is compared while a session goes on, to know when it may end.

use crate::statistics;

/// Times in milliseconds, by round, and those that they are measured by.
#[derive(Default)]
pub struct Compared<'a> {
    pub reference: Option<&'a [f64]>,
    pub others: Vec<&'a [f64]>,
}

impl<'a> Compared<'a> {
    pub fn add(&mut self, times: &'a [f64], is_reference: bool) {
        if is_reference && self.reference.is_none() {
            self.reference = Some(times);
        } else {
            self.others.push(times);
        }
    }

    /// Whether more rounds would only take time.
    pub fn is_sure(&self, seed: u64) -> bool {
        statistics::sure(self.reference, &self.others, seed)
    }
}
