// Level of detail: however many spans share a pixel, all of them are counted.
import { describe, expect, it } from 'vitest';
import { STATES } from '../glossary.ts';
import type { Span, State } from '../schema.ts';
import { pieces } from './pieces.ts';
import type { SpanList } from './span-list.ts';
import { spanList } from './testing.ts';

function spans(lengths: [State, number][]): SpanList {
  let at = 0;
  return spanList(
    lengths.map(([state, length]): Span => {
      at += length;
      return { state, task: null, resource: null, from_ns: at - length, to_ns: at };
    }),
  );
}

const alternating = (count: number, length: number) =>
  spans(Array.from({ length: count }, (_, i) => [i % 2 ? 'blocked' : 'running', length]));

describe('the pieces of a lane', () => {
  it('gives wide spans bars of their own that meet without gap or overlap', () => {
    const { bars, columns } = pieces(alternating(10, 100), { from: 0, to: 1000 }, 0, 500);
    expect(bars).toEqual(Array.from({ length: 10 }, (_, i) => ({ span: i, x0: i * 50, x1: i * 50 + 50 })));
    expect(columns.xs).toEqual([]);
  });

  it('shows every span that shares a column by its time, each in the column in which it begins', () => {
    const lengths = Array.from({ length: 20_000 }, (_, i): [State, number] => [
      (['running', 'blocked', 'ready'] as const)[i % 3] as State,
      1 + (i % 7),
    ]);
    const all = spans(lengths);
    const end_ns = all.to(all.length - 1);
    const { bars, columns } = pieces(all, { from: 0, to: end_ns }, 0, 500);
    expect(bars).toEqual([]);
    const expected = new Map<number, number[]>();
    for (const { state, from_ns, to_ns } of all) {
      const x = Math.floor((from_ns / end_ns) * 500);
      const sums = expected.get(x) ?? STATES.map(() => 0);
      expected.set(x, sums);
      sums[STATES.indexOf(state)] = (sums[STATES.indexOf(state)] as number) + to_ns - from_ns;
    }
    expect(columns.xs).toEqual([...expected.keys()]);
    for (const [place, sums] of [...expected.values()].entries()) {
      const total = sums.reduce((sum, one) => sum + one, 0);
      for (const [state, sum] of sums.entries()) expect(columns.shares[place * STATES.length + state]).toBeCloseTo(sum / total);
    }
  });

  it('shares a column between the states by their time', () => {
    const { columns } = pieces(
      spans([
        ['running', 3],
        ['blocked', 1],
        ['idle', 996],
      ]),
      { from: 0, to: 1000 },
      0,
      100,
    );
    expect(columns.shares[STATES.indexOf('running')]).toBeCloseTo(0.75);
    expect(columns.shares[STATES.indexOf('blocked')]).toBeCloseTo(0.25);
  });

  it('shows a single very short span between two long ones', () => {
    const { bars, columns } = pieces(
      spans([
        ['running', 500_000],
        ['blocked', 1],
        ['running', 499_999],
      ]),
      { from: 0, to: 1_000_000 },
      0,
      800,
    );
    expect(bars.map(({ span }) => span)).toEqual([0, 2]);
    expect(columns).toMatchObject({ xs: [400], width: 1 });
  });

  it('leaves out only what is outside the range, and cuts what reaches beyond it', () => {
    const { bars } = pieces(alternating(10, 100), { from: 250, to: 450 }, 0, 200);
    expect(bars).toEqual([
      { span: 2, x0: 0, x1: 50 },
      { span: 3, x0: 50, x1: 150 },
      { span: 4, x0: 150, x1: 200 },
    ]);
  });
});
