// Many rows in one: for each column of pixels, which part of the rows was in each state. Pure.
import { STATES } from '../glossary.ts';
import type { Span } from '../schema.ts';
import type { Column } from './pieces.ts';
import { firstEndingAfter } from './spans.ts';
import type { TimeRange } from './viewport.ts';

const COLUMN = 2;

/** What the rows did from `left` to `right` in pixels. Where a row did nothing, its part of the column stays empty. */
export function summarize(rows: Span[][], range: TimeRange, left: number, right: number): Column[] {
  const scale = (right - left) / (range.to - range.from);
  const count = Math.max(0, Math.ceil((right - left) / COLUMN));
  const columns = Array.from({ length: count }, (_, i): Column => {
    const x = left + i * COLUMN;
    return { kind: 'column', x, width: Math.min(COLUMN, right - x), shares: STATES.map(() => 0), spans: 0 };
  });
  for (const spans of rows) {
    for (let i = firstEndingAfter(spans, range.from); i < spans.length; i++) {
      const span = spans[i] as Span;
      if (span.from_ns >= range.to) break;
      add(columns, span, (span.from_ns - range.from) * scale, (span.to_ns - range.from) * scale, rows.length);
    }
  }
  return columns.filter(({ spans }) => spans > 0);
}

/** Adds a span from `x0` to `x1`, counted from the left end, to the columns that it touches. */
function add(columns: Column[], span: Span, x0: number, x1: number, rows: number): void {
  const state = STATES.indexOf(span.state);
  const first = Math.max(0, Math.floor(x0 / COLUMN));
  for (let i = first; i < columns.length && i * COLUMN < x1; i++) {
    const column = columns[i] as Column;
    const within = Math.min(x1, (i + 1) * COLUMN) - Math.max(x0, i * COLUMN);
    column.shares[state] = (column.shares[state] as number) + within / COLUMN / rows;
    if (span.state !== 'idle') column.spans += 1;
  }
}
