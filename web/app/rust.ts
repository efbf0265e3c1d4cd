// Cuts Rust source into tokens, for colouring. Pure; the tokens put together are the source again.

export interface Token {
  kind: 'comment' | 'string' | 'number' | 'keyword' | 'await' | 'plain';
  text: string;
}

const KEYWORDS =
  'as|async|break|const|continue|dyn|else|enum|fn|for|if|impl|in|let|loop|match|mod|move|mut|pub|ref|return|self|Self|static|struct|super|crate|trait|type|unsafe|use|where|while|true|false';

/** Comments and strings are tried first, so that a word inside them is never taken for a keyword. */
const PATTERN = new RegExp(
  [
    '(?<comment>//[^\\n]*|/\\*[\\s\\S]*?\\*/)',
    '(?<string>b?"(?:\\\\[\\s\\S]|[^"\\\\])*"|\'(?:\\\\.|[^\'\\\\])\')',
    '(?<await>\\.await\\b)',
    `(?<keyword>\\b(?:${KEYWORDS})\\b)`,
    '(?<number>\\b\\d[\\d_.]*(?:[iuf]\\d+)?\\b)',
  ].join('|'),
  'g',
);

export function tokenize(source: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  for (const match of source.matchAll(PATTERN)) {
    if (match.index > at) found.push({ kind: 'plain', text: source.slice(at, match.index) });
    const kind = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0] as Token['kind'];
    found.push({ kind, text: match[0] });
    at = match.index + match[0].length;
  }
  if (at < source.length) found.push({ kind: 'plain', text: source.slice(at) });
  return found;
}
