// From the place that core names, in lines and characters, to the range of the editor, in UTF-16 code units. Pure.
import type { Text } from '@codemirror/state';
import type { Place } from '../../schema.ts';

/** The range of a place, at least one character long where its line has one; what lies beyond the text is its end. */
export function rangeOf(doc: Text, { line, column, length }: Place): { from: number; to: number } {
  const found = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const characters = [...found.text];
  const units = (count: number) => characters.slice(0, count).join('').length;
  const from = found.from + units(column - 1);
  return { from, to: found.from + units(column - 1 + length) };
}
