// What the tab Code shows of a scenario: its text as it was written, in its colours, and where its tasks are. Pure.
import { StringStream } from '@codemirror/language';
import { toml } from '../scenario/editor/toml.ts';
import type { Listing } from './listing.ts';
import { fingerprint, type Span } from './lit.ts';
import type { Token } from './parse.ts';

/** What the editor colours, by the classes that programs have. */
const CLASSES: Record<string, string> = {
  comment: 'comment',
  string: 'string',
  number: 'number',
  bool: 'number',
  propertyName: 'keyword',
  heading: 'defined',
};

const TASK = /^\s*\[\[\s*task\s*\]\]/;

export function scenarioListing(text: string, path: string): Listing {
  const source = text.split('\n');
  if (source.at(-1) === '') source.pop();
  const lines = tokensOf(source).map((tokens, place) => ({ number: place + 1, tokens, differs: false, marks: [] }));
  const file = { path, fingerprint: fingerprint(text), functions: tasksOf(source) };
  return { words: '', runs: [], program: [{ path, lines }], file };
}

function tokensOf(source: string[]): Token[][] {
  // What is done at a tab, does not matter here.
  const state = toml.startState?.(2) ?? { quotes: null };
  return source.map(line => {
    const [stream, tokens]: [StringStream, Token[]] = [new StringStream(line, 2, 2), []];
    while (!stream.eol()) {
      stream.start = stream.pos;
      const kind = toml.token(stream, state);
      tokens.push({ text: stream.current(), class: CLASSES[kind ?? ''] ?? null });
    }
    return tokens;
  });
}

/** A task that begins stands on its first line. Where tasks are written as a list of tables, each line is for itself. */
function tasksOf(source: string[]): Span[] {
  const heads = source.flatMap((line, place) => (TASK.test(line) ? [place + 1] : []));
  if (heads.length === 0) return source.map((_, place) => ({ at: place + 1, to: place + 1 }));
  return heads.map((at, place) => ({ at, to: (heads[place + 1] ?? source.length + 1) - 1 }));
}
