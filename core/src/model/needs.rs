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
    /// Lanes that share nothing, and that somebody else has to lend.
    Workers,
}

impl Needs {
    /// Whether all lanes are in one memory.
    pub fn one_memory(self) -> bool {
        matches!(self, Self::OneLane | Self::SharedMemory)
    }
}
