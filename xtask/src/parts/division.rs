//! Takes a module's functions apart: those of the first part stay, each further part is a module of its own that takes its place in the
//! first one's table when it is loaded.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use anyhow::{Context, Result, bail};
use walrus::ir::Value;
use walrus::{
    ConstExpr, ElementItems, ElementKind, ExportItem, FunctionId, FunctionKind, Module, ModuleConfig, TableId,
};

use super::mentioned::Mentioned;

/// The export of the engine by which a part is loaded, before a function of it is called for the first time.
pub(super) const LOAD: &str = "__interleave_load_part";

/// A module and what it is divided into.
pub struct Division {
    pub(super) bytes: Vec<u8>,
    /// Under this name the parts share their memory: parts of another division find no such name, and cannot be loaded.
    pub(super) memory: String,
    pub(super) config: ModuleConfig,
    /// The part of each function, by its number; 0 is the first.
    pub(super) part_of: Vec<usize>,
    pub(super) parts: usize,
    /// Where in the table each function is found that another part calls, or that is called by its place.
    pub(super) slots: BTreeMap<usize, u32>,
    /// The name under which the first part exports each function that others call.
    pub(super) names: BTreeMap<usize, String>,
    /// The table's length in the end.
    pub(super) length: u32,
}

impl Division {
    /// Divides the module in `bytes`, whose functions still have their names: `part_of` says where each belongs.
    ///
    /// # Errors
    /// It is no module, or cannot load parts.
    pub fn new(bytes: Vec<u8>, parts: usize, part_of: impl Fn(&str) -> usize) -> Result<Self> {
        let mut config = ModuleConfig::new();
        config.generate_name_section(false).generate_producers_section(false);
        let module = config.parse(&bytes)?;
        let mut chosen: Vec<usize> = Vec::new();
        for function in module.funcs.iter() {
            chosen.push(match (&function.kind, &function.name) {
                (FunctionKind::Local(_), Some(name)) => part_of(name),
                _ => 0,
            });
        }
        // What loads a part cannot be in it.
        let load = module.exports.get_func(LOAD).context("the engine cannot load parts")?;
        let mut open: Vec<FunctionId> = module.start.into_iter().chain([load]).collect();
        let mut seen = HashSet::new();
        while let Some(function) = open.pop() {
            if seen.insert(function) {
                chosen[function.index()] = 0;
                open.extend(Mentioned::by(&module, function).functions);
            }
        }
        let mut hasher = DefaultHasher::new();
        (&bytes, &chosen).hash(&mut hasher);
        let table = main_table(&module)?;
        let mut division = Self {
            memory: format!("memory of {:016x}", hasher.finish()),
            config,
            part_of: chosen,
            parts,
            slots: BTreeMap::new(),
            names: BTreeMap::new(),
            length: module.tables.get(table).initial as u32,
            bytes,
        };
        division.connect(&module)?;
        Ok(division)
    }

    /// Finds what functions of one part need of another.
    fn connect(&mut self, module: &Module) -> Result<()> {
        let mut called = BTreeSet::new();
        let mut exported = BTreeSet::new();
        for (function, _) in module.funcs.iter_local() {
            let part = self.part_of[function.index()];
            for other in Mentioned::by(module, function).functions {
                if part != self.part_of[other.index()] {
                    called.insert(other.index());
                    if part != 0 {
                        exported.insert(other.index());
                    }
                }
            }
        }
        called.extend(module.exports.iter().filter_map(|export| match export.item {
            ExportItem::Function(function) => Some(function.index()),
            _ => None,
        }));
        for (offset, functions) in placed(module)? {
            for (place, function) in functions.into_iter().enumerate() {
                self.slots.entry(function.index()).or_insert(offset + place as u32);
            }
        }
        for function in called {
            if self.part_of[function] != 0 && !self.slots.contains_key(&function) {
                self.slots.insert(function, self.length);
                self.length += 1;
            }
        }
        self.slots.retain(|&function, _| self.part_of[function] != 0);
        self.names = exported.into_iter().enumerate().map(|(number, function)| (function, short(number))).collect();
        Ok(())
    }

    /// The numbers that code of the parts up to this one mentions.
    ///
    /// # Errors
    /// The module cannot be read.
    pub fn numbers(&self, last: usize) -> Result<BTreeSet<u32>> {
        let module = self.config.parse(&self.bytes)?;
        let mut numbers = BTreeSet::new();
        for (function, _) in module.funcs.iter_local() {
            if self.part_of[function.index()] <= last {
                numbers.extend(Mentioned::by(&module, function).numbers);
            }
        }
        Ok(numbers)
    }
}

/// What is in the table from the beginning, by the place of the first.
fn placed(module: &Module) -> Result<Vec<(u32, Vec<FunctionId>)>> {
    let table = main_table(module)?;
    let mut placed = Vec::new();
    for element in module.elements.iter() {
        match (&element.kind, &element.items) {
            (
                ElementKind::Active { table: own, offset: ConstExpr::Value(Value::I32(offset)) },
                ElementItems::Functions(functions),
            ) if *own == table => {
                placed.push((*offset as u32, functions.clone()));
            }
            _ => bail!("elements of a kind that is not understood: {element:?}"),
        }
    }
    Ok(placed)
}

/// The functions by their numbers, which are the same each time the module is read.
pub(super) fn numbered(module: &Module) -> Vec<FunctionId> {
    module.funcs.iter().map(walrus::Function::id).collect()
}

/// The table by which functions are called that are not known beforehand.
pub(super) fn main_table(module: &Module) -> Result<TableId> {
    module.tables.main_function_table()?.context("the engine has no table of functions")
}

/// Drops what only linkers read.
pub(super) fn forget(module: &mut Module) {
    let customs: Vec<_> = module.customs.iter().map(|(id, _)| id).collect();
    for custom in customs {
        module.customs.delete(custom);
    }
}

/// Names as short as can be.
fn short(mut number: usize) -> String {
    let mut name = String::new();
    loop {
        name.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
        if number == 0 {
            return name;
        }
    }
}
