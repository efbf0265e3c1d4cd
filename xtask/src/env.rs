//! `cargo xtask env`: what `wasm-pack test`, typed by hand, must find in its environment, as lines for a POSIX shell.

use anyhow::Result;

use crate::setup::{browsers, compiler, tools};
use crate::test;
use crate::wasm::Engine;

/// Prints the lines; everything else goes to standard error.
///
/// # Errors
/// Something needed is missing and cannot be installed.
pub fn run() -> Result<()> {
    let compiler = compiler::find()?;
    browsers::find()?;
    tools::install()?;
    let variables = Engine::Threaded.environment(&compiler);
    for (name, value) in variables.into_iter().chain(test::browser_environment()) {
        println!("export {name}={}", quoted(&value.to_string_lossy()));
    }
    // Either would override the flags above.
    println!("unset RUSTFLAGS CARGO_ENCODED_RUSTFLAGS");
    Ok(())
}

/// Within single quotes a shell changes nothing; a quote itself has to stand outside of them.
fn quoted(value: &str) -> String {
    format!("'{}'", value.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_value_with_spaces_and_quotes_survives_the_shell() {
        assert_eq!(quoted("it's a $HOME"), r"'it'\''s a $HOME'");
    }
}
