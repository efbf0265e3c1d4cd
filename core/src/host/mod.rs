//! The first seam: what core asks of the place it runs on, and how a lane is driven there.
//!
//! Layer: above `trace`, below `plan`. Knows lanes as futures; knows nothing of tasks, plans or models.

mod channel;
pub mod drive;
mod environment;
pub mod measure;
mod payload;
mod pulse;
mod seam;
pub mod station;

pub use channel::{Channel, HostError, Message};
pub use environment::{BlockWatch, Environment, LongestBlock, Platform, ThreadStart};
pub use payload::{Keeper, Kept, Payload};
pub use pulse::{Compute, Pulse, Until};
pub use seam::{Host, Onlooker, Place, SendStart, Start};
