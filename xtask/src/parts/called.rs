//! An engine that tells of each function the first time that a worker calls it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use walrus::ir::{Call, Const, Value};
use walrus::{ImportKind, ModuleConfig, ValType};

/// Where the glue gives the engine what it imports.
const IMPORTS: &str = "    const import0 = {\n        __proto__: null,\n";

/// Tells of a function the first time that this worker calls it.
const TELL: &str = "        called(number) { if (!calledBefore.has(number)) { calledBefore.add(number); calls.postMessage(number); } },\n";
const CHANNEL: &str = "const calledBefore = new Set();\nconst calls = new BroadcastChannel('calls');\n";

/// Makes of the engine `named` one that tells of its calls, in the file `first`, with its glue in `folder`. Each function is known by its number there.
///
/// # Errors
/// A file cannot be read or written, or is not as expected.
pub fn telling(named: &Path, folder: &Path, first: &Path, names: &Path) -> Result<()> {
    let mut module = ModuleConfig::new().parse(&fs::read(named)?)?;
    let imports = module.imports.iter().find(|import| matches!(import.kind, ImportKind::Function(_)));
    let imports = imports.context("the engine imports nothing")?.module.clone();
    let ty = module.types.add(&[ValType::I32], &[]);
    let (called, _) = module.add_import_func(&imports, "called", ty);
    let functions: Vec<_> = module.funcs.iter_local().map(|(function, _)| function).collect();
    let mut list = Vec::new();
    for (number, function) in functions.into_iter().enumerate() {
        list.push(module.funcs.get(function).name.clone().unwrap_or_default());
        let mut body = module.funcs.get_mut(function).kind.unwrap_local_mut().builder_mut().func_body();
        body.instr_at(0, Call { func: called });
        body.instr_at(0, Const { value: Value::I32(number as i32) });
    }
    fs::write(first, module.emit_wasm())?;
    fs::write(names, list.join("\n"))?;
    let glue = folder.join("interleave_web.js");
    let text = fs::read_to_string(&glue)?;
    if !text.contains(IMPORTS) {
        bail!("wasm-bindgen writes its imports in another way now: see xtask/src/parts/called.rs");
    }
    fs::write(&glue, CHANNEL.to_owned() + &text.replace(IMPORTS, &(IMPORTS.to_owned() + TELL)))?;
    Ok(())
}
