//! Everything that can be chosen, as plain data: the form, `interleave list --json` and notebooks are made from it.

use serde::Serialize;

use crate::model::{self, Model, Needs};
use crate::outside::Service;
use crate::plan::{self, Parameter, Values};
use crate::workload::{self, Expectation, Published, Workload};

/// What there is to run, under which models, and what else a plan may set.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Catalog {
    /// In the order of the tutorial, those beyond it last.
    pub workloads: Vec<WorkloadEntry>,
    /// In the order they are shown.
    pub models: Vec<ModelEntry>,
    /// What a plan sets for every workload alike.
    pub settings: Vec<Parameter>,
}

/// One workload, as a person chooses it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WorkloadEntry {
    /// Its name in flags, JSON and addresses.
    pub id: &'static str,
    /// A title of a few words.
    pub title: &'static str,
    /// The section of the tutorial that comes to its subject: number and heading.
    pub section: &'static str,
    /// What it does and what it teaches.
    pub about: &'static str,
    /// What each model makes of it and why.
    pub expect: &'static [Expectation],
    /// What can be set.
    pub parameters: Vec<Parameter>,
    /// Values for a run of some milliseconds: a first look, an example, a test.
    pub small: Values,
    /// Whom in the world outside its tasks ask, if anybody.
    pub reaches: Option<Service>,
    /// What is published about the same work, and why ours will differ.
    pub published: Option<String>,
}

/// One concurrency model, as a person chooses it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ModelEntry {
    /// Its name in flags, JSON and addresses.
    pub id: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// What it means.
    pub about: &'static str,
    /// What a host must offer to run it.
    pub needs: Needs,
}

/// The catalogue of this version.
pub fn catalog() -> Catalog {
    Catalog {
        workloads: workload::ALL.iter().map(|workload| workload_entry(workload)).collect(),
        models: model::ALL.iter().map(|model| model_entry(model)).collect(),
        settings: plan::settings(),
    }
}

fn workload_entry(workload: &Workload) -> WorkloadEntry {
    let Workload { id, title, about, expect, reaches, .. } = *workload;
    let (section, parameters, small) = (workload.section.label(), workload.parameters(), workload.small());
    let published = workload.published.map(Published::said_before);
    WorkloadEntry { id, title, section, about, expect, parameters, small, reaches, published }
}

fn model_entry(model: &Model) -> ModelEntry {
    let Model { id, title, about, needs, .. } = *model;
    ModelEntry { id, title, about, needs }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_id_is_there_once_and_everything_has_a_sentence() {
        let catalog = catalog();
        let workloads: BTreeSet<&str> = catalog.workloads.iter().map(|entry| entry.id).collect();
        let models: BTreeSet<&str> = catalog.models.iter().map(|entry| entry.id).collect();
        assert_eq!(workloads.len(), workload::ALL.len());
        assert_eq!(models.len(), model::ALL.len());
        let sentences =
            catalog.workloads.iter().map(|entry| entry.about).chain(catalog.models.iter().map(|entry| entry.about));
        for sentence in sentences {
            assert!(sentence.ends_with('.'), "{sentence}");
        }
    }

    #[test]
    fn workloads_stand_in_the_order_of_the_tutorial_and_those_beyond_it_last() {
        let sections: Vec<_> = workload::ALL.iter().map(|workload| workload.section).collect();
        assert!(sections.is_sorted(), "{sections:?}");
    }

    #[test]
    fn settings_and_parameters_do_not_share_names() {
        let catalog = catalog();
        let settings: Vec<&str> = catalog.settings.iter().map(|setting| setting.id).collect();
        for parameter in catalog.workloads.iter().flat_map(|entry| &entry.parameters) {
            assert!(!settings.contains(&parameter.id), "{} is a setting of every plan", parameter.id);
        }
    }

    #[test]
    fn every_workload_says_what_to_expect_of_every_model() {
        let models: Vec<&str> = model::usual().map(|model| model.id).collect();
        for workload in workload::ALL {
            let told: Vec<&str> = workload.expect.iter().map(|expectation| expectation.model).collect();
            assert_eq!(told, models, "{}", workload.id);
        }
    }

    #[test]
    fn small_values_are_within_the_ranges_of_their_parameters() {
        for workload in workload::ALL {
            let complete = workload.small().complete(&workload.parameters());
            assert!(complete.is_ok(), "{}: {complete:?}", workload.id);
        }
    }
}
