// Level of detail: however many spans share a pixel, all of them are counted.
import { describe, expect, it } from 'vitest';
import { STATES } from '../glossary.ts';
import type { Span, State } from '../schema.ts';
import { type Column, pieces } from './pieces.ts';

function spans(lengths: [State, number][]): Span[] {
  let at = 0;
  return lengths.map(([state, length]) => {
    at += length;
    return { state, task: null, resource: null, from_ns: at - length, to_ns: at };
  });
}

const alternating = (count: number, length: number) =>
  spans(Array.from({ length: count }, (_, i) => [i % 2 ? 'blocked' : 'running', length]));

describe('the pieces of a lane', () => {
  it('gives wide spans bars of their own that meet without gap or overlap', () => {
    const found = pieces(alternating(10, 100), { from: 0, to: 1000 }, 0, 500);
    expect(found.map(piece => piece.kind)).toEqual(Array(10).fill('bar'));
    for (const [i, piece] of found.entries()) expect(piece).toMatchObject({ span: i, x0: i * 50, x1: i * 50 + 50 });
  });

  it('counts every span that shares a column', () => {
    const found = pieces(alternating(100_000, 1), { from: 0, to: 100_000 }, 0, 500) as Column[];
    expect(found.every(piece => piece.kind === 'column')).toBe(true);
    expect(found.length).toBeLessThanOrEqual(501);
    expect(found.reduce((sum, column) => sum + column.spans, 0)).toBe(100_000);
  });

  it('shares a column between the states by their time', () => {
    const [column] = pieces(
      spans([
        ['running', 3],
        ['blocked', 1],
        ['idle', 996],
      ]),
      { from: 0, to: 1000 },
      0,
      100,
    ) as Column[];
    expect(column?.shares[STATES.indexOf('running')]).toBeCloseTo(0.75);
    expect(column?.shares[STATES.indexOf('blocked')]).toBeCloseTo(0.25);
  });

  it('shows a single very short span between two long ones', () => {
    const found = pieces(
      spans([
        ['running', 500_000],
        ['blocked', 1],
        ['running', 499_999],
      ]),
      { from: 0, to: 1_000_000 },
      0,
      800,
    );
    expect(found.map(piece => piece.kind)).toEqual(['bar', 'column', 'bar']);
  });

  it('leaves out only what is outside the range, and cuts what reaches beyond it', () => {
    const found = pieces(alternating(10, 100), { from: 250, to: 450 }, 0, 200);
    expect(found).toMatchObject([
      { span: 2, x0: 0, x1: 50 },
      { span: 3, x0: 50, x1: 150 },
      { span: 4, x0: 150, x1: 200 },
    ]);
  });
});
