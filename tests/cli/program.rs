//! Runs the program and collects its output.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The exit code of the program, and what it wrote.
#[derive(Debug)]
pub struct Output {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
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
pub fn output_of(command: &mut Command) -> Output {
    let output = command.output().expect("the program can be started");
    let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
    Output { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// Runs the program to its end.
pub fn interleave(arguments: &[&str]) -> Output {
    output_of(&mut program(arguments))
}

/// A path for a file of this test alone, where no file is.
pub fn scratch(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{name}", std::process::id()));
    let _ = std::fs::remove_file(&path);
    path
}

/// A path as an argument.
pub fn argument(path: &Path) -> &str {
    path.to_str().expect("the target directory has a name in UTF-8")
}
