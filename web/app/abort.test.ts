// Waits end when they are to: at once by an abort, in time otherwise, and they leave nothing behind.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { settledWithin, unlessAborted } from './abort.ts';

const never = new Promise<never>(() => {});

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('an abort ends a wait for what never comes', async () => {
  const stop = new AbortController();
  const wait = unlessAborted(never, stop.signal);
  stop.abort(new Error('stopped'));
  await expect(wait).rejects.toThrow('stopped');
});

test('a wait that begins after the abort ends at once', async () => {
  await expect(unlessAborted(never, AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped');
});

test('without an abort, a wait gives what it waited for', async () => {
  const { signal } = new AbortController();
  await expect(unlessAborted(Promise.resolve(3), signal)).resolves.toBe(3);
  await expect(unlessAborted(Promise.reject(new Error('its own')), signal)).rejects.toThrow('its own');
});

test('what is settled in time leaves no timer that would fire later', async () => {
  expect(await settledWithin(Promise.reject(new Error('failed')), 100)).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

test('what is not settled in time is given up', async () => {
  const wait = settledWithin(never, 100);
  vi.advanceTimersByTime(100);
  expect(await wait).toBe(false);
});
