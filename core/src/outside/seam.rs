//! Who answers, as core sees it.

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::refusal::{Answer, Refusal};
use super::request::Request;

/// The world outside, as a host or a parent process brings it along. Whoever asks is woken when the answer is there, on whatever
/// thread it was made; whoever drops the future does not want it any more.
pub trait Outside {
    /// Asks; the question leaves at once.
    fn ask(&self, request: Request) -> LocalBoxFuture<'_, Answer>;
}

/// A place where nobody answers.
#[derive(Clone, Copy, Debug)]
pub struct Nobody;

impl Outside for Nobody {
    fn ask(&self, _: Request) -> LocalBoxFuture<'_, Answer> {
        let refusal = "Nobody answers here: this place has no way to the world outside.";
        std::future::ready(Err(Refusal::lasting(refusal))).boxed_local()
    }
}
