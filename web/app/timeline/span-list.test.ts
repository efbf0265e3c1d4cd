// Finding spans by time, at their edges and in the gaps between them, and adding up what lies between two moments.
import { expect, it } from 'vitest';
import { STATES } from '../glossary.ts';
import type { Span, State } from '../schema.ts';
import { beginningFrom, coveringAt, endingAfter, NO_SPANS } from './span-list.ts';
import { spanList } from './testing.ts';

const span = (state: State, from_ns: number, to_ns: number): Span => ({ state, task: null, resource: null, from_ns, to_ns });
const three = spanList([span('running', 0, 10), span('blocked', 10, 20), span('running', 30, 40)]);

it('a moment between two spans belongs to the one that begins there', () => {
  expect(coveringAt(three, 9)).toBe(0);
  expect(coveringAt(three, 10)).toBe(1);
});

it('no span covers a gap, the end of the last span, or anything where there are none', () => {
  expect(coveringAt(three, 25)).toBe(-1);
  expect(coveringAt(three, 40)).toBe(-1);
  expect(coveringAt(NO_SPANS, 5)).toBe(-1);
});

it('the first span that ends after a moment may begin after it too', () => {
  expect(endingAfter(three, 25)).toBe(2);
  expect(endingAfter(three, 40)).toBe(3);
});

it('a search that begins elsewhere finds the same', () => {
  const many = spanList(Array.from({ length: 1_000 }, (_, i) => span('running', 10 * i, 10 * i + 5)));
  for (const at_ns of [0, 4, 5, 7, 10, 4_321, 9_994, 9_995, 20_000]) {
    for (const hint of [0, 1, 2, 17, Math.floor(at_ns / 10)].filter(one => one <= endingAfter(many, at_ns))) {
      expect(endingAfter(many, at_ns, hint)).toBe(Math.min(1_000, Math.floor((at_ns + 5) / 10)));
      expect(beginningFrom(many, at_ns, Math.min(hint, beginningFrom(many, at_ns)))).toBe(Math.min(1_000, Math.ceil(at_ns / 10)));
    }
  }
});

it('a span is what it was before it became numbers', () => {
  const one: Span = { state: 'waiting', awaited: 'answer', task: 0, resource: 3, from_ns: 5, to_ns: 7 };
  expect(spanList([one]).at(0)).toEqual(one);
  expect(three.at(-1)).toBeUndefined();
  expect(three.at(3)).toBeUndefined();
});

it('times between two moments are those of the spans one by one, wherever they begin and end', () => {
  const all = Array.from({ length: 50 }, (_, i) => span(STATES[i % 5] as State, 10 * i, 10 * i + 5 + (i % 6)));
  const list = spanList(all);
  for (const [from, to] of [
    [0, 1_000],
    [3, 4],
    [8, 9],
    [47, 233],
    [470, 600],
    [600, 700],
  ] as const) {
    const expected = STATES.map(state =>
      all
        .filter(one => one.state === state)
        .reduce((sum, { from_ns, to_ns }) => sum + Math.max(0, Math.min(to, to_ns) - Math.max(from, from_ns)), 0),
    );
    const sums = STATES.map(() => 0);
    list.addTimes(sums, from, to);
    expect(sums).toEqual(expected);
  }
});
