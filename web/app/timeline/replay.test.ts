// The replay by itself: steps over several models, time that loops, and what is said of its speed.
import { expect, test } from 'vitest';
import { advanced, factsOf, happenedBy, lastOf, positionAt, rateOf, stepped } from './replay.ts';

/** The second begins 10 later on the axis; both have an event at 15 there. */
const REELS = [
  { begins_ns: 0, moments: [0, 5, 15, 15] },
  { begins_ns: 10, moments: [0, 5, 30] },
];
const START = { at_ns: 0, done: [0, 0] };

function walk(from: { at_ns: number; done: number[] }, by: number, steps: number) {
  const seen = [];
  for (let step = 0, now = from; step < steps; step++) {
    now = stepped(REELS, now, by);
    seen.push(now);
  }
  return seen;
}

test('steps go through the events of all models in time, and back by the same way', () => {
  const there = walk(START, 1, 7);
  expect(there.map(({ at_ns }) => at_ns)).toEqual([0, 5, 10, 15, 15, 15, 40]);
  expect(there.map(({ done }) => done.join())).toEqual(['1,0', '2,0', '2,1', '3,1', '4,1', '4,2', '4,3']);
  const back = walk({ at_ns: 40, done: [4, 3] }, -1, 7);
  expect(back.map(({ done }) => done.join())).toEqual(['4,2', '4,1', '3,1', '2,1', '2,0', '1,0', '0,0']);
});

test('there is nothing before the first event and after the last one', () => {
  expect(stepped(REELS, START, -1)).toEqual(START);
  expect(stepped(REELS, START, 10)).toEqual({ at_ns: 40, done: [4, 3] });
  expect(lastOf(REELS, [0, 0])).toBe(-1);
  expect(stepped([], { at_ns: 3, done: [] }, 1)).toEqual({ at_ns: 0, done: [] });
});

test('at a moment, all its events have happened', () => {
  expect(positionAt(REELS, 15).done).toEqual([4, 2]);
  expect(positionAt(REELS, 14).done).toEqual([2, 1]);
  expect(positionAt(REELS, -1).done).toEqual([0, 0]);
});

test('lines and rows appear in their order, though clocks went back', () => {
  const lines = [5, 9, 7, 12].map(at_ns => ({ at_ns }));
  expect([4, 5, 8, 9, 11, 12].map(at_ns => happenedBy(lines, at_ns))).toEqual([0, 1, 1, 3, 3, 4]);
});

test('what was told last is the latest event of all models', () => {
  expect(lastOf(REELS, [2, 0])).toBe(0);
  expect(lastOf(REELS, [2, 1])).toBe(1);
});

test('time goes on within the stretch, ends with it, or begins again', () => {
  const stretch = { from: 100, to: 200 };
  expect(advanced(150, 20, stretch, false)).toBe(170);
  expect(advanced(150, 50, stretch, false)).toBe(null);
  expect(advanced(150, 70, stretch, true)).toBe(120);
  expect(advanced(20, 5, stretch, true)).toBe(105);
  expect(advanced(200, 5, stretch, false)).toBe(105);
});

test('a replay is fitted to ten seconds, or as slow as chosen, and says that it is a recording', () => {
  expect(rateOf('fit', 38e6)).toBe(3_800);
  expect(rateOf('100', 38e6)).toBe(10_000);
  const plain = (words: string) => words.replaceAll('\u00a0', ' ');
  expect(plain(factsOf('fit', 38e6))).toBe('Recorded run, 38 ms, shown in 10 s: 260 times slower.');
  expect(plain(factsOf('1000', 38e6))).toBe('Recorded run, 38 ms, shown in 38 s: 1000 times slower.');
  expect(plain(factsOf('fit', 5e6, true))).toBe('5 ms of the recorded run, shown in 10 s: 2000 times slower.');
  expect(plain(factsOf('fit', 40e9))).toBe('Recorded run, 40 s, shown in 10 s: 4 times faster.');
  expect(plain(factsOf('fit', 10e9))).toBe('Recorded run, 10 s, shown in 10 s: as fast as it was.');
});
