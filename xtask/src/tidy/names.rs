//! Rules about names: every id is unique, and the README mentions it.
use super::tracked::File;
use crate::describe::Description;
use std::collections::HashSet;

pub fn findings(description: &Description, files: &[File]) -> Vec<String> {
    let readme = files.iter().find(|file| file.path == "README.md").map_or("", |file| file.text.as_str());
    let mut findings = Vec::new();
    for kind in ["workloads", "models"] {
        findings.extend(check(kind, &description.ids(kind), readme));
    }
    findings
}

fn check(kind: &str, ids: &[&str], readme: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut findings = Vec::new();
    for id in ids {
        if !seen.insert(id) {
            findings.push(format!("two {kind} are called {id}"));
        }
        if !readme.contains(&format!("`{id}`")) {
            findings.push(format!("README.md does not mention `{id}`, one of the {kind}"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn an_id_used_twice_and_an_id_that_the_readme_does_not_mention_are_found() {
        assert!(check("models", &["gil"], "the model `gil`").is_empty());
        assert_eq!(check("models", &["gil", "gil"], "`gil`"), ["two models are called gil"]);
        assert_eq!(check("models", &["gil"], "gilded").len(), 1);
    }
}
