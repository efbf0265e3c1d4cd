//! In what the builds differ that made the figures: part of every ratio between them is the compiler.

use super::sources::Measured;
use crate::host::Environment;
use crate::report::Warning;

/// What it is called, and what it is in an environment.
type Part = (&'static str, fn(&Environment) -> String);

/// A warning that names each build, when they differ in more than their names.
pub fn warning(measured: &[Measured<'_>]) -> Option<Warning> {
    let mut builds: Vec<(&str, &Environment)> = Vec::new();
    for one in measured {
        let Some(environment) = one.environment else { continue };
        let same = |other: &Environment| std::ptr::eq(other, environment);
        // A program and the Pythons that it ran have one environment.
        if builds.iter().all(|(_, known)| !same(known)) {
            let alone = measured.iter().filter(|other| other.environment.is_some_and(same)).count() == 1;
            builds.push((if alone { &one.source.label } else { &one.source.name }, environment));
        }
    }
    let differ = |part: fn(&Environment) -> String| builds.windows(2).any(|pair| part(pair[0].1) != part(pair[1].1));
    let parts: [Part; 3] = [("profile", profile), ("compiler", compiler), ("processor features", features)];
    let different: Vec<Part> = parts.into_iter().filter(|(_, part)| differ(*part)).collect();
    if different.is_empty() {
        return None;
    }
    let names: Vec<&str> = different.iter().map(|(name, _)| *name).collect();
    let build = |(name, environment): &(&str, &Environment)| {
        let values: Vec<String> = different.iter().map(|(_, part)| part(environment)).collect();
        format!("{name}: {}", values.join(", "))
    };
    let listed: Vec<String> = builds.iter().map(build).collect();
    let text =
        format!("The builds differ in {}, which is part of every ratio. {}.", names.join(" and "), listed.join("; "));
    Some(Warning::new("unequal-builds", text))
}

fn profile(environment: &Environment) -> String {
    environment.profile.clone()
}

fn compiler(environment: &Environment) -> String {
    environment.compiler.clone()
}

fn features(environment: &Environment) -> String {
    let features = &environment.target_features;
    let features = if features.is_empty() { "no features".to_owned() } else { features.join(" ") };
    format!("{} with {features}", environment.arch)
}
