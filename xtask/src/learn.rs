//! `cargo xtask parts`: finds out in a browser which functions of the engine each part must have.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result};

use crate::build;
use crate::bundle::{self, Form};
use crate::parts::{LISTS, list_path, names_of, plain};
use crate::process;
use crate::wasm::Engine;

/// Builds engines that tell of their calls, opens the page in a browser, and writes down what each part must have.
///
/// # Errors
/// A build failed, the browser cannot be started, or the page does not run.
pub fn run() -> Result<()> {
    build::page(Form::Telling)?;
    let mut called = [BTreeSet::new(), BTreeSet::new()];
    let mut known = BTreeSet::new();
    for engine in Engine::ALL {
        let names = fs::read_to_string(bundle::names(engine))?;
        let names: Vec<&str> = names.lines().collect();
        eprintln!("parts  the page with the {} engine in a browser", engine.name());
        let mut browser = process::program("node");
        browser.arg("tests/page/called.mjs").arg(engine.name());
        let answer = process::answer(&mut browser).with_context(|| format!("`{}` failed", process::typed(&browser)))?;
        known.extend(names.iter().map(|name| plain(name)));
        let seen: [BTreeSet<usize>; 2] =
            serde_json::from_str(&answer).context("the browser's answer cannot be read")?;
        for (list, numbers) in called.iter_mut().zip(seen) {
            list.extend(numbers.into_iter().filter_map(|number| names.get(number)).map(|name| plain(name)));
        }
    }
    // What was called in an earlier look is called again some time: it depends on what comes first, or how large something happens to be.
    for (list, names) in called.iter_mut().zip(LISTS) {
        list.extend(names_of(names)?.into_iter().filter(|name| known.contains(name)));
    }
    let [opening, mut running] = called;
    running.extend(known.into_iter().filter(|name| is_last_of_a_process(name)));
    let running = running.difference(&opening).cloned().collect();
    for (list, names) in LISTS.into_iter().zip([opening, running]) {
        fs::write(list_path(list), names.into_iter().map(|name: String| name + "\n").collect::<String>())?;
    }
    println!("parts  web/parts/ is written; cargo xtask build makes the engines of it");
    Ok(())
}

/// What a process does last it tells nobody: it is over before that has left it. While this was in no list, each process loaded the last part to end.
fn is_last_of_a_process(name: &str) -> bool {
    name.contains("drop_glue::<") && name.contains("interleave_web::serve_process")
}
