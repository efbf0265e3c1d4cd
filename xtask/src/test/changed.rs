//! `cargo xtask test --changed`: the quick loop. Which checks the changed files call for, and what is left out and why.

use std::collections::BTreeSet;

use anyhow::{Context, Result};

use super::steps::Steps;
use crate::process::{self, program};
use crate::tidy;

/// What a file belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Area {
    Core,
    /// The GIL's lock, which loom and shuttle try out in thousands of orders.
    Lock,
    /// The root package: the command line, and the tests of every host.
    Native,
    /// The engines: Rust for wasm.
    Engine,
    /// What is measured beside peers.
    Bench,
    Xtask,
    Page,
    /// What only tidy reads: documents, schemas, configuration.
    Rest,
    /// What no check on this machine reads.
    Fuzz,
}

/// One check of the quick loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Check {
    Format,
    Core,
    Lock,
    Fast,
    Native,
    Bench,
    Xtask,
    Page,
    Tidy,
}

/// Runs the checks that the changed files call for, and says what is left out.
///
/// # Errors
/// Git cannot tell what has changed, or a check failed.
pub fn run() -> Result<()> {
    let paths = changed_paths()?;
    let areas: BTreeSet<Area> = paths.iter().flat_map(|path| areas(path)).copied().collect();
    if areas.is_empty() {
        println!("test   nothing has changed since main");
        return Ok(());
    }
    let mut steps = Steps::default();
    for check in checks(&areas) {
        run_check(check, &mut steps);
    }
    for reason in left_out(&areas) {
        println!("\nnot run: {reason}");
    }
    steps.close()
}

/// What differs from the commit where this branch left main, committed or not.
fn changed_paths() -> Result<Vec<String>> {
    let git = |arguments: &[&str]| process::answer(program("git").args(arguments));
    let base = ["main", "origin/main"].iter().find_map(|main| git(&["merge-base", main, "HEAD"]));
    let base = base.context("git knows no branch main to compare with; type: cargo xtask test --native")?;
    let differing = git(&["diff", "--name-only", &base]).context("git could not compare with main")?;
    let new = git(&["ls-files", "--others", "--exclude-standard"]).context("git could not list new files")?;
    Ok(differing.lines().chain(new.lines()).map(str::to_owned).collect())
}

/// What a file belongs to, by its path from the root.
fn areas(path: &str) -> &'static [Area] {
    let under = |folders: &[&str]| folders.iter().any(|folder| path.starts_with(folder));
    let is = |names: &[&str]| names.contains(&path);
    if is(&["Cargo.toml", "Cargo.lock", "rustfmt.toml", "clippy.toml"]) || under(&[".cargo/"]) {
        &[Area::Core, Area::Lock, Area::Native, Area::Engine, Area::Bench, Area::Xtask, Area::Rest]
    } else if path == "web/app/schema.ts" {
        &[Area::Page, Area::Rest]
    } else if under(&["core/src/gil/", "core/tests/"]) {
        &[Area::Core, Area::Lock]
    } else if under(&["core/"]) {
        &[Area::Core]
    } else if under(&["web/src/"]) || path == "web/Cargo.toml" {
        &[Area::Engine]
    } else if under(&["web/", "tests/page/"])
        || (under(&["benches/"]) && path.ends_with(".mjs"))
        || is(&["index.html", "package.json", "package-lock.json", "biome.json"])
        || (!path.contains('/') && (path.ends_with(".ts") || path.starts_with("tsconfig")))
    {
        &[Area::Page]
    } else if under(&["benches/"]) {
        &[Area::Bench]
    } else if under(&["cli/", "tests/"]) {
        &[Area::Native]
    } else if under(&["xtask/"]) {
        &[Area::Xtask]
    } else if under(&["fuzz/"]) {
        &[Area::Fuzz]
    } else {
        &[Area::Rest]
    }
}

/// The checks that areas call for, in the order in which they run.
fn checks(areas: &BTreeSet<Area>) -> Vec<Check> {
    let touched = |wanted: &[Area]| wanted.iter().any(|area| areas.contains(area));
    let checks = [
        (Check::Format, touched(&[Area::Core, Area::Native, Area::Engine, Area::Bench, Area::Xtask])),
        (Check::Core, touched(&[Area::Core])),
        (Check::Lock, touched(&[Area::Lock])),
        (Check::Fast, touched(&[Area::Core]) && !touched(&[Area::Native])),
        (Check::Native, touched(&[Area::Native])),
        (Check::Bench, touched(&[Area::Bench])),
        (Check::Xtask, touched(&[Area::Xtask])),
        (Check::Page, touched(&[Area::Page])),
        (Check::Tidy, touched(&[Area::Rest])),
    ];
    checks.into_iter().filter(|(_, wanted)| *wanted).map(|(check, _)| check).collect()
}

fn run_check(check: Check, steps: &mut Steps) {
    match check {
        Check::Format => steps.cargo("format", &["fmt", "--all", "--check"]),
        Check::Core => {
            lints(steps, "lints of core", "interleave-core");
            steps.cargo("unit tests of core", &["test", "--package", "interleave-core", "--lib"]);
        }
        Check::Lock => steps.cargo("the lock in every order", &["test", "--package", "interleave-core", "--test", "*"]),
        Check::Fast => {
            let tests = ["test", "--package", "interleave", "--lib", "--test", "native", "--test", "scenario"];
            steps.cargo("fast tests of the root package", &tests);
        }
        Check::Native => {
            lints(steps, "lints of the root package", "interleave");
            steps.cargo("tests of the root package", &["test", "--package", "interleave", "--features", "serve"]);
        }
        Check::Bench => {
            lints(steps, "lints of the benchmark", "interleave-bench");
            steps.cargo("tests of the benchmark", &["test", "--package", "interleave-bench"]);
        }
        Check::Xtask => {
            lints(steps, "lints of xtask", "xtask");
            steps.cargo("tests of xtask", &["test", "--package", "xtask"]);
        }
        Check::Page => {
            steps.npm("types and style of the page", "check");
            steps.npm("unit tests of the page", "test");
        }
        Check::Tidy => {
            steps.run("tidy", tidy::run);
        }
    }
}

fn lints(steps: &mut Steps, name: &'static str, package: &str) {
    let features: &[&str] = if package == "interleave" { &["--features", "serve,distributed"] } else { &[] };
    let arguments = [&["clippy", "--package", package, "--all-targets"], features, &["--", "-D", "warnings"]];
    steps.cargo(name, &arguments.concat());
}

/// Why something that could break is not checked, a sentence each.
fn left_out(areas: &BTreeSet<Area>) -> Vec<&'static str> {
    let checks = checks(areas);
    let touched = |wanted: &[Area]| wanted.iter().any(|area| areas.contains(area));
    let reasons = [
        (
            checks.contains(&Check::Fast),
            "lints and slow tests of the root package, which take a minute; type: cargo test",
        ),
        (
            checks.contains(&Check::Core) && !checks.contains(&Check::Lock),
            "the GIL's lock in every order, which only changes under gil/ can break; type: cargo test -p interleave-core",
        ),
        (
            touched(&[Area::Core, Area::Engine]),
            "the engines in browsers, which are built by another compiler; type: cargo xtask test --web",
        ),
        (
            touched(&[Area::Core, Area::Engine, Area::Page]),
            "the page from outside, which needs the built engines; type: cargo xtask test --page",
        ),
        (touched(&[Area::Fuzz]), "fuzz/, which needs cargo-fuzz and a nightly compiler"),
        (!checks.contains(&Check::Tidy), "tidy, which builds core once more; type: cargo xtask tidy"),
    ];
    reasons.into_iter().filter(|(applies, _)| *applies).map(|(_, reason)| reason).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(paths: &[&str]) -> Vec<Check> {
        checks(&paths.iter().flat_map(|path| areas(path)).copied().collect())
    }

    #[test]
    fn a_change_of_core_is_tested_there_and_by_the_fast_tests_of_the_root_package() {
        assert_eq!(chosen(&["core/src/plan/mod.rs"]), [Check::Format, Check::Core, Check::Fast]);
    }

    #[test]
    fn a_change_of_the_lock_or_of_its_tests_is_tried_out_in_every_order() {
        for path in ["core/src/gil/lock.rs", "core/tests/gil_loom.rs"] {
            assert_eq!(chosen(&[path]), [Check::Format, Check::Core, Check::Lock, Check::Fast], "{path}");
        }
    }

    #[test]
    fn a_change_of_the_command_line_or_of_its_tests_is_tested_in_the_root_package() {
        assert_eq!(chosen(&["cli/run.rs"]), [Check::Format, Check::Native]);
        assert_eq!(chosen(&["tests/cli/run.rs"]), [Check::Format, Check::Native]);
        assert_eq!(chosen(&["benches/src/main.rs"]), [Check::Format, Check::Bench]);
        assert_eq!(chosen(&["core/src/sim.rs", "cli/run.rs"]), [Check::Format, Check::Core, Check::Native]);
    }

    #[test]
    fn a_change_of_xtask_is_tested_there() {
        assert_eq!(chosen(&["xtask/src/main.rs"]), [Check::Format, Check::Xtask]);
    }

    #[test]
    fn a_change_of_the_page_calls_for_its_scripts_and_not_for_cargo() {
        for path in [
            "web/app/main.tsx",
            "web/workers/engine.ts",
            "tests/page/run.mjs",
            "benches/following.mjs",
            "vite.config.ts",
        ] {
            assert_eq!(chosen(&[path]), [Check::Page], "{path}");
        }
        assert_eq!(chosen(&["web/app/schema.ts"]), [Check::Page, Check::Tidy]);
    }

    #[test]
    fn a_change_of_documents_calls_for_tidy_and_one_of_the_manifest_for_everything_native() {
        assert_eq!(chosen(&["README.md"]), [Check::Tidy]);
        let everything =
            [Check::Format, Check::Core, Check::Lock, Check::Native, Check::Bench, Check::Xtask, Check::Tidy];
        assert_eq!(chosen(&["Cargo.lock"]), everything);
        assert!(chosen(&[]).is_empty());
    }

    #[test]
    fn what_could_break_and_is_not_checked_is_said() {
        let reasons = |path| left_out(&areas(path).iter().copied().collect()).len();
        assert_eq!(reasons("core/src/sim.rs"), 5, "slow tests, lock, engines, page, tidy");
        assert_eq!(reasons("web/src/lib.rs"), 3, "engines, page, tidy");
        assert_eq!(reasons("fuzz/Cargo.toml"), 2, "fuzz, tidy");
        assert_eq!(reasons("README.md"), 0);
    }
}
