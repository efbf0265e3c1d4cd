//! The built-in scenarios, from the article's examples to the classic accidents. A new one is a file and a line.

/// The id and the text of each, in the order a learner meets them.
pub const ALL: &[(&str, &str)] = &[
    ("driving-and-phoning", include_str!("builtin/driving-and-phoning.toml")),
    ("two-restaurants", include_str!("builtin/two-restaurants.toml")),
    ("lost-update", include_str!("builtin/lost-update.toml")),
    ("deadlock", include_str!("builtin/deadlock.toml")),
    ("deadlock-avoided", include_str!("builtin/deadlock-avoided.toml")),
    ("producer-and-consumer", include_str!("builtin/producer-and-consumer.toml")),
    ("convoy", include_str!("builtin/convoy.toml")),
    ("blocked-event-loop", include_str!("builtin/blocked-event-loop.toml")),
    ("readers-and-writers", include_str!("builtin/readers-and-writers.toml")),
    ("spawn-and-join", include_str!("builtin/spawn-and-join.toml")),
];

/// The id and the title of each.
pub fn titles() -> Vec<(&'static str, &'static str)> {
    ALL.iter().map(|(id, text)| (*id, title(text).unwrap_or(id))).collect()
}

/// The title that a text gives itself, without reading the rest of it.
fn title(text: &'static str) -> Option<&'static str> {
    text.lines().find_map(|line| line.strip_prefix("title = \"")?.strip_suffix('"'))
}

/// The text of the scenario called `id`.
pub fn text(id: &str) -> Option<&'static str> {
    ALL.iter().find(|(known, _)| *known == id).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    #[test]
    fn the_title_is_the_one_that_the_whole_text_gives() {
        for ((id, text), (_, title)) in ALL.iter().zip(titles()) {
            assert_eq!(parse(text).map(|scenario| scenario.title), Ok(title.to_owned()), "{id}");
        }
    }
}
