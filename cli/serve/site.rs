//! The server as one value.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use interleave_core::host::{Environment, Host as _};

use super::idle::Idle;
use super::job::Jobs;
use super::keys::Keys;
use super::page::Page;
use crate::host::NativeHost;

/// What is served, to whom, and what is going on.
#[derive(Debug)]
pub struct Site {
    pub keys: Keys,
    pub page: Page,
    pub jobs: Arc<Jobs>,
    pub idle: Idle,
    /// Where this is; its cores are not measured.
    pub environment: Environment,
}

impl Site {
    /// A server on `port`, with new secrets. The processes of its jobs run `program`, an `interleave`.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn new(port: u16, page: Page, program: PathBuf) -> Result<Self> {
        let environment = NativeHost::new(&program).environment();
        let jobs = Arc::new(Jobs::new(program));
        Ok(Self { keys: Keys::new(port)?, page, idle: Idle::new(jobs.clone()), jobs, environment })
    }
}
