//! Scenarios that come along, from the article's examples to the classic accidents. A new one is a file and a line.

/// The id and the text of each, in the order a learner meets them.
pub const READY: &[(&str, &str)] = &[
    ("driving-and-phoning", include_str!("ready/driving-and-phoning.toml")),
    ("two-restaurants", include_str!("ready/two-restaurants.toml")),
    ("lost-update", include_str!("ready/lost-update.toml")),
    ("deadlock", include_str!("ready/deadlock.toml")),
    ("deadlock-avoided", include_str!("ready/deadlock-avoided.toml")),
    ("producer-and-consumer", include_str!("ready/producer-and-consumer.toml")),
    ("convoy", include_str!("ready/convoy.toml")),
    ("blocked-event-loop", include_str!("ready/blocked-event-loop.toml")),
    ("readers-and-writers", include_str!("ready/readers-and-writers.toml")),
    ("spawn-and-join", include_str!("ready/spawn-and-join.toml")),
];

/// The ids alone.
pub const IDS: &[&str] = &{
    let mut ids = [""; READY.len()];
    let mut i = 0;
    while i < ids.len() {
        ids[i] = READY[i].0;
        i += 1;
    }
    ids
};

/// The text of the scenario called `id`.
pub fn text(id: &str) -> Option<&'static str> {
    READY.iter().find(|(known, _)| *known == id).map(|(_, text)| *text)
}
