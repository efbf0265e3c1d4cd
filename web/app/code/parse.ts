// Reads a program by the grammar of its language: its syntax tree, and its lines cut into pieces of one colour. Loaded when the tab Code is opened.
import type { Tree } from '@lezer/common';
import { highlightTree, tagHighlighter, tags } from '@lezer/highlight';
import { parser as javascript } from '@lezer/javascript';
import { parser as python } from '@lezer/python';
import { parser as rust } from '@lezer/rust';

/** A piece of a line; its class is `null` where it has no colour. */
export interface Token {
  text: string;
  class: string | null;
}

const PARSERS = { rust, python, javascript };
export type Language = keyof typeof PARSERS;

const HIGHLIGHTER = tagHighlighter([
  { tag: tags.comment, class: 'comment' },
  { tag: [tags.string, tags.character, tags.special(tags.string), tags.regexp], class: 'string' },
  { tag: [tags.number, tags.bool, tags.null, tags.self], class: 'number' },
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword], class: 'keyword' },
  { tag: tags.moduleKeyword, class: 'keyword' },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)], class: 'defined' },
  { tag: [tags.typeName, tags.className], class: 'type' },
]);

/** Where a task may stop until something has come: in each of these languages the most important word of all. */
const AWAIT = 'await';

export function parse(text: string, language: Language): { tree: Tree; lines: Token[][] } {
  const tree = PARSERS[language].parse(text);
  const lines: Token[][] = [[]];
  const put = (piece: string, kind: string | null) => {
    for (const [place, part] of piece.split('\n').entries()) {
      if (place > 0) lines.push([]);
      if (part) lines.at(-1)?.push({ text: part, class: part === AWAIT && kind === 'keyword' ? AWAIT : kind });
    }
  };
  let at = 0;
  highlightTree(tree, HIGHLIGHTER, (from, to, kind) => {
    put(text.slice(at, from), null);
    put(text.slice(from, to), kind);
    at = to;
  });
  put(text.slice(at), null);
  // A text ends with the end of its last line.
  if (lines.at(-1)?.length === 0) lines.pop();
  return { tree, lines };
}
