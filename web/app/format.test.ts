// Times on the axis and in tooltips, and counted nouns.
import { describe, expect, it } from 'vitest';
import { counted, exact, moment, ticks } from './format.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('times', () => {
  it('have the unit that suits them and lose no microsecond below a second', () => {
    expect([0, 500, 5_000, 5_125_250, 2_000_000_000].map(ns => plain(exact(ns)))).toEqual([
      '0 ns',
      '500 ns',
      '5 µs',
      '5.125 ms',
      '2 s',
    ]);
  });

  it('of one run line up under each other', () => {
    expect(plain(moment(200_000))).toBe('0.200 ms');
    expect(plain(moment(1_201_000_000))).toBe('1201.000 ms');
  });
});

describe('marks on an axis', () => {
  const labels = (from: number, to: number, count: number) => ticks(from, to, count).map(mark => plain(mark.label));

  it('are round, in one unit, and no more than asked for', () => {
    expect(labels(0, 200e6, 5)).toEqual(['0 ms', '50 ms', '100 ms', '150 ms', '200 ms']);
    expect(labels(0, 3e9, 4)).toEqual(['0 s', '1 s', '2 s', '3 s']);
  });

  it('keep as many digits as neighbours need to differ', () => {
    expect(labels(10.1e6, 10.15e6, 5)).toEqual(['10.10 ms', '10.11 ms', '10.12 ms', '10.13 ms', '10.14 ms', '10.15 ms']);
    expect(new Set(labels(5e6, 5.002e6, 8)).size).toBe(labels(5e6, 5.002e6, 8).length);
  });

  it('do not exist where there is no range', () => {
    expect(ticks(0, 0, 4)).toEqual([]);
    expect(ticks(0, 10, 0)).toEqual([]);
  });
});

it('a noun is counted in the singular for one and in the plural for all other numbers', () => {
  expect([counted(0, 'lane'), counted(1, 'lane'), counted(2, 'lane')]).toEqual(['0 lanes', '1 lane', '2 lanes']);
  expect(counted(2, 'process', 'processes')).toBe('2 processes');
});
