// Level of detail: which spans of a row get a bar of their own, and which share a pixel. Pure; no span is left out.
import { STATES } from '../glossary.ts';
import type { Span } from '../schema.ts';
import { firstEndingAfter } from './spans.ts';
import type { TimeRange } from './viewport.ts';

/** A span wide enough to be a bar. */
export interface Bar {
  kind: 'bar';
  span: number;
  x0: number;
  x1: number;
}

/** A column in which several spans meet: the share of each state, in the order of STATES, adding up to 1. */
export interface Column {
  kind: 'column';
  x: number;
  width: number;
  shares: number[];
  spans: number;
}

export type Piece = Bar | Column;

/** A narrower span shares a column with its neighbours. */
const MIN_BAR = 1.5;
const COLUMN = 1;

/** Cuts the visible part of a row into pieces, from `left` to `right` in pixels. */
export function pieces(spans: Span[], range: TimeRange, left: number, right: number): Piece[] {
  const scale = (right - left) / (range.to - range.from);
  const x = (at_ns: number) => Math.min(right, Math.max(left, left + (at_ns - range.from) * scale));
  const found: Piece[] = [];
  let column: Column | null = null as Column | null;
  for (let i = firstEndingAfter(spans, range.from); i < spans.length; i++) {
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
  for (const piece of found) if (piece.kind === 'column') normalize(piece);
  return found;
}

/** Stretches the shares to the whole height, so that a column is seen however short its spans were. */
function normalize(column: Column): void {
  const sum = column.shares.reduce((total, share) => total + share, 0);
  if (sum > 0) column.shares = column.shares.map(share => share / sum);
}
