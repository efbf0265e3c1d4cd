// Every message arrives once and in order, whatever the network does; the same is held of the other end in Rust.
import { expect, test } from 'vitest';
import { PROTOCOL, Stream } from './stream.ts';

/** Numbers below a bound, always the same ones. */
function chance(seed: number): (bound: number) => number {
  let state = seed;
  return bound => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

test('every message arrives once and in order, whatever is lost or comes twice', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const below = chance(seed);
    const messages = Array.from({ length: 1 + below(15) }, (_, fill) => new Uint8Array(below(300)).fill(fill));
    const [one, other] = [new Stream(), new Stream()];
    const onWay = messages.flatMap(message => one.say(message, 64));
    const arrived: Uint8Array[] = [];
    for (let round = 0; round < 3_000 && arrived.length < messages.length; round++) {
      for (let frame = onWay.shift(); frame; frame = onWay.shift()) {
        for (let times = below(3); times > 0; times--) {
          const { message } = other.hear(frame);
          if (message) arrived.push(message);
        }
      }
      if (below(3) > 0) onWay.push(...(one.hear(other.beat()).again ?? []));
    }
    expect(arrived).toEqual(messages);
  }
});

test('who has heard what was never said, or speaks another version, is refused', () => {
  const ahead = new Stream();
  for (const frame of new Stream().say(new Uint8Array(3), 100)) ahead.hear(frame);
  expect(() => new Stream().hear(ahead.beat())).toThrow('only 0 were said');
  const [frame] = new Stream().say(new Uint8Array(), 100);
  if (frame) frame[0] = PROTOCOL + 1;
  expect(() => new Stream().hear(frame ?? new Uint8Array())).toThrow(
    `version ${PROTOCOL + 1}, where version ${PROTOCOL} is spoken`,
  );
  expect(() => new Stream().hear(new Uint8Array(3))).toThrow('3 bytes');
});

test('who goes says why', () => {
  expect(new Stream().hear(new Stream().gone('the end'))).toEqual({ gone: 'the end' });
});
