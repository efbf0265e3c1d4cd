//! Whose GIL it is. CPython 3 is what everybody has; CPython 2's explains why threads have a bad name.

use serde::{Deserialize, Serialize};

use super::lock::Patience;
use crate::mistake::Mistake;

/// The version of CPython whose lock the model `gil` has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum GilProfile {
    /// CPython 3.2 and later: who has waited for a switch interval asks, and the holder gives way.
    #[default]
    #[serde(rename = "python-3")]
    Python3,
    /// "Python 2, tick based": the holder opens the lock for a moment at every checkpoint; the switch interval means nothing.
    #[serde(rename = "python-2")]
    Python2,
}

impl GilProfile {
    const ALL: [Self; 2] = [Self::Python3, Self::Python2];

    /// All names; the default's is the first.
    pub const IDS: &[&str] = &[Self::Python3.id(), Self::Python2.id()];

    /// All names with what they mean to people.
    pub const TITLES: [(&str, &str); 2] =
        [(Self::Python3.id(), "CPython 3, by time"), (Self::Python2.id(), "Python 2, by ticks")];

    /// Its name in flags, JSON and addresses.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Python3 => "python-3",
            Self::Python2 => "python-2",
        }
    }

    /// The profile of this name.
    ///
    /// # Errors
    /// A sentence with the valid names and the nearest one.
    pub fn find(id: &str) -> Result<Self, Mistake> {
        let found = Self::ALL.into_iter().find(|profile| profile.id() == id);
        found.ok_or_else(|| Mistake::unknown("gil_profile", "GIL profile", id, Self::IDS))
    }

    /// When a thread loses this lock.
    pub fn patience(self, switch_interval_us: u64) -> Patience {
        match self {
            Self::Python3 => Patience::Interval { ns: switch_interval_us * 1_000 },
            Self::Python2 => Patience::Ticks,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_has_one_name_everywhere() {
        assert_eq!(GilProfile::IDS, GilProfile::ALL.map(GilProfile::id));
        assert_eq!(GilProfile::IDS, GilProfile::TITLES.map(|(id, _)| id));
        assert_eq!(GilProfile::IDS[0], GilProfile::default().id());
        for profile in GilProfile::ALL {
            assert_eq!(serde_json::to_value(profile).expect("a name"), profile.id());
            assert_eq!(GilProfile::find(profile.id()), Ok(profile));
        }
        let mistake = GilProfile::find("python2").expect_err("no such name");
        assert!(mistake.message.contains("'python-2'"), "{}", mistake.message);
    }
}
