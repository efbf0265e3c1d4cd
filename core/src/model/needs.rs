//! What a host must offer to run a model.

/// What a host must offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Needs {
    /// One lane is enough.
    OneLane,
    /// Lanes that share memory.
    SharedMemory,
    /// Lanes that share nothing.
    Processes,
}
