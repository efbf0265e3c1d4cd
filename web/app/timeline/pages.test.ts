// Pages of spans: each span once, in order, whatever the rows.
import { expect, it } from 'vitest';
import type { Span } from '../schema.ts';
import { countSpans, spansFrom } from './pages.ts';
import type { Row } from './rows.ts';
import { spanList } from './testing.ts';

const row = (label: string, count: number): Row => {
  const span = (_: unknown, from_ns: number): Span => ({
    state: 'running',
    task: null,
    resource: null,
    from_ns,
    to_ns: from_ns + 1,
  });
  const spans = spanList(Array.from({ length: count }, span));
  return { label, spans, lane: { id: 0, name: label, kind: 'thread', process: null, spans }, kind: 'lane', tasks: 0, hidden: [] };
};

const rows = [row('a', 5), row('b', 0), row('c', 7)];
const names = (first: number, most: number) => spansFrom(rows, first, most).map(one => `${one.row.label}${one.span.from_ns}`);

it('holds each span once and in order, whatever the length of a page', () => {
  const all = ['a0', 'a1', 'a2', 'a3', 'a4', 'c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6'];
  expect(countSpans(rows)).toBe(all.length);
  for (const most of [1, 2, 3, 5, 6, 7, 100]) {
    const pages = Array.from({ length: Math.ceil(all.length / most) }, (_, page) => names(page * most, most));
    expect(pages.flat(), `${most} on a page`).toEqual(all);
    expect(pages.every(page => page.length <= most)).toBe(true);
  }
});

it('is empty beyond the last span', () => {
  expect(names(12, 5)).toEqual([]);
});
