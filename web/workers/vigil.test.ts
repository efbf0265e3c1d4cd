// How long a worker stays awake for an answer, with a clock and messages to itself that this test moves on.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Vigil } from './vigil.ts';

let now = 0;
/** Messages to itself, and how many of them have not come yet. */
let sent = 0;
let underWay = 0;
let deliver: () => void;

beforeEach(() => {
  [now, sent, underWay] = [1_000, 0, 0];
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  class Channel {
    port1 = { onmessage: () => {} };
    port2 = {
      postMessage() {
        sent += 1;
        underWay += 1;
      },
    };
    constructor() {
      deliver = () => {
        underWay -= 1;
        this.port1.onmessage();
      };
    }
  }
  vi.stubGlobal('MessageChannel', Channel);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** A question that is answered after so many milliseconds; how many messages the worker has sent itself until then. */
function answeredAfter(vigil: Vigil, took: number): number {
  const before = sent;
  vigil.begin();
  for (const end = now + took; now < end; now += 0.01) if (underWay > 0) deliver();
  vigil.end();
  return sent - before;
}

test('it stays awake for an answer when the last one came soon, and is not kept awake by one that did not', () => {
  const vigil = new Vigil();
  expect(answeredAfter(vigil, 0.05)).toBe(0);
  expect(answeredAfter(vigil, 0.05)).toBeGreaterThan(3);
  expect(answeredAfter(vigil, 0.05)).toBeGreaterThan(3);
});

test('it sleeps when no answer comes within its time, and for the next one too', () => {
  const vigil = new Vigil();
  answeredAfter(vigil, 0.05);
  const turns = answeredAfter(vigil, 5);
  expect(turns).toBeGreaterThan(3);
  expect(turns).toBeLessThan(20);
  expect(answeredAfter(vigil, 0.05)).toBe(0);
  expect(answeredAfter(vigil, 0.05)).toBeGreaterThan(3);
});

test('only one message to itself is under way, and none after the answer', () => {
  const vigil = new Vigil();
  answeredAfter(vigil, 0.05);
  vigil.begin();
  vigil.end();
  vigil.begin();
  expect(underWay).toBe(1);
  vigil.end();
  deliver();
  expect(underWay).toBe(0);
});

test('whoever works for long between its questions sends itself nothing', () => {
  const vigil = new Vigil();
  answeredAfter(vigil, 0.05);
  now += 20;
  expect(answeredAfter(vigil, 0.05)).toBe(0);
  now += 0.5;
  expect(answeredAfter(vigil, 0.05)).toBeGreaterThan(3);
});
