// When a lane that is lent counts as lost, and when not: by the silence of the other end, and not because the server is away for a while.
import type { Msg } from '@nats-io/nats-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Link } from './link.ts';
import { Stream } from './stream.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function linked() {
  const state = { isThere: true, ended: null as string | null, said: 0 };
  const publish = () => {
    state.said += 1;
  };
  const server = { publish };
  const link = new Link(
    server,
    () => state.isThere,
    'own',
    'theirs',
    () => {},
    why => {
      state.ended = why;
    },
  );
  return { state, link };
}

const frame = (data: Uint8Array) => ({ data }) as Msg;

test('whoever is silent for four seconds is lost, and nothing more is said', () => {
  const { state } = linked();
  vi.advanceTimersByTime(3_900);
  expect(state.ended).toBeNull();
  vi.advanceTimersByTime(600);
  expect(state.ended).toBe('it was silent for 4 seconds');
  const { said } = state;
  vi.advanceTimersByTime(1_000);
  expect(state.said).toBe(said);
});

test('beats of the other end keep it', () => {
  const { state, link } = linked();
  const other = new Stream();
  for (let beats = 0; beats < 40; beats++) {
    vi.advanceTimersByTime(250);
    link.hear(frame(other.beat()));
  }
  expect(state.ended).toBeNull();
});

test('a server that is away loses nobody, until it has been away for half a minute', () => {
  const { state, link } = linked();
  state.isThere = false;
  vi.advanceTimersByTime(20_000);
  expect(state.ended).toBeNull();
  state.isThere = true;
  vi.advanceTimersByTime(1_000);
  link.hear(frame(new Stream().beat()));
  expect(state.ended).toBeNull();
  state.isThere = false;
  vi.advanceTimersByTime(31_000);
  expect(state.ended).toBe('the server was away for 30 seconds');
});
