// Many rows in one, and sums over a stretch of time: shares and times add up, whatever part of a run is looked at.
import { describe, expect, it } from 'vitest';
import { STATES } from '../glossary.ts';
import type { Span, State } from '../schema.ts';
import { snapped, sumsOf } from './measure.ts';
import { summarize } from './summary.ts';
import { spanList } from './testing.ts';

const span = (state: State, from_ns: number, to_ns: number): Span => ({ state, task: null, resource: null, from_ns, to_ns });
const WORK = spanList([span('running', 0, 60), span('waiting', 60, 100)]);
const LATE = spanList([span('idle', 0, 50), span('running', 50, 100)]);
const share = ({ shares }: { shares: number[] }, column: number, state: State) =>
  shares[column * STATES.length + STATES.indexOf(state)];

describe('many rows in one', () => {
  it('show in each column which part of the rows was in each state', () => {
    const columns = summarize([WORK, LATE], { from: 0, to: 100 }, 10, 30);
    expect(columns.xs).toEqual(Array.from({ length: 10 }, (_, i) => 10 + 2 * i));
    expect(share(columns, 0, 'running')).toBeCloseTo(0.5);
    expect(share(columns, 5, 'running')).toBeCloseTo(1);
    expect(share(columns, 9, 'waiting')).toBeCloseTo(0.5);
    expect(columns.shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(10);
  });

  it('share a column by the time that each took, and leave columns out in which nothing was done', () => {
    const columns = summarize([LATE], { from: 0, to: 100 }, 0, 6);
    expect(columns.xs).toEqual([2, 4]);
    expect(share(columns, 0, 'running')).toBeCloseTo(0.5);
  });
});

describe('sums over a stretch', () => {
  it('count only what lies within it', () => {
    expect(sumsOf([WORK, LATE], { from: 50, to: 70 })).toEqual([
      { state: 'running', ns: 30 },
      { state: 'waiting', ns: 10 },
    ]);
  });

  it('are rows times length when the rows cover it', () => {
    const sums = sumsOf([WORK, LATE], { from: 13, to: 77 });
    expect(sums.reduce((sum, { ns }) => sum + ns, 0)).toBe(2 * 64);
    expect(sumsOf([WORK], { from: 200, to: 300 })).toEqual([]);
  });

  it('begin and end at the edge of a span that is near, and where they were put if none is', () => {
    expect(snapped(58, WORK, 1)).toBe(60);
    expect(snapped(97, WORK, 1)).toBe(100);
    expect(snapped(30, WORK, 1)).toBe(30);
    expect(snapped(30, spanList([]), 1)).toBe(30);
  });
});
