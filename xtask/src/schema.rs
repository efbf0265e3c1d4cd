//! `cargo xtask schema`: writes what is generated from core's types: the JSON Schemas in schema/, and the page's TypeScript.
//! `tidy` checks that both are current.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use crate::describe::Description;
use crate::paths;
use crate::process;
use crate::setup::packages;

/// Writes every generated file.
///
/// # Errors
/// Core does not compile, npm failed, or a file cannot be written.
pub fn run() -> Result<()> {
    fs::create_dir_all(paths::root().join("schema"))?;
    for (path, text) in generated(&Description::ask()?)? {
        fs::write(paths::root().join(&path), text)?;
        println!("schema {path}");
    }
    Ok(())
}

/// What is wrong with the committed files, one sentence for each.
pub fn findings(description: &Description) -> Result<Vec<String>> {
    let check = |(path, text): (String, String)| {
        let committed = fs::read_to_string(paths::root().join(&path)).unwrap_or_default();
        stale(&path, &committed, &text)
    };
    Ok(generated(description)?.into_iter().filter_map(check).collect())
}

fn stale(path: &str, committed: &str, text: &str) -> Option<String> {
    // A checkout on Windows may have other line ends.
    (committed.replace("\r\n", "\n") != text)
        .then(|| format!("{path} is not what core's types say; type: cargo xtask schema"))
}

/// Each file's path from the root, and what stands in it.
fn generated(description: &Description) -> Result<Vec<(String, String)>> {
    let schemas = description.schemas()?.into_iter();
    let mut files: Vec<_> = schemas.map(|(name, text)| (format!("schema/{name}.json"), text)).collect();
    files.push(("web/app/schema.ts".to_owned(), typescript(&description.page()?)?));
    Ok(files)
}

/// The types of a JSON Schema in TypeScript, by the library that the page's script `types` runs.
fn typescript(schema: &str) -> Result<String> {
    packages::install()?;
    let mut npm = process::npm(&["run", "--silent", "types"]);
    let mut child = npm.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("npm could not be started")?;
    // Dropped at once, which ends what the library reads.
    child.stdin.take().context("npm reads nothing")?.write_all(schema.as_bytes())?;
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("the page's types could not be generated; what `npm run types` said is above");
    }
    Ok(String::from_utf8(output.stdout)?.replace("\r\n", "\n"))
}

#[cfg(test)]
mod tests {
    use super::stale;

    #[test]
    fn a_generated_file_is_stale_when_more_than_its_line_ends_differs() {
        assert_eq!(stale("a.ts", "one\r\ntwo\r\n", "one\ntwo\n"), None);
        let finding = stale("a.ts", "one\n", "one\ntwo\n").expect("a line is missing");
        assert!(finding.starts_with("a.ts ") && finding.ends_with("cargo xtask schema"), "{finding}");
    }
}
