//! `interleave doctor`: what this machine can do for a run, measured, and what it lacks for building the page.

use std::process::{Command, Stdio};

use anyhow::{Result, anyhow};
use interleave_core::cancel::Cancel;
use interleave_core::fold::text;
use interleave_core::host::{Compute, Host, HostError, Place, Pulse, measure};
use interleave_core::model::protocol::{Reply, Request, pack, unpack};

use crate::exit::Exit;
use crate::host::{self, NativeHost};
use crate::paint::facts::{Fact, facts};
use crate::screen::{self, Stream};

/// Programs that only building and testing the page needs.
const PAGE_TOOLS: [&str; 5] = ["cargo", "rustup", "node", "npm", "wasm-pack"];

/// Checks everything and shows what it found.
///
/// # Errors
/// When the path of this program is unknown, or nothing can be shown. What is missing is a finding, not an error.
pub fn doctor() -> Result<Exit> {
    let host = NativeHost::new(std::env::current_exe()?);
    let child = child_answers(&host);
    let mut found = machine(&host);
    found.push(match &child {
        Ok(ns) => Fact::good("child processes", format!("one answered after {}", text::milliseconds(*ns as f64 / 1e6))),
        Err(error) => Fact::bad("child processes", error.to_string()),
    });
    screen::show(Stream::Out, &facts("This machine", &found))?;
    let tools: Vec<Fact> = PAGE_TOOLS.iter().map(|tool| presence(tool)).collect();
    let mut page = facts("For building the page", &tools);
    page.push_str("  cargo xtask serve and cargo xtask test find or install what they need.\n");
    screen::show(Stream::Out, &page)?;
    Ok(if child.is_ok() { Exit::Success } else { Exit::Failed })
}

fn machine(host: &dyn Host) -> Vec<Fact> {
    let environment = host.environment();
    let cores = match measure::cores(host, environment.cores_claimed, &Cancel::new()) {
        Some(cores) => Fact::good("cores measured", format!("{cores:.2}, computing at the same time")),
        None => Fact::bad("cores measured", "threads could not be started".to_owned()),
    };
    vec![
        Fact::good("processor", environment.machine),
        Fact::good("system", format!("{} on {}", environment.os, environment.arch)),
        Fact::good("cores claimed", environment.cores_claimed.to_string()),
        cores,
        Fact::good("clock step", format!("{} ns", environment.clock_step_ns)),
        Fact::good("interleave", format!("{}, {} build", environment.version, environment.profile)),
        Fact::good("compiler", environment.compiler),
        Fact::good("built for", environment.target_features.join(", ")),
    ]
}

/// Nanoseconds until a new child process answered its first message.
fn child_answers(host: &dyn Host) -> Result<u64> {
    let clock = host.gauges().clock;
    let began = clock();
    let answer = async {
        let channel = host.launch(1, Place::Here).await?;
        channel.send(pack(&Request::Ping))?;
        unpack::<Reply>(&channel.receive().await?)
    };
    let pulse = Pulse::new(clock, Compute::Real);
    let reply: Option<Result<Reply, HostError>> = host::block_on(answer, &pulse, &Cancel::new());
    match reply.transpose()? {
        Some(Reply::Pong { .. }) => Ok(clock() - began),
        other => Err(anyhow!("{other:?} in answer to a ping")),
    }
}

fn presence(tool: &'static str) -> Fact {
    // On Windows npm is a script, which is only found by its whole name.
    let program = if cfg!(windows) && tool == "npm" { "npm.cmd" } else { tool };
    let answer = Command::new(program).arg("--version").stdin(Stdio::null()).stderr(Stdio::null()).output();
    match answer {
        Ok(output) if output.status.success() => {
            let version = String::from_utf8_lossy(&output.stdout);
            Fact::good(tool, version.lines().next().unwrap_or_default().to_owned())
        }
        _ => Fact::bad(tool, "missing".to_owned()),
    }
}
