//! Distributed: processes that share nothing, each on whatever machine has lent it.

use super::definition::Model;
use super::needs::Needs;
use super::overlap::Overlap;
use super::processes;
use super::records::Records;
use crate::host::Place;

/// Processes of workers on any machine, which share nothing but messages. How they are run is in `processes.rs`: only where a process is
/// started differs, and that it may be lost, so that another one does its task.
pub static MODEL: Model = Model {
    id: "distributed",
    title: "Distributed",
    about: "Processes on any machines that lend them: distributed multi-processing. They share only what is sent over a network, and may be lost at any time: then another one does the task.",
    needs: Needs::Workers,
    overlap: Overlap::Never,
    resources: &[],
    records: Records { brief: 3, ..Records::UNDISTURBED },
    execute: |execution| processes::run(execution, Place::Elsewhere),
};
