// Which lines are lit at a moment: of each lane the last one, of a beginning task its function, and none of another version's text.
import { expect, test } from 'vitest';
import { fingerprint, lineOf, standingsAt, trackOf } from './lit.ts';

const [LINE, FUNCTION] = [(line: number) => 2 * line, (line: number) => 2 * line + 1];
/** Two lanes in turn: the first begins in a function and goes on to line 40; the second comes to line 50 and ends. */
const track = trackOf([99, 1, FUNCTION(40), 2, LINE(50), 1, LINE(40), 2, 0]);

test('each lane stands where its last event was, and one that is at no line nowhere', () => {
  expect(track.source).toBe(99);
  expect(standingsAt(track, 0)).toEqual([]);
  expect(standingsAt(track, 2)).toEqual([
    { lane: 1, line: 40, inFunction: true },
    { lane: 2, line: 50, inFunction: false },
  ]);
  expect(standingsAt(track, 3)[0]).toEqual({ lane: 1, line: 40, inFunction: false });
  expect(standingsAt(track, 4).map(({ lane }) => lane)).toEqual([1]);
});

test('a task that begins stands on the first line of its function; a line outside of all functions is none', () => {
  const functions = [{ at: 38, to: 44 }];
  expect(lineOf({ lane: 1, line: 40, inFunction: true }, functions)).toBe(38);
  expect(lineOf({ lane: 1, line: 40, inFunction: false }, functions)).toBe(40);
  expect(lineOf({ lane: 1, line: 45, inFunction: false }, functions)).toBeNull();
});

test('a text has the fingerprint that core gives it', () => {
  expect(fingerprint('foobar')).toBe(0xbf9cf968);
});
