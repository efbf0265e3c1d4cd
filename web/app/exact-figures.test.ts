// A copied figure says what it is of, has its unit and all its digits, and what it was set against.
import { expect, it } from 'vitest';
import { exactMedian, exactRatio, exactSpeedup } from './exact-figures.ts';

const words = (text: string | null) => text?.replaceAll('\u00a0', ' ');

it('a median is copied with every digit, its interval and the number of runs', () => {
  const median = { median_ms: 1.234567, ci95_ms: [1.2, 1500] as [number, number], samples_ms: [1, 2, 3] };
  expect(words(exactMedian('Threads, native', median))).toBe(
    'Threads, native: median 1.234567 ms, 95 % interval 1.2 ms to 1.5 s, 3 runs',
  );
});

it('what was not measured is not copied: no interval, no runs, no median', () => {
  expect(words(exactMedian('Threads', { median_ms: 2, ci95_ms: null }))).toBe('Threads: median 2 ms');
  expect(exactMedian('Threads', { median_ms: null })).toBeNull();
});

it('a ratio says what it is against', () => {
  const estimate = { median: 1.9375, ci95: [1.5, 2.25] as [number, number] };
  expect(exactSpeedup('Threads', estimate)).toBe('Threads: speed-up 1.9375 times against Sequential, 95 % interval 1.5 to 2.25');
  expect(exactSpeedup('Threads', { ...estimate, ci95: null }, 'one worker')).toBe(
    'Threads: speed-up 1.9375 times against one worker',
  );
  expect(exactRatio('Threads, native', { median: 3, ci95: null }, 'the browser')).toBe(
    'Threads, native: 3 times the time of the browser',
  );
});
