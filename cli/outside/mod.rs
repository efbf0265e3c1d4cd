//! The world outside on this machine: whoever answers is started by the first question, and serves all runs of this program.

mod database;
mod download;
mod files;

use std::net::SocketAddr;
use std::sync::LazyLock;

use futures::channel::oneshot;
use futures::future::{FutureExt as _, LocalBoxFuture};
use interleave_core::outside::{Answer, Outside, Refusal, Request};

use database::Database;
use download::Downloads;
use files::Files;

pub use files::choose;

/// The way to everybody who answers on this machine.
#[derive(Clone, Copy, Debug)]
pub struct NativeOutside;

static DOWNLOADS: LazyLock<Downloads> = LazyLock::new(Downloads::start);

/// The server from which files are downloaded, for programs that ask it themselves.
///
/// # Errors
/// A sentence, when it could not be started.
pub fn download_server() -> Result<SocketAddr, String> {
    DOWNLOADS.address.clone()
}

impl Outside for NativeOutside {
    fn ask(&self, request: Request) -> LocalBoxFuture<'_, Answer> {
        static DATABASE: LazyLock<Database> = LazyLock::new(Database::start);
        static FILES: LazyLock<Files> = LazyLock::new(Files::start);
        let (answer, answered) = oneshot::channel();
        match request {
            Request::Select { sql, most_rows } => DATABASE.select(sql, most_rows, answer),
            Request::Get(get) => DOWNLOADS.get(get, answer),
            Request::Read(read) => FILES.read(read, answer),
        }
        answered
            .map(|answer| answer.unwrap_or_else(|_| Err(Refusal::lasting("Whoever was asked is gone."))))
            .boxed_local()
    }
}
