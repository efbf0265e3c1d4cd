//! Which Pythons this machine has: those on the PATH and those of pyenv, each once, with what `probe.py` finds out about it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use interleave_core::mistake::Mistake;
use serde::Deserialize;

/// What `probe.py` finds out about a Python.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Python {
    pub executable: PathBuf,
    pub version: [u32; 3],
    pub implementation: String,
    /// Whether it has a global interpreter lock that is enabled.
    pub gil: bool,
}

/// How long `probe.py` may take.
const TIMEOUT: Duration = Duration::from_secs(20);

/// The oldest version that can run the programs.
const OLDEST: [u32; 2] = [3, 6];

impl Python {
    /// Its name for people: `CPython 3.13.1, free-threaded`.
    pub fn name(&self) -> String {
        let [major, minor, patch] = self.version;
        let free = if self.gil { "" } else { ", free-threaded" };
        let implementation = if self.implementation == "cpython" { "CPython" } else { &self.implementation };
        format!("{implementation} {major}.{minor}.{patch}{free}")
    }

    /// Why it cannot run the programs, if it cannot.
    pub fn unsupported(&self) -> Option<String> {
        let [major, minor, _] = self.version;
        let [oldest_major, oldest_minor] = OLDEST;
        ([major, minor] < OLDEST).then(|| {
            format!("{} is too old for these programs: use {oldest_major}.{oldest_minor} or later.", self.name())
        })
    }
}

/// The named Pythons, or all that can be found; by version, each once.
///
/// # Errors
/// When a named one cannot be run; the sentence names the `flag` that named it.
pub fn find(named: &[String], flag: &'static str) -> Result<Vec<Python>, Mistake> {
    let mut found = Vec::new();
    if named.is_empty() {
        let files: BTreeSet<PathBuf> = candidates().filter_map(|path| path.canonicalize().ok()).collect();
        found.extend(files.iter().filter_map(|path| probe(path).ok()));
        found.retain(|python: &Python| python.implementation == "cpython");
    }
    for name in named {
        found.push(probe(Path::new(name)).map_err(|why| {
            let sentence = format!("'{name}' is not a Python that can be run ({why}): give --{flag} the name or the path of one, such as python3.");
            Mistake::new(flag, sentence)
        })?);
    }
    found.sort_by_key(|python| (python.version, python.gil));
    let mut seen = BTreeSet::new();
    found.retain(|python| seen.insert(python.executable.clone()));
    Ok(found)
}

fn candidates() -> impl Iterator<Item = PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let home = std::env::home_dir().map(|home| home.join(".pyenv"));
    let pyenv = std::env::var_os("PYENV_ROOT").map(PathBuf::from).or(home);
    let versions =
        pyenv.into_iter().flat_map(|root| entries(&root.join("versions"))).map(|version| version.join("bin"));
    let folders: Vec<PathBuf> = std::env::split_paths(&path).chain(versions).collect();
    // pyenv's shims choose a version when they run; the versions themselves are found in their own folders.
    let folders = folders.into_iter().filter(|folder| !folder.ends_with("shims"));
    folders.flat_map(|folder| entries(&folder)).filter(|path| is_python(path))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}

/// `python3`, `python3.12`, `python3.13t`, on Windows also `python.exe`.
fn is_python(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return false };
    let name = name.strip_suffix(".exe").unwrap_or(name);
    if cfg!(windows) && name == "python" {
        return true;
    }
    let Some(rest) = name.strip_prefix("python3") else { return false };
    let minor = rest.strip_prefix('.').map(|minor| minor.strip_suffix('t').unwrap_or(minor));
    rest.is_empty() || minor.is_some_and(|minor| !minor.is_empty() && minor.chars().all(|digit| digit.is_ascii_digit()))
}

fn probe(executable: &Path) -> Result<Python, String> {
    let mut command = Command::new(executable);
    command.args(["-c", include_str!("probe.py")]).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|error| error.to_string())?;
    let began = Instant::now();
    while child.try_wait().map_err(|error| error.to_string())?.is_none() {
        if began.elapsed() > TIMEOUT {
            let _ = child.kill();
            let _ = child.wait();
            return Err("it does not answer".to_owned());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    serde_json::from_slice(&output.stdout).map_err(|_| "it answers something that no Python answers".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interpreters_are_distinguished_from_their_tools_by_name() {
        for name in ["python3", "python3.9", "python3.13t"] {
            assert!(is_python(&Path::new("bin").join(name)), "{name}");
        }
        for name in ["python3-config", "python3.11-config", "pythonw", "python2.7", "python3.", "ipython3"] {
            assert!(!is_python(&Path::new("bin").join(name)), "{name}");
        }
    }

    #[test]
    fn a_python_that_is_too_old_is_named_with_the_oldest_possible_version() {
        let python =
            |version| Python { executable: PathBuf::new(), version, implementation: "cpython".to_owned(), gil: true };
        assert_eq!(python([3, 6, 0]).unsupported(), None);
        let why = python([2, 7, 18]).unsupported().expect("2.7 is too old");
        assert!(why.contains("CPython 2.7.18") && why.contains("3.6"), "{why}");
    }

    #[test]
    fn a_python_that_does_not_exist_is_a_mistake_that_names_the_flag() {
        let mistake = find(&["no-such-python".to_owned()], "against").expect_err("there is none");
        assert_eq!(mistake.field, "against");
        assert!(mistake.message.contains("--against"), "{}", mistake.message);
    }
}
