//! Core's very files, made of shuttle's parts.

#[path = "../../../src/world/objects.rs"]
#[expect(dead_code, reason = "payloads and the list of all cells are not tried out")]
pub mod objects;
#[path = "../../../src/world/operation.rs"]
#[expect(dead_code, reason = "payloads are not tried out, and nothing is numbered for a trace")]
pub mod operation;
#[path = "../../../src/world/shared.rs"]
#[expect(dead_code, reason = "nothing is numbered for a trace")]
pub mod shared;
#[path = "../../../src/world/state.rs"]
pub mod state;
#[path = "../../../src/world/stuck.rs"]
pub mod stuck;
pub mod sync;
