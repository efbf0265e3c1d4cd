// Which arrows are drawn, and which belong to a span.
import { describe, expect, it } from 'vitest';
import type { Arrow } from '../schema.ts';
import { arrowsInView, arrowsOf, chainTo } from './arrows.ts';
import { timelineOf } from './testing.ts';

function arrow(from: [number, number], to: [number, number]): Arrow {
  const end = ([lane, at_ns]: [number, number]) => ({ lane, at_ns });
  return { kind: 'lock', name: 'GIL', from: end(from), to: end(to) };
}

const list = (arrows: Arrow[]) => timelineOf({ arrows }).arrows;

const three = list([arrow([1, 10], [2, 12]), arrow([2, 50], [1, 55]), arrow([1, 90], [2, 95])]);

describe('arrows', () => {
  it('are in view when any part of them is', () => {
    expect(arrowsInView(three, { from: 52, to: 92 })).toEqual([1, 2]);
    expect(arrowsInView(three, { from: 20, to: 40 })).toEqual([]);
  });

  it('are not drawn at once when they are too many', () => {
    const many = list(Array.from({ length: 1_000 }, (_, i) => arrow([1, i], [2, i])));
    expect(arrowsInView(many, { from: 0, to: 1000 })).toEqual([]);
    expect(arrowsInView(many, { from: 10, to: 19 })).toHaveLength(10);
  });

  it('belong to the span in which they end or begin, on its own lane', () => {
    const span = { state: 'running' as const, task: 0, resource: null, from_ns: 12, to_ns: 50 };
    expect(arrowsOf(three, 2, span)).toEqual({ incoming: [0], outgoing: [1] });
    expect(arrowsOf(three, 1, span)).toEqual({ incoming: [], outgoing: [] });
  });

  it('that led to a span are a chain back to the beginning, also where the clock stood still', () => {
    const span = { state: 'running' as const, task: 0, resource: null, from_ns: 60, to_ns: 90 };
    expect(chainTo(three, 1, span)).toEqual([1, 0]);
    const still = list([arrow([1, 5], [2, 5]), arrow([2, 5], [1, 5])]);
    expect(chainTo(still, 1, span)).toHaveLength(2);
  });
});
