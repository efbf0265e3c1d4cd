// Level of detail: which spans of a lane get a bar of their own, and which share a pixel. Pure; no span is left out.

import type { Span } from '../schema.ts';
import type { Range } from '../state.ts';
import { STATES } from '../words.ts';

/** A span wide enough to be a bar. */
export interface Bar {
  kind: 'bar';
  span: number;
  x0: number;
  x1: number;
}

/** A column in which several spans meet: the share of each state, in the order of STATES, adding up to 1 or less. */
export interface Column {
  kind: 'column';
  x: number;
  width: number;
  shares: number[];
  spans: number;
}

export type Piece = Bar | Column;

/** Narrower than this, a span shares a column with its neighbours. */
const MIN_BAR = 1.5;
const COLUMN = 1;

/** Cuts the visible part of a lane into pieces, from `left` to `right` in pixels. */
export function pieces(spans: Span[], range: Range, left: number, right: number): Piece[] {
  const scale = (right - left) / (range.to - range.from);
  const x = (at_ns: number) => Math.min(right, Math.max(left, left + (at_ns - range.from) * scale));
  const found: Piece[] = [];
  let column: Column | null = null as Column | null;
  for (let i = firstVisible(spans, range.from); i < spans.length; i++) {
    const span = spans[i] as Span;
    if (span.from_ns >= range.to) break;
    if ((span.to_ns - span.from_ns) * scale >= MIN_BAR) {
      column = null;
      found.push({ kind: 'bar', span: i, x0: x(span.from_ns), x1: x(span.to_ns) });
      continue;
    }
    const at = left + Math.floor((x(span.from_ns) - left) / COLUMN) * COLUMN;
    if (column === null || column.x !== at) {
      column = { kind: 'column', x: at, width: COLUMN, shares: STATES.map(() => 0), spans: 0 };
      found.push(column);
    }
    const state = STATES.indexOf(span.state);
    column.shares[state] = (column.shares[state] as number) + ((span.to_ns - span.from_ns) * scale) / COLUMN;
    column.spans += 1;
  }
  for (const piece of found) if (piece.kind === 'column') fill(piece);
  return found;
}

/** However short the spans of a column were, the column is seen: shares are stretched to its whole height. */
function fill(column: Column): void {
  const sum = column.shares.reduce((total, share) => total + share, 0);
  if (sum > 0) column.shares = column.shares.map(share => share / sum);
}

/** The first span that ends after a moment; spans are in order and do not overlap. */
function firstVisible(spans: Span[], from: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as Span).to_ns > from) high = middle;
    else low = middle + 1;
  }
  return low;
}
