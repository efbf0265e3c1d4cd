//! `cargo xtask schema`: writes the JSON Schemas of all that core reads and writes to schema/. `tidy` checks they are current.
use crate::describe::Description;
use crate::paths;
use anyhow::Result;
use std::fs;

pub fn run() -> Result<()> {
    let folder = paths::root().join("schema");
    fs::create_dir_all(&folder)?;
    for (name, text) in Description::ask()?.schemas()? {
        fs::write(folder.join(format!("{name}.json")), text)?;
        println!("schema {name}.json");
    }
    Ok(())
}

/// What is wrong with the committed schemas, a sentence each.
pub fn findings(description: &Description) -> Result<Vec<String>> {
    let folder = paths::root().join("schema");
    let stale = |(name, text): (String, String)| {
        // A checkout on Windows may have other line ends.
        let committed = fs::read_to_string(folder.join(format!("{name}.json"))).unwrap_or_default();
        (committed.replace("\r\n", "\n") != text)
            .then(|| format!("schema/{name}.json is not what the types say; type: cargo xtask schema"))
    };
    Ok(description.schemas()?.into_iter().filter_map(stale).collect())
}
