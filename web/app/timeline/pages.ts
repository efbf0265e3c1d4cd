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
    const until = Math.min(row.spans.length, from + most - found.length);
    for (let i = from; i < until; i++) found.push({ row, span: row.spans.at(i) as Span });
    if (found.length === most) break;
    before += row.spans.length;
  }
  return found;
}
