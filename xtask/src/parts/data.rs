//! Which constants of a program's data each function can reach, as the linker has written it down.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use anyhow::{Context, Result, bail};
use wasmparser::{
    DefinedDataSymbol, KnownCustom, Linking, Parser, Payload, RelocationEntry, RelocationType, SymbolFlags, SymbolInfo,
};

/// The constants of a module: what nobody ever writes to.
pub struct Constants {
    /// Where they are in memory.
    pub addresses: Range<u32>,
    /// Their bytes.
    pub bytes: Vec<u8>,
    /// Each by the offset where it begins, with its length and those that it points to.
    symbols: BTreeMap<u32, Symbol>,
    /// What code says when it means one of them: its address, or a place near it.
    meant: BTreeMap<u32, BTreeSet<u32>>,
    /// Those that data points to which can be written to.
    roots: BTreeSet<u32>,
}

struct Symbol {
    length: u32,
    points_to: BTreeSet<u32>,
}

/// The name that the linker gives to the segment of constants.
const SEGMENT: &str = ".rodata";

impl Constants {
    /// Reads a `module` that was linked with `--emit-relocs`.
    ///
    /// # Errors
    /// It was not, or it has no constants.
    pub fn of(module: &[u8]) -> Result<Self> {
        let sections = Sections::read(module)?;
        let segment = sections.segment_names.iter().position(|name| name.starts_with(SEGMENT));
        let segment = segment.context("the module has no segment of constants")?;
        let within = |symbol: u32| match sections.symbols.get(symbol as usize) {
            Some(&Some(DefinedDataSymbol { index, offset, size })) if index as usize == segment => Some((offset, size)),
            _ => None,
        };
        let mut symbols = BTreeMap::new();
        for (offset, length) in (0..sections.symbols.len() as u32).filter_map(within) {
            let symbol = symbols.entry(offset).or_insert(Symbol { length, points_to: BTreeSet::new() });
            // What is the same is kept once, and the end of a text may be another text.
            symbol.length = symbol.length.max(length);
        }
        let mut meant: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        let mut begin = None;
        for entry in &sections.code_entries {
            let Some((offset, _)) = within(entry.index) else { continue };
            let value = match entry.ty {
                RelocationType::MemoryAddrLeb | RelocationType::MemoryAddrSleb => {
                    leb(&sections.code[entry.offset as usize..])?
                }
                other => bail!("code means a constant by {other:?}, which is not understood"),
            };
            meant.entry(value).or_default().insert(offset);
            begin.get_or_insert(value.wrapping_sub(entry.addend as u32).wrapping_sub(offset));
        }
        let begin = begin.context("the module was linked without --emit-relocs")?;
        let mut roots = BTreeSet::new();
        for entry in &sections.data_entries {
            let Some((target, _)) = within(entry.index) else { continue };
            let place = sections.segments.iter().position(|range| range.contains(&(entry.offset as usize)));
            let place = place.context("a pointer outside of all data")?;
            if place != segment {
                roots.insert(target);
                continue;
            }
            let offset = entry.offset - sections.segments[segment].start as u32;
            let pointing = around(&symbols, offset).context("a pointer outside of all constants")?;
            symbols.get_mut(&pointing).context("a constant is gone")?.points_to.insert(target);
        }
        let bytes = sections.data[sections.segments[segment].clone()].to_vec();
        let addresses = begin..begin + bytes.len() as u32;
        Ok(Self { addresses, bytes, symbols, meant, roots })
    }

    /// Which bytes can be read by code that mentions these numbers, as ranges that neither touch nor overlap.
    ///
    /// A number that lies among the constants but that no code was written with is a sum made by an optimiser: whatever lies there and
    /// beside it is taken to be meant.
    pub fn reachable(&self, numbers: &BTreeSet<u32>) -> Vec<Range<usize>> {
        let mut open: Vec<u32> = self.roots.iter().copied().collect();
        for number in numbers {
            if let Some(meant) = self.meant.get(number) {
                open.extend(meant);
            } else if self.addresses.contains(number) {
                let offset = number - self.addresses.start;
                open.extend(self.symbols.range(..=offset).rev().take(3).map(|(&offset, _)| offset));
                open.extend(self.symbols.range(offset + 1..).take(1).map(|(&offset, _)| offset));
            }
        }
        let mut found = BTreeSet::new();
        while let Some(offset) = open.pop() {
            if found.insert(offset) {
                open.extend(self.symbols.get(&offset).into_iter().flat_map(|symbol| &symbol.points_to));
            }
        }
        merged(found.iter().filter_map(|offset| {
            let length = self.symbols.get(offset)?.length;
            Some(*offset as usize..(offset + length) as usize)
        }))
    }
}

/// The last symbol that begins at or before `offset` and reaches over it.
fn around(symbols: &BTreeMap<u32, Symbol>, offset: u32) -> Option<u32> {
    symbols.range(..=offset).rev().find(|(begin, symbol)| *begin + symbol.length > offset).map(|(&begin, _)| begin)
}

/// Ranges, by where they begin, as few as possible.
fn merged(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// What of a module says how it was linked.
#[derive(Default)]
struct Sections<'a> {
    code: &'a [u8],
    data: &'a [u8],
    /// Where in `data` each segment has its bytes.
    segments: Vec<Range<usize>>,
    segment_names: Vec<String>,
    symbols: Vec<Option<DefinedDataSymbol>>,
    code_entries: Vec<RelocationEntry>,
    data_entries: Vec<RelocationEntry>,
}

impl<'a> Sections<'a> {
    fn read(module: &'a [u8]) -> Result<Self> {
        let mut sections = Self::default();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::CodeSectionStart { range, .. } => sections.code = &module[range],
                Payload::DataSection(data) => {
                    let begin = data.range().start;
                    sections.data = &module[data.range()];
                    for segment in data {
                        let segment = segment?;
                        let end = segment.range.end - begin;
                        sections.segments.push(end - segment.data.len()..end);
                    }
                }
                Payload::CustomSection(section) => match (section.name(), section.as_known()) {
                    (_, KnownCustom::Linking(linking)) => sections.linking(linking)?,
                    ("reloc.CODE", KnownCustom::Reloc(entries)) => {
                        sections.code_entries = entries.entries().into_iter().collect::<Result<_, _>>()?;
                    }
                    ("reloc.DATA", KnownCustom::Reloc(entries)) => {
                        sections.data_entries = entries.entries().into_iter().collect::<Result<_, _>>()?;
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        Ok(sections)
    }

    fn linking(&mut self, linking: wasmparser::LinkingSectionReader<'_>) -> Result<()> {
        for part in linking.subsections() {
            match part? {
                Linking::SegmentInfo(segments) => {
                    for segment in segments {
                        self.segment_names.push(segment?.name.to_owned());
                    }
                }
                Linking::SymbolTable(symbols) => {
                    for symbol in symbols {
                        self.symbols.push(match symbol? {
                            // What is absolute is a number with a name, such as where the heap begins.
                            SymbolInfo::Data { symbol, flags, .. } if !flags.contains(SymbolFlags::ABSOLUTE) => symbol,
                            _ => None,
                        });
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// A number of five bytes, as linkers write them.
fn leb(bytes: &[u8]) -> Result<u32> {
    let bytes = bytes.get(..5).context("a number that is cut off")?;
    Ok(bytes.iter().enumerate().fold(0, |number, (place, byte)| number | (u32::from(byte & 0x7f)) << (7 * place)))
}
