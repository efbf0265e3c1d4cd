//! `interleave serve`: the built page, and native runs for it, on this machine and for one person alone.
//!
//! Everything that is asked of it passes [`gate`] first; what is answered carries [`headers`]. The page is a closed list of files in memory
//! ([`page`]), and so are the jobs ([`api`]), of which one runs at a time ([`job`]).

mod address;
mod api;
mod connections;
mod download;
mod gate;
mod headers;
mod idle;
mod job;
mod keys;
mod page;
mod router;
mod site;

use std::net::Ipv4Addr;
use std::pin::pin;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use futures::future::{self, Either};
use interleave_core::mistake::Mistake;
use tokio::net::TcpListener;
use tokio::sync::Notify;

use crate::arguments::ServeOptions;
use crate::exit::Exit;
use crate::screen::{self, Stream};
pub use connections::serve_connection;
pub use page::Page;
pub use router::router;
pub use site::Site;

/// Serves until it is interrupted, or nobody has asked for anything for long.
///
/// # Errors
/// When there is no built page, or the port is taken.
pub fn serve(options: &ServeOptions) -> Result<Exit> {
    let page = Page::find(options.page.as_deref())?;
    // One thread that sleeps while a job runs: the server disturbs no measurement.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(serve_page(options, page))
}

async fn serve_page(options: &ServeOptions, page: Page) -> Result<Exit> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await.map_err(|error| {
        let sentence = format!("Port {} cannot be had ({error}): choose another by --port.", options.port);
        Mistake::new("port", sentence)
    })?;
    let site = Arc::new(Site::new(listener.local_addr()?.port(), page, std::env::current_exe()?)?);
    let interrupted = Arc::new(Notify::new());
    let interrupt = interrupted.clone();
    ctrlc::set_handler(move || interrupt.notify_one()).context("the handler for Ctrl-C could not be installed")?;
    address::announce(&site.keys.address(), options.open)?;
    let (interrupted, idle) = (pin!(interrupted.notified()), pin!(site.idle.passed()));
    let serving = pin!(connections::accept(listener, router(site.clone())));
    if let Either::Right((Either::Right(_), _)) = future::select(serving, future::select(interrupted, idle)).await {
        screen::show(Stream::Out, "Nobody has asked for anything for long: the server ends.\n")?;
    }
    // No child process outlives the server.
    site.jobs.cancel().await;
    Ok(Exit::Success)
}
