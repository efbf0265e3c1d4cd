// The colours of TOML. CodeMirror's own mode for it knows no keys within braces, and every step is one.
import type { StreamParser } from '@codemirror/language';

interface State {
  /** The quotes of a text that goes on over lines. */
  quotes: string | null;
}

const KEY = /^(?:[\w-]+|"[^"\\]*"|'[^']*')(?=\s*=)/;
const HEADER = /^\[{1,2}[^\]"']*\]{1,2}/;
const NUMBER = /^[+-]?(?:0x[\da-fA-F_]+|0o[0-7_]+|0b[01_]+|\d[\d_]*(?:\.\d[\d_]*)?)\b/;
/** A text in quotes, also one that its line leaves open. */
const TEXT = /^(?:"(?:[^"\\]|\\.)*"?|'[^']*'?)/;

export const toml: StreamParser<State> = {
  name: 'toml',
  startState: () => ({ quotes: null }),
  token(stream, state) {
    if (state.quotes !== null) {
      if (stream.skipTo(state.quotes)) {
        stream.match(state.quotes);
        state.quotes = null;
      } else stream.skipToEnd();
      return 'string';
    }
    if (stream.sol() && stream.match(HEADER)) return 'heading';
    if (stream.eatSpace()) return null;
    if (stream.match(/^#.*/)) return 'comment';
    const long = /^(?:"""|''')/.exec(stream.string.slice(stream.pos));
    if (long) {
      stream.match(long[0]);
      state.quotes = long[0];
      return 'string';
    }
    if (stream.match(KEY)) return 'propertyName';
    if (stream.match(TEXT)) return 'string';
    if (stream.match(NUMBER)) return 'number';
    if (stream.match(/^(?:true|false)\b/)) return 'bool';
    if (stream.match(/^[[\]{}]/)) return 'bracket';
    if (!stream.match(/^[\w-]+/)) stream.next();
    return null;
  },
  languageData: { commentTokens: { line: '#' } },
};
