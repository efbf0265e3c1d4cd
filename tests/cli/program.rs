//! Runs the program and keeps what it said.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What one call of the program came to.
#[derive(Debug)]
pub struct Said {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// The program, without anything in its environment that changes colours.
pub fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_interleave"));
    command.args(arguments).stdin(Stdio::null());
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

/// Runs a command to its end.
pub fn said_by(command: &mut Command) -> Said {
    let output = command.output().expect("the program can be started");
    let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
    Said { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// Runs the program to its end.
pub fn said(arguments: &[&str]) -> Said {
    said_by(&mut program(arguments))
}

/// A path for a file of this test alone; nothing is there.
pub fn scratch(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{name}", std::process::id()));
    let _ = std::fs::remove_file(&path);
    path
}

/// A path as an argument.
pub fn argument(path: &Path) -> &str {
    path.to_str().expect("the target directory has a name in UTF-8")
}
