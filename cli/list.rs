//! `interleave list`: everything there is to choose from.

use anyhow::Result;
use interleave_core::run::catalog;

use crate::arguments::ListOptions;
use crate::exit::Exit;
use crate::outlet::Outlet;
use crate::paint;
use crate::screen::{self, Stream};

/// Shows the catalogue as text or as JSON.
///
/// # Errors
/// When standard output cannot be written to.
pub fn list(options: &ListOptions) -> Result<Exit> {
    let catalog = catalog::catalog();
    if options.json {
        Outlet::Stdout.write(&catalog)?;
    } else {
        screen::show(Stream::Out, &paint::catalog::catalog(&catalog, screen::width(Stream::Out)))?;
    }
    Ok(Exit::Success)
}
