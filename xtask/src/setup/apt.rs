//! Debian's and Ubuntu's packages, installed when we are root; otherwise the person is given the command.

use anyhow::{Context, Result, bail};

use crate::process::{self, program};
use crate::setup::say;

/// True where `apt-get install` would work without asking anybody.
pub fn available() -> bool {
    process::which("apt-get").is_some() && process::answer(program("id").arg("-u")).as_deref() == Some("0")
}

/// The command that installs packages, for a person to type.
pub fn command(packages: &[&str]) -> String {
    format!("apt-get install --no-install-recommends {}", packages.join(" "))
}

/// The installed version of a package, if it is installed.
pub fn version(package: &str) -> Option<String> {
    let status = process::answer(program("dpkg-query").args(["-W", "-f=${db:Status-Abbrev}${Version}", package]))?;
    status.strip_prefix("ii ").map(str::to_owned)
}

/// Installs packages for a part of the set-up.
///
/// # Errors
/// We are not root, or apt failed; the sentence has the line to type.
pub fn install(part: &str, packages: &[&str]) -> Result<()> {
    if !available() {
        bail!("{part} is missing. Type: sudo {}", command(packages));
    }
    say(part, &format!("installing {} by apt (a minute or two)", packages.join(", ")));
    // An old package list names versions the mirror has dropped; a list that cannot be refreshed may still do.
    if let Err(error) = process::run(apt_get().arg("update")) {
        say(part, &format!("{error}; going on with the list of packages this machine has"));
    }
    process::run(apt_get().args(["install", "-y", "--no-install-recommends"]).args(packages)).with_context(|| {
        format!("{part} could not be installed. When the mirror answers again, type: {}", command(packages))
    })
}

fn apt_get() -> std::process::Command {
    let mut command = program("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    // Another installation may hold the lock for a moment; mirrors drop connections.
    command.args(["-q", "-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=3"]);
    command
}
