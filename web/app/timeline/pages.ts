// The spans of a timeline in pages, row after row, without ever listing all of them. Pure.
import type { Span } from '../schema.ts';
import type { Row } from './rows.ts';

export interface Listed {
  row: Row;
  span: Span;
}

export function countSpans(rows: Row[]): number {
  return rows.reduce((sum, { spans }) => sum + spans.length, 0);
}

/** So many spans from one on, counted over all rows. */
export function spansFrom(rows: Row[], first: number, most: number): Listed[] {
  const found: Listed[] = [];
  let before = 0;
  for (const row of rows) {
    const from = Math.max(0, first - before);
    for (const span of row.spans.slice(from, from + most - found.length)) found.push({ row, span });
    if (found.length === most) break;
    before += row.spans.length;
  }
  return found;
}
