// How long the tasks of a crowd were in each state, between any two moments.
import { expect, it } from 'vitest';
import { STATES } from '../glossary.ts';
import { Crowd } from './crowd.ts';
import { column } from './testing.ts';

const BLOCK = 2;
const WAITING = STATES.indexOf('waiting');
/** One more task waits after each ten nanoseconds, and all end at the same moment. */
const times = [0, 10, 20, 30, 40, 50];
const waiting = [1, 2, 3, 4, 5, 0];

function crowd(): Crowd {
  const only = (number: number) => STATES.map((_, state) => (state === WAITING ? number : 0));
  let sum = 0;
  const totals: number[] = [];
  for (const [place, count] of waiting.entries()) {
    if (place % BLOCK === 0) totals.push(...only(sum));
    sum += count * ((times[place + 1] ?? 0) - (times[place] ?? 0) > 0 ? 10 : 0);
  }
  totals.push(...only(sum));
  return Crowd.read({
    ...{ lane: 0, rows: 5, tasks: 5, block: BLOCK },
    times: column(Float64Array.from(times)),
    counts: column(Uint32Array.from(waiting.flatMap(only))),
    totals: column(Float64Array.from(totals)),
  });
}

it('times are counts times lengths, wherever a stretch begins and ends', () => {
  const between = (from: number, to: number) => {
    const sums = STATES.map(() => 0);
    crowd().addTimes(sums, from, to);
    return sums[WAITING];
  };
  expect(between(0, 50)).toBe(150);
  expect(between(-10, 90)).toBe(150);
  expect(between(5, 15)).toBe(5 + 10);
  expect(between(12, 14)).toBe(4);
  expect(between(20, 40)).toBe(30 + 40);
  expect(between(50, 60)).toBe(0);
  expect(between(-20, -10)).toBe(0);
});
