// The colours of TOML, and where core's places are in the editor.
import { StringStream } from '@codemirror/language';
import { Text } from '@codemirror/state';
import { expect, it } from 'vitest';
import { rangeOf } from './range.ts';
import { toml } from './toml.ts';

/** The coloured parts of a text. */
function coloured(text: string): [string, string][] {
  const state = toml.startState?.(2);
  if (!state) throw new Error('There is no state.');
  const found: [string, string][] = [];
  for (const line of text.split('\n')) {
    const stream = new StringStream(line, 2, 2);
    while (!stream.eol()) {
      stream.start = stream.pos;
      const colour = toml.token(stream, state);
      expect(stream.pos).toBeGreaterThan(stream.start);
      if (colour) found.push([stream.current(), colour]);
    }
  }
  return found;
}

it('keys within braces are keys, and numbers are whole', () => {
  expect(coloured('  { cpu = 1_000_000 }, # long')).toEqual([
    ['{', 'bracket'],
    ['cpu', 'propertyName'],
    ['1_000_000', 'number'],
    ['}', 'bracket'],
    ['# long', 'comment'],
  ]);
});

it('what stands in quotes is a text, even if it looks like something else, or is not closed', () => {
  expect(coloured('print = "a # \\" = 3" # "b"')).toEqual([
    ['print', 'propertyName'],
    ['"a # \\" = 3"', 'string'],
    ['# "b"', 'comment'],
  ]);
  expect(coloured('lock = "pe\n[[task]]')).toEqual([
    ['lock', 'propertyName'],
    ['"pe', 'string'],
    ['[[task]]', 'heading'],
  ]);
  expect(coloured('a = """one\ntwo = 3\n"""')).toEqual([
    ['a', 'propertyName'],
    ['"""', 'string'],
    ['one', 'string'],
    ['two = 3', 'string'],
    ['"""', 'string'],
  ]);
});

it('a place of core is counted in characters, and one beyond the text is at its end', () => {
  const doc = Text.of(['𝄞é = 1', 'two']);
  expect(rangeOf(doc, { line: 1, column: 2, length: 1 })).toEqual({ from: 2, to: 3 });
  expect(rangeOf(doc, { line: 2, column: 2, length: 9 })).toEqual({ from: doc.line(2).from + 1, to: doc.length });
  expect(rangeOf(doc, { line: 9, column: 9, length: 1 })).toEqual({ from: doc.length, to: doc.length });
});
