//! A further part: a module that has its functions and constants alone, and takes all else from the first one.

use std::ops::Range;

use anyhow::{Context, Result};
use walrus::ir::Value;
use walrus::{
    ConstExpr, DataKind, ElementItems, ElementKind, FunctionId, FunctionKind, GlobalKind, ImportKind, ImportedFunction,
    TagKind,
};

use super::data::Constants;
use super::division::{Division, forget, main_table, numbered};

/// Whatever parts ask of the first one has this module's name.
const FIRST: &str = "first";

impl Division {
    /// A further part, with the constants that only it brings.
    ///
    /// # Errors
    /// The module cannot be read or written.
    pub fn part(&self, part: usize, constants: &Constants, brought: &[Range<usize>]) -> Result<Vec<u8>> {
        let mut module = self.config.parse(&self.bytes)?;
        for export in module.exports.iter().map(walrus::Export::id).collect::<Vec<_>>() {
            module.exports.delete(export);
        }
        module.start = None;
        for import in module.imports.iter().map(walrus::Import::id).collect::<Vec<_>>() {
            module.imports.delete(import);
        }
        let functions = numbered(&module);
        for (&function, name) in &self.names {
            if self.part_of[function] != part {
                let function = functions[function];
                let ty = module.funcs.get(function).ty();
                let import = module.imports.add(FIRST, name, function);
                module.funcs.get_mut(function).kind = FunctionKind::Import(ImportedFunction { import, ty });
            }
        }
        for memory in module.memories.iter().map(walrus::Memory::id).collect::<Vec<_>>() {
            let import = module.imports.add(FIRST, &self.memory, memory);
            module.memories.get_mut(memory).import = Some(import);
        }
        for (number, global) in
            module.globals.iter().map(walrus::Global::id).collect::<Vec<_>>().into_iter().enumerate()
        {
            let import = module.imports.add(FIRST, &format!("global{number}"), global);
            module.globals.get_mut(global).kind = GlobalKind::Import(import);
        }
        for (number, tag) in module.tags.iter().map(walrus::Tag::id).collect::<Vec<_>>().into_iter().enumerate() {
            let import = module.imports.add(FIRST, &format!("tag{number}"), ImportKind::Tag(tag));
            module.tags.get_mut(tag).kind = TagKind::Import(import);
        }
        for element in module.elements.iter().map(walrus::Element::id).collect::<Vec<_>>() {
            module.elements.delete(element);
        }
        let main = main_table(&module)?;
        for (number, table) in module.tables.iter().map(walrus::Table::id).collect::<Vec<_>>().into_iter().enumerate() {
            let import = module.imports.add(FIRST, &format!("table{number}"), table);
            let length = self.length.into();
            let own = module.tables.get_mut(table);
            own.import = Some(import);
            own.elem_segments.clear();
            if table == main {
                own.initial = length;
                own.maximum = own.maximum.map(|most| most.max(length));
            }
        }
        let mut own: Vec<(u32, FunctionId)> = self
            .slots
            .iter()
            .filter(|&(&f, _)| self.part_of[f] == part)
            .map(|(&f, &slot)| (slot, functions[f]))
            .collect();
        own.sort_unstable();
        for run in own.chunk_by(|(before, _), (after, _)| before + 1 == *after) {
            let offset = ConstExpr::Value(Value::I32(run[0].0 as i32));
            let functions = run.iter().map(|&(_, function)| function).collect();
            module.elements.add(ElementKind::Active { table: main, offset }, ElementItems::Functions(functions));
        }
        for data in module.data.iter().map(walrus::Data::id).collect::<Vec<_>>() {
            module.data.delete(data);
        }
        let memory = module.memories.iter().next().context("the engine has no memory")?.id();
        module.memories.get_mut(memory).data_segments.clear();
        for range in brought {
            let offset = ConstExpr::Value(Value::I32((constants.addresses.start + range.start as u32) as i32));
            module.data.add(DataKind::Active { memory, offset }, constants.bytes[range.clone()].to_vec());
        }
        forget(&mut module);
        walrus::passes::gc::run(&mut module);
        Ok(module.emit_wasm())
    }
}
