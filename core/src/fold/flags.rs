//! The flags by which a command says what to run: the one table by which commands are written and read.

use crate::mistake::Mistake;
use crate::plan::{Parameter, Plan, Value};

/// Names a model; can be repeated.
pub const MODEL: &str = "--model";
/// Sets a parameter of the workload, as `NAME=VALUE`; can be repeated.
pub const PARAM: &str = "--param";
/// Names the file that has the text of the workload.
pub const FILE: &str = "--file";

/// Names the folder that has the files of the workload.
pub const FOLDER: &str = "--folder";

/// Each flag that sets something for every workload alike, and what it sets, in the order of [`settings`].
pub const SETTINGS: [(&str, &str); 8] = [
    ("--workers", "workers"),
    ("--runs", "runs"),
    ("--time", "time_s"),
    ("--warmup", "warmup"),
    ("--seed", "seed"),
    ("--quantum-us", "quantum_us"),
    ("--switch-interval-us", "switch_interval_us"),
    ("--gil-profile", "gil_profile"),
];

/// Flags that name files to write, or the way to workers: they say nothing about what to run.
pub const OUTPUTS: [&str; 10] =
    ["--json", "--trace", "--csv", "--markdown", "--html", "--picture", "--nats", "--creds", "--tls-ca", "--timeout"];

/// Flags without a value, about what is shown: they say nothing about what to run either.
pub const SWITCHES: [&str; 4] = ["--explain", "--timeline", "--no-timeline", "--watch"];

/// Every flag of `interleave run`.
pub fn all() -> Vec<&'static str> {
    [MODEL, PARAM, FILE, FOLDER]
        .into_iter()
        .chain(SETTINGS.map(|(flag, _)| flag))
        .chain(OUTPUTS)
        .chain(SWITCHES)
        .collect()
}

/// What a plan has for a setting, as it is typed.
pub fn typed(plan: &Plan, setting: &str) -> String {
    plan.setting(setting).typed()
}

/// Sets something of a plan to what was typed.
///
/// # Errors
/// A sentence with what is possible.
pub fn set(plan: &mut Plan, setting: &str, typed: &str) -> Result<(), Mistake> {
    match plan.own_settings().iter().find(|known| known.id == setting) {
        Some(known) => plan.set(known, Value::Text(typed.to_owned())),
        None => Ok(()),
    }
}

/// The flag that sets a field of a plan, as it stands on a command line, `--workers` or `--param n`; nothing where none does.
pub fn of_field(field: &str, parameters: &[Parameter]) -> Option<String> {
    let setting = SETTINGS.iter().find(|(_, setting)| *setting == field).map(|(flag, _)| (*flag).to_owned());
    setting.or_else(|| parameters.iter().any(|known| known.id == field).then(|| format!("{PARAM} {field}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::settings;

    #[test]
    fn every_setting_has_a_flag_and_what_is_set_is_what_is_typed() {
        let ids: Vec<&str> = settings().iter().map(|setting| setting.id).collect();
        assert_eq!(SETTINGS.map(|(_, setting)| setting).to_vec(), ids);
        for (flag, setting) in SETTINGS {
            let other = if setting == "gil_profile" { "python-2" } else { "57" };
            let mut plan = Plan::default();
            assert_ne!(typed(&plan, setting), other, "{flag}");
            set(&mut plan, setting, other).expect("it is possible");
            assert_eq!(typed(&plan, setting), other, "{flag}");
        }
    }

    #[test]
    fn what_is_not_possible_is_answered_with_what_is() {
        let mistake = |setting, typed| set(&mut Plan::default(), setting, typed).expect_err("a mistake").message;
        assert!(mistake("workers", "65").contains("from 1 to 64"));
        assert!(mistake("gil_profile", "python-4").contains("Did you mean 'python-"));
    }
}
