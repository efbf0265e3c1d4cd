//! What a linker leaves in a module for other linkers, and nobody else can read after the module has been changed.

use anyhow::Result;
use wasmparser::{Parser, Payload};

/// Eight bytes: what a module begins with.
const PREAMBLE: usize = 8;

/// The module without it.
///
/// # Errors
/// It is no module.
pub fn without_linking(module: &[u8]) -> Result<Vec<u8>> {
    let mut kept = module[..PREAMBLE.min(module.len())].to_vec();
    let mut end = PREAMBLE;
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        let Some((_, range)) = payload.as_section() else { continue };
        // A section begins before its content, with its number and its length.
        let whole = end..range.end;
        end = range.end;
        let drop = matches!(&payload, Payload::CustomSection(section)
            if section.name() == "linking" || section.name().starts_with("reloc."));
        if !drop {
            kept.extend_from_slice(&module[whole]);
        }
    }
    Ok(kept)
}
