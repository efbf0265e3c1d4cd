// That what is shared is only long arrays, and that nothing else of a value changes.
import { expect, test } from 'vitest';
import { share } from './shared.ts';

test('long arrays of bytes lie in shared memory afterwards, wherever in a value they are, and all else is as it was', () => {
  const long = Uint8Array.from({ length: 1 << 16 }, (_, i) => i);
  const value = { given: { timelines: [{ spans: { times: long, states: new Uint8Array([1, 2]) }, name: 'main', none: null }] } };
  expect(share(value)).toBe(value);
  const [{ spans, name, none }] = value.given.timelines as [(typeof value.given.timelines)[0]];
  expect(spans.times.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(spans.times).toEqual(long);
  expect(spans.states).toEqual(new Uint8Array([1, 2]));
  expect(spans.states.buffer).toBeInstanceOf(ArrayBuffer);
  expect([name, none]).toEqual(['main', null]);
});
