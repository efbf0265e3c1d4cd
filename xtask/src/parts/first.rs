//! The first part: a module that is whole, but for what is loaded before it is called.

use std::ops::Range;

use anyhow::{Context, Result};
use walrus::ir::{self, Value};
use walrus::{ConstExpr, ExportItem, FunctionBuilder, FunctionKind, Module, ValType};

use super::data::Constants;
use super::division::{Division, LOAD, forget, main_table, numbered};

impl Division {
    /// The first part: whatever is called in another one is a call by the table, after that part has been loaded.
    ///
    /// # Errors
    /// The module cannot be read or written.
    pub fn first(&self, constants: &Constants, kept: &[Range<usize>]) -> Result<Vec<u8>> {
        let mut module = self.config.parse(&self.bytes)?;
        share(&mut module, &self.memory)?;
        let load = module.exports.get_func(LOAD)?;
        let mut ready = Vec::new();
        for part in 1..self.parts {
            let loaded = module.globals.add_local(ValType::I32, true, false, ConstExpr::Value(Value::I32(0)));
            module.exports.add(&format!("part{part}"), loaded);
            let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
            builder.func_body().global_get(loaded).unop(ir::UnaryOp::I32Eqz).if_else(
                None,
                |then| {
                    then.i32_const(part as i32).call(load);
                },
                |_| {},
            );
            ready.push(builder.finish(Vec::new(), &mut module.funcs));
        }
        let table = main_table(&module)?;
        let functions = numbered(&module);
        for (&function, &part) in functions.iter().zip(&self.part_of) {
            if part == 0 {
                continue;
            }
            let ty = module.funcs.get(function).ty();
            let (parameters, results) =
                (module.types.get(ty).params().to_vec(), module.types.get(ty).results().to_vec());
            let mut builder = FunctionBuilder::new(&mut module.types, &parameters, &results);
            let locals: Vec<_> = parameters.iter().map(|&ty| module.locals.add(ty)).collect();
            let mut body = builder.func_body();
            match self.slots.get(&function.index()) {
                Some(&slot) => {
                    body.call(ready[part - 1]);
                    for &local in &locals {
                        body.local_get(local);
                    }
                    body.i32_const(slot as i32).call_indirect(ty, table);
                }
                // Nobody here calls it.
                None => {
                    body.unreachable();
                }
            }
            module.funcs.get_mut(function).kind = FunctionKind::Local(builder.local_func(locals));
        }
        for (function, name) in &self.names {
            module.exports.add(name, functions[*function]);
        }
        let table = module.tables.get_mut(table);
        table.initial = self.length.into();
        table.maximum = table.maximum.map(|most| most.max(self.length.into()));
        blank(&mut module, constants, kept)?;
        forget(&mut module);
        walrus::passes::gc::run(&mut module);
        Ok(module.emit_wasm())
    }
}

/// Exports what the parts have in common.
fn share(module: &mut Module, memory: &str) -> Result<()> {
    let own = module.memories.iter().next().context("the engine has no memory")?.id();
    module.exports.add(memory, own);
    for (number, global) in module.globals.iter().map(walrus::Global::id).collect::<Vec<_>>().into_iter().enumerate() {
        module.exports.add(&format!("global{number}"), global);
    }
    for (number, tag) in module.tags.iter().map(walrus::Tag::id).collect::<Vec<_>>().into_iter().enumerate() {
        module.exports.add(&format!("tag{number}"), ExportItem::Tag(tag));
    }
    for (number, table) in module.tables.iter().map(walrus::Table::id).collect::<Vec<_>>().into_iter().enumerate() {
        module.exports.add(&format!("table{number}"), table);
    }
    Ok(())
}

/// Makes nothing of all constants but these.
fn blank(module: &mut Module, constants: &Constants, kept: &[Range<usize>]) -> Result<()> {
    let segment = module.data.iter().find(|data| data.value == constants.bytes).map(walrus::Data::id);
    let segment = segment.context("the constants are not where the linker put them")?;
    let mut bytes = vec![0; constants.bytes.len()];
    for range in kept {
        bytes[range.clone()].copy_from_slice(&constants.bytes[range.clone()]);
    }
    module.data.get_mut(segment).value = bytes;
    Ok(())
}
