// Finding spans by time, at their edges and in the gaps between them.
import { expect, it } from 'vitest';
import { firstEndingAfter, spanIndexAt } from './spans.ts';

const spans = [
  { from_ns: 0, to_ns: 10 },
  { from_ns: 10, to_ns: 20 },
  { from_ns: 30, to_ns: 40 },
];

it('a moment between two spans belongs to the one that begins there', () => {
  expect(spanIndexAt(spans, 9)).toBe(0);
  expect(spanIndexAt(spans, 10)).toBe(1);
});

it('no span covers a gap, the end of the last span, or anything where there are none', () => {
  expect(spanIndexAt(spans, 25)).toBe(-1);
  expect(spanIndexAt(spans, 40)).toBe(-1);
  expect(spanIndexAt([], 5)).toBe(-1);
});

it('the first span that ends after a moment may begin after it too', () => {
  expect(firstEndingAfter(spans, 25)).toBe(2);
  expect(firstEndingAfter(spans, 40)).toBe(3);
});
