//! Running other programs: what is typed is shown, and a failure says which command it was.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::paths;

/// How long the output of a program that has ended is waited for.
const REST_OF_OUTPUT: Duration = Duration::from_secs(5);

/// A program to run at the repository's root, without the variables `cargo run` gave this process:
/// another cargo would take `CARGO` for its own path and hand it on to its sub-commands.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(paths::root()).stdin(Stdio::null()).env_remove("CARGO");
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

/// The command as a person would type it, without the environment.
pub fn typed(command: &Command) -> String {
    let mut words =
        vec![Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

/// Runs a command to its end; its output goes where ours goes.
///
/// # Errors
/// It could not be started, or failed; the sentence has the command.
pub fn run(command: &mut Command) -> Result<()> {
    let typed = typed(command);
    let status = command.status().with_context(|| format!("`{typed}` could not be started"))?;
    if !status.success() {
        bail!("`{typed}` failed ({status})");
    }
    Ok(())
}

/// Runs a command to its end and passes on what it prints. Those lines that `picks` chooses are in the sentence of a failure once more: for whoever
/// reads only the end of a long log.
///
/// # Errors
/// It could not be started, or failed; the sentence has the command.
pub fn run_picking(command: &mut Command, mut picks: impl FnMut(&str) -> bool + Send + 'static) -> Result<()> {
    let typed = typed(command);
    let started = command.stdout(Stdio::piped()).spawn();
    let mut child = started.with_context(|| format!("`{typed}` could not be started"))?;
    let output = child.stdout.take().context("its output is not here")?;
    let (pick, picked) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            if picks(&line) && pick.send(line.trim_end().to_owned()).is_err() {
                return;
            }
        }
    });
    let status = child.wait()?;
    let mut sentence = format!("`{typed}` failed ({status})");
    // What it has started and left running may hold its output open.
    while let Ok(line) = picked.recv_timeout(REST_OF_OUTPUT) {
        sentence.push_str("\n  ");
        sentence.push_str(&line);
    }
    if !status.success() {
        bail!(sentence);
    }
    Ok(())
}

/// What a command prints, or `None` when it is missing or fails: for asking what a machine has.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The program's file, looked for along PATH.
pub fn which(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

/// npm with arguments. It is a script, which Windows does not find by its bare name.
pub fn npm(arguments: &[&str]) -> Command {
    let mut command = program(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.args(arguments);
    command
}

#[cfg(all(test, unix))]
mod tests {
    use super::{program, run_picking};

    #[test]
    fn a_failure_repeats_the_picked_lines_and_waits_for_nothing_that_was_left_running() {
        let mut shell = program("sh");
        shell.args(["-c", "echo one; echo two; sleep 60 & exit 3"]);
        let error = run_picking(&mut shell, |line| line == "two").expect_err("it fails").to_string();
        let (command, picked) = error.split_once('\n').expect("two lines");
        assert!(command.ends_with("failed (exit status: 3)"), "{command}");
        assert_eq!(picked, "  two");
    }

    #[test]
    fn what_was_picked_is_no_failure_by_itself() {
        assert!(run_picking(program("echo").arg("one"), |_| true).is_ok());
    }
}
