//! What programs ask of the world outside: a database, a server, files; and who answers.
//!
//! Layer: below `host`, which brings along who answers. Knows what can be asked; knows no task, lane or platform.

mod contents;
mod download;
mod refusal;
mod request;
mod seam;
mod stored;
mod table;

pub use download::{Failure, Fault, Get, LONGEST_MS};
pub use refusal::{Answer, Refusal};
pub use request::{Request, Service};
pub use seam::{Nobody, Outside};
pub use stored::{Read, Stored};
pub use table::{Cell, Table};
