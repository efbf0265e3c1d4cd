// Where sliders stop.
import { expect, it } from 'vitest';
import type { Parameter } from './schema.ts';
import { nearestStop, stopsOf } from './slider.ts';

const integer = (min: number, max: number, unit = ''): Parameter => ({
  id: 'n',
  title: '',
  about: '',
  type: 'integer',
  min,
  max,
  default: min,
  unit,
});

it('a short range has a stop for each of its numbers', () => {
  expect(stopsOf(integer(1, 4))).toEqual([1, 2, 3, 4]);
  expect(stopsOf(integer(0, 100, '%'))).toHaveLength(101);
  expect(stopsOf(integer(1, 1_000_000))).toBeNull();
});

it('a time of microseconds goes up by size, within its range', () => {
  expect(stopsOf(integer(50, 1_000, 'µs'))).toEqual([50, 100, 200, 500, 1_000]);
});

it('a number between two stops is shown at the nearer one', () => {
  const stops = [50, 100, 200, 500];
  expect([0, 60, 90, 160, 9_999].map(number => stops[nearestStop(stops, number)])).toEqual([50, 50, 100, 200, 500]);
});

it('a text has no slider', () => {
  expect(stopsOf({ id: 't', title: '', about: '', type: 'text', max_bytes: 9, default: '' })).toBeNull();
});
