//! Where something ran, in words.

use crate::host::{Environment, Platform};

/// How a sentence says where: `natively`.
pub const fn place(platform: Platform) -> &'static str {
    match platform {
        Platform::Native => "natively",
        Platform::Browser => "in the browser",
        Platform::Cpython => "by CPython",
        Platform::Simulated => "simulated",
    }
}

/// A sentence that is true of one place only, said so: `Natively: ...`.
pub fn located(platform: Platform, sentence: &str) -> String {
    let place = place(platform);
    format!("{}{}: {sentence}", place[..1].to_uppercase(), &place[1..])
}

/// The machine and the build, on one line.
pub fn about(environment: &Environment) -> String {
    let Environment { machine, os, cores_claimed, profile, version, .. } = environment;
    format!("{machine}, {os}, {cores_claimed} cores, {profile} build of {version}")
}
