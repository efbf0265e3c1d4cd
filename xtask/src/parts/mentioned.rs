//! What a function mentions.

use walrus::ir::{self, Instr, Value, Visitor};
use walrus::{FunctionId, FunctionKind, Module};

/// What a function mentions: other functions, and numbers that may be addresses.
#[derive(Default)]
pub(super) struct Mentioned {
    pub functions: Vec<FunctionId>,
    pub numbers: Vec<u32>,
}

impl Mentioned {
    pub fn by(module: &Module, function: FunctionId) -> Self {
        let mut mentioned = Self::default();
        if let FunctionKind::Local(local) = &module.funcs.get(function).kind {
            ir::dfs_in_order(&mut mentioned, local, local.entry_block());
        }
        mentioned
    }
}

impl<'module> Visitor<'module> for Mentioned {
    fn visit_function_id(&mut self, function: &FunctionId) {
        self.functions.push(*function);
    }

    fn visit_value(&mut self, value: &Value) {
        match *value {
            Value::I32(number) => self.numbers.push(number as u32),
            // Two addresses at once, as they are stored side by side.
            Value::I64(number) => self.numbers.extend([number as u32, (number >> 32) as u32]),
            Value::V128(number) => self.numbers.extend((0..4).map(|place| (number >> (32 * place)) as u32)),
            _ => {}
        }
    }

    fn visit_instr(&mut self, instr: &'module Instr, _: &'module ir::InstrLocId) {
        let argument = match instr {
            Instr::Load(load) => load.arg,
            Instr::Store(store) => store.arg,
            Instr::AtomicRmw(rmw) => rmw.arg,
            Instr::Cmpxchg(exchange) => exchange.arg,
            Instr::AtomicNotify(notify) => notify.arg,
            Instr::AtomicWait(wait) => wait.arg,
            Instr::LoadSimd(load) => load.arg,
            _ => return,
        };
        self.numbers.push(argument.offset as u32);
    }
}
