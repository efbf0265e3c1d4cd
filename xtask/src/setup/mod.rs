//! What a command needs from the machine: found, else installed, else the exact line to type. Each part says what it did.
pub mod apt;
pub mod browsers;
pub mod compiler;
pub mod packages;
pub mod tools;

/// One line a finding. On standard error, so that `env` can print nothing but exports.
pub fn say(part: &str, what: &str) {
    eprintln!("setup  {part:<10} {what}");
}
