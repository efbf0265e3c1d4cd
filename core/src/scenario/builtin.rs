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

/// The ids alone.
pub const IDS: &[&str] = &{
    let mut ids = [""; ALL.len()];
    let mut i = 0;
    while i < ids.len() {
        ids[i] = ALL[i].0;
        i += 1;
    }
    ids
};

/// The text of the scenario called `id`.
pub fn text(id: &str) -> Option<&'static str> {
    ALL.iter().find(|(known, _)| *known == id).map(|(_, text)| *text)
}
