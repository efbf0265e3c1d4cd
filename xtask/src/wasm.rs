//! The two engines the page can load, and the compiler flags of each. Build, lint and tests all ask here.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use crate::paths;
use crate::process;
use crate::setup::compiler::Compiler;

/// In bytes. Small and fixed: phones refuse large shared memories, and growing inside a timed region would be measured.
const MAX_MEMORY: usize = 256 * 1024 * 1024;

/// Atomics no longer imply a shared memory, so the linker is told everything a second lane needs to start.
const SHARED_EXPORTS: [&str; 5] = ["__heap_base", "__wasm_init_tls", "__tls_size", "__tls_align", "__tls_base"];

/// The variable by which cargo builds std from source, and what is built.
const BUILD_STD: &str = "CARGO_UNSTABLE_BUILD_STD";
const STD_CRATES: &str = "panic_unwind,std";

/// One build of `web/` for wasm.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    /// Lanes on one shared memory; needs a cross-origin isolated page.
    Threaded,
    /// For pages without isolation: everything but the models that share memory.
    Single,
}

impl Engine {
    /// Both, the better one first.
    pub const ALL: [Engine; 2] = [Engine::Threaded, Engine::Single];

    /// The name of its folder and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Engine::Threaded => "threaded",
            Engine::Single => "single",
        }
    }

    /// A target folder of its own: in a shared one, changed flags would build std again each time.
    pub fn target_dir(self) -> PathBuf {
        paths::wasm_target().join(self.name())
    }

    fn rust_flags(self) -> String {
        // Unwinding panics: a panicking task is then a failed task, not a dead page. Every compiler call warns that these features are
        // unstable, and that warning has no name of its own to allow; those of our code are found by the lints, which deny them.
        let common = "+bulk-memory,+mutable-globals,+exception-handling,+simd128 -Awarnings";
        match self {
            Engine::Single => format!("-Cpanic=unwind -Ctarget-feature={common}"),
            Engine::Threaded => {
                let mut flags = format!(
                    "-Cpanic=unwind -Ctarget-feature=+atomics,{common} -Clink-arg=--shared-memory \
                     -Clink-arg=--import-memory -Clink-arg=--max-memory={MAX_MEMORY}"
                );
                for export in SHARED_EXPORTS {
                    flags += &format!(" -Clink-arg=--export={export}");
                }
                flags
            }
        }
    }

    /// The environment in which any cargo command builds for this engine. By environment and not by a config file,
    /// because `wasm-pack` passes nothing else on, and a config file would change native builds too.
    pub fn environment(self, compiler: &Compiler) -> Vec<(&'static str, OsString)> {
        let mut variables = compiler.environment();
        variables.push((BUILD_STD, STD_CRATES.into()));
        variables.push(("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", self.rust_flags().into()));
        variables.push(("CARGO_TARGET_DIR", self.target_dir().into()));
        variables
    }

    /// What wasm-opt may use; the same features as the compiler's.
    pub fn optimizer_flags(self) -> Vec<&'static str> {
        let mut flags = vec![
            "-O3",
            // A large function is compiled for speed as a whole, which takes a core for tenths of a second, in the midst of what is measured.
            "--one-caller-inline-max-function-size=100",
            // The names of the functions, by which they are divided; and the constants in one piece.
            "--debuginfo",
            "--skip-pass=memory-packing",
            "--enable-bulk-memory",
            "--enable-mutable-globals",
            "--enable-exception-handling",
            "--enable-simd",
            "--enable-reference-types",
            "--enable-nontrapping-float-to-int",
            "--enable-sign-ext",
            "--enable-multivalue",
        ];
        if self == Engine::Threaded {
            flags.push("--enable-threads");
        }
        flags
    }

    /// The flags by which cargo builds this one.
    pub fn cargo_features(self) -> &'static [&'static str] {
        match self {
            Engine::Threaded => &["--features", "threads"],
            Engine::Single => &[],
        }
    }

    /// `name` (cargo, wasm-pack) set to build for this engine.
    pub fn command(self, name: &str, compiler: &Compiler) -> Command {
        let mut command = without_flags(name);
        command.envs(self.environment(compiler));
        command
    }
}

/// `name` as it is typed in a shell that nobody prepared: no atomics, and a std that is built already where the compiler has one.
pub fn unprepared(name: &str, compiler: &Compiler) -> Command {
    let mut command = without_flags(name);
    command.envs(compiler.environment());
    if matches!(compiler, Compiler::Debian { .. }) {
        command.env(BUILD_STD, STD_CRATES);
    }
    command.env("CARGO_TARGET_DIR", paths::wasm_target().join("unprepared"));
    command
}

/// `name` without the flags of the caller's shell, which would override those of an engine without a word.
fn without_flags(name: &str) -> Command {
    let mut command = process::program(name);
    command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    command
}
