//! Rules about names: an id is one thing's alone, and the README tells of each.
use super::tracked::File;
use crate::describe::Description;
use std::collections::HashSet;

pub fn findings(description: &Description, files: &[File]) -> Vec<String> {
    let readme = files.iter().find(|file| file.path == "README.md").map_or("", |file| file.text.as_str());
    let mut findings = Vec::new();
    for of in ["workloads", "models"] {
        findings.extend(check(of, &description.ids(of), readme));
    }
    findings
}

fn check(of: &str, ids: &[&str], readme: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut findings = Vec::new();
    for id in ids {
        if !seen.insert(id) {
            findings.push(format!("two {of} are called {id}"));
        }
        if !readme.contains(&format!("`{id}`")) {
            findings.push(format!("README.md does not mention `{id}`, one of the {of}"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn a_name_given_twice_and_a_name_the_readme_leaves_out_are_found() {
        assert!(check("models", &["gil"], "the model `gil`").is_empty());
        assert_eq!(check("models", &["gil", "gil"], "`gil`"), ["two models are called gil"]);
        assert_eq!(check("models", &["gil"], "gilded").len(), 1);
    }
}
