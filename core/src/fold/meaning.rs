//! What models change about the meaning of a program: the same text, and yet another program.

use crate::model;
use crate::workload;

/// A sentence or two for each of the models under which the program does not mean what it says.
pub fn changed(workload: &str, models: &[&str]) -> Vec<String> {
    let Ok(workload) = workload::find(workload) else { return Vec::new() };
    let in_order = model::ALL.iter().filter(|model| models.contains(&model.id));
    let changed = in_order.filter_map(|model| Some((model.title, workload.expected(model.id)?.differs?)));
    changed.map(|(model, differs)| format!("Under {model}, the program no longer means the same. {differs}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_that_changes_the_meaning_is_told_and_the_others_are_not() {
        let said = changed("counter", &["threads", "processes"]);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(
            said[0].starts_with("Under Processes, the program no longer means the same. Each process "),
            "{said:?}"
        );
        assert_eq!(changed("counter", &["distributed"])[0], said[0].replacen("Processes", "Distributed", 1));
        assert_eq!(changed("counter", &["threads"]), Vec::<String>::new());
        assert_eq!(changed("of another version", &["processes"]), Vec::<String>::new());
    }
}
