//! The compiler of the wasm builds: one that can build std with atomics, which takes `-Z` flags and the source of
//! exactly its own std. There is no fallback to a build without threads: who asks for the page gets all of it, or the reason why not.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::paths;
use crate::process::{self, program};
use crate::setup::{apt, say};

/// What the engines are built for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The one place that names the nightly.
const NIGHTLY: &str = "nightly-2026-05-20";

/// Debian's and Ubuntu's own current compiler; it installs beside rustup's.
const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy"];

/// Where the compiler comes from.
pub enum Compiler {
    /// From rustup.
    Nightly,
    /// Small scripts that stand for the distribution's programs, and the linker it does not bring.
    Debian { scripts: PathBuf, linker: PathBuf },
}

impl Compiler {
    /// The variables with which cargo and rustc are this compiler's.
    pub fn environment(&self) -> Vec<(&'static str, OsString)> {
        match self {
            Compiler::Nightly => vec![("RUSTUP_TOOLCHAIN", NIGHTLY.into())],
            Compiler::Debian { scripts, linker } => {
                vec![
                    ("PATH", path_with(scripts)),
                    ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker.clone().into_os_string()),
                ]
            }
        }
    }
}

/// Finds first, installs second: what is there works offline and at once.
///
/// # Errors
/// None is here and none can be installed; the sentence has the lines to type.
pub fn find() -> Result<Compiler> {
    if let Some(compiler) = nightly().or_else(debian) {
        return Ok(compiler);
    }
    let rustup = install_nightly_command();
    if process::which("rustup").is_some() {
        say("compiler", &format!("installing the toolchain {NIGHTLY} by rustup (a few minutes)"));
        // Where its servers cannot be reached, a backtrace of rustup helps nobody.
        if let Err(error) = process::run(program("rustup").args(&rustup[1..]).env_remove("RUST_BACKTRACE")) {
            say("compiler", &format!("{error}"));
        } else if let Some(compiler) = nightly() {
            return Ok(compiler);
        }
    }
    if apt::available() {
        if let Err(error) = apt::install("compiler", &PACKAGES) {
            say("compiler", &format!("{error:#}"));
        } else if let Some(compiler) = debian() {
            return Ok(compiler);
        }
    }
    bail!(
        "no compiler here can build std with atomics, which lanes on shared memory need. Type: {}\n\
         (without rustup's servers, on Debian: sudo {})",
        rustup.join(" "),
        apt::command(&PACKAGES)
    )
}

fn install_nightly_command() -> Vec<&'static str> {
    let mut words = vec!["rustup", "toolchain", "install", NIGHTLY, "--profile", "minimal"];
    words.extend(["--component", "rust-src", "--component", "clippy", "--target", TARGET]);
    words
}

/// The pinned nightly, if it is here with all its parts: a nightly without std's source is of no use.
fn nightly() -> Option<Compiler> {
    let installed = process::answer(program("rustup").args(["toolchain", "list"]))?;
    installed.lines().find(|line| line.starts_with(NIGHTLY))?;
    let sysroot = process::answer(program("rustc").env("RUSTUP_TOOLCHAIN", NIGHTLY).args(["--print", "sysroot"]))?;
    let rustlib = Path::new(&sysroot).join("lib").join("rustlib");
    if !has_std_source(&rustlib) || !rustlib.join(TARGET).is_dir() {
        say("compiler", &format!("{NIGHTLY} is here, but without std's source or the target {}", TARGET));
        return None;
    }
    say("compiler", &format!("{NIGHTLY} of rustup, with std's source"));
    Some(Compiler::Nightly)
}

fn debian() -> Option<Compiler> {
    let versions: Vec<String> = PACKAGES.iter().map(|package| apt::version(package)).collect::<Option<_>>()?;
    // Source of another version than the compiler's does not compile.
    if versions.iter().any(|version| version != &versions[0]) || !has_std_source(Path::new("/usr/lib/rustlib")) {
        return None;
    }
    let linker = linker()?;
    let scripts = write_scripts().ok()?;
    let linker_name = linker.file_name().unwrap_or_default().to_string_lossy().into_owned();
    say("compiler", &format!("rustc-web {} of the distribution, linker {linker_name}", versions[0]));
    Some(Compiler::Debian { scripts, linker })
}

fn has_std_source(rustlib: &Path) -> bool {
    rustlib.join("src/rust/library/std/Cargo.toml").is_file()
}

/// Debian's compiler brings no linker for wasm; rustup's toolchains and LLVM do.
fn linker() -> Option<PathBuf> {
    let of_rustup = || {
        let sysroot = process::answer(program("rustc").args(["--print", "sysroot"]))?;
        let version = process::answer(program("rustc").arg("-vV"))?;
        let host = version.lines().find_map(|line| line.strip_prefix("host: "))?.to_owned();
        let linker = Path::new(&sysroot).join("lib/rustlib").join(host).join("bin/rust-lld");
        linker.is_file().then_some(linker)
    };
    of_rustup().or_else(|| process::which("wasm-ld-22")).or_else(|| {
        apt::install("linker", &["lld-22"]).ok()?;
        process::which("wasm-ld-22")
    })
}

/// Scripts named like the programs they call. They let `-Z` through for these calls alone, and answer `wasm-pack`'s
/// search for a prebuilt std, which has no meaning when std is built from source.
fn write_scripts() -> Result<PathBuf> {
    let folder = paths::wasm_target().join("debian");
    fs::create_dir_all(&folder)?;
    for name in ["cargo", "rustc", "rustdoc", "cargo-clippy"] {
        let text = format!(
            "#!/bin/sh\n\
             # Written by `cargo xtask`: the distribution's {name}, with -Z allowed.\n\
             case \"$*\" in *\"--print target-libdir\"*) dirname \"$0\"; exit ;; esac\n\
             RUSTC_BOOTSTRAP=1 exec /usr/bin/{name} \"$@\"\n"
        );
        let path = folder.join(name);
        if fs::read_to_string(&path).ok().as_deref() != Some(&text) {
            fs::write(&path, text)?;
            make_executable(&path)?;
        }
    }
    Ok(folder)
}

#[cfg(unix)]
fn make_executable(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::set_permissions(path, fs::Permissions::from_mode(0o755))?)
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> Result<()> {
    Ok(())
}

fn path_with(first: &Path) -> OsString {
    let old = env::var_os("PATH").unwrap_or_default();
    // Once only, also when this runs inside a shell that has evaluated `cargo xtask env`.
    let rest = env::split_paths(&old).filter(|folder| folder != first);
    env::join_paths(std::iter::once(first.to_owned()).chain(rest)).unwrap_or(old)
}
