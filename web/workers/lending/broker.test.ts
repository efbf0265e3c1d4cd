// Whom a page asks for lanes, whom it refuses, and what it says when nobody can lend one.
import type { Msg, NatsConnection } from '@nats-io/nats-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Broker } from './broker.ts';
import { type Offer, ownVersions } from './offer.ts';

const BUILD = { version: '1.2.3', schema: 'interleave.report/1' };
const OWN = ownVersions(BUILD);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A server whose workers offer this. Those in `gone` do not answer a request for a lane. */
function reached(offers: Partial<Offer>[], gone: string[] = []) {
  const asked: string[] = [];
  const message = (value: unknown): Pick<Msg, 'data' | 'json'> => ({
    data: new Uint8Array(9),
    json: <T>() => value as T,
  });
  const server = {
    async requestMany() {
      const stats = offers.map(offer => ({ version: '9', endpoints: [{ subject: `ask.${offer.name}`, data: offer }] }));
      return (async function* () {
        yield* stats.map(message);
      })();
    },
    subscribe: () => ({ unsubscribe() {} }),
    publish() {},
    async request(subject: string) {
      asked.push(subject);
      if (gone.includes(subject)) throw new Error('timeout');
      return message({ inbox: 'theirs', process: 7 });
    },
  } as unknown as NatsConnection;
  const state = { isThere: true };
  const broker = new Broker({ server, address: 'ws://here', isThere: () => state.isThere }, BUILD);
  const lane = () =>
    broker.lane(
      () => {},
      () => {},
    );
  return { broker, asked, lane, state };
}

const offer = (name: string, free: number) => ({ name, versions: OWN, lanes: 4, free });

test('the worker with the most free lanes is asked, and lends one less until the lane goes', async () => {
  const { broker, lane, asked } = reached([offer('a', 1), offer('b', 3)]);
  await broker.discover();
  expect(broker.known).toEqual({ workers: 2, free: 4, unfit: null });
  const lent = await lane();
  expect(lent).toMatchObject({ worker: 'b', process: 7 });
  expect(broker.known.free).toBe(3);
  lent?.letGo('enough');
  expect(broker.known.free).toBe(4);
  expect(asked).toEqual(['ask.b']);
});

test('who does not answer is asked no more, until all are asked anew', async () => {
  const { broker, lane, asked } = reached([offer('a', 1), offer('b', 3)], ['ask.b']);
  await broker.discover();
  expect(await lane()).toMatchObject({ worker: 'a' });
  expect(await lane()).toBeNull();
  expect(asked).toEqual(['ask.b', 'ask.a']);
  await broker.discover();
  expect(broker.known.free).toBe(4);
});

test('who loses one lane after the other is asked less and less often', async () => {
  const { broker, lane } = reached([offer('a', 1)]);
  await broker.discover();
  for (const rest_ms of [0, 1_000, 2_000]) {
    expect(await lane()).toMatchObject({ worker: 'a' });
    // Nothing is heard of it.
    while (broker.known.free === 0) vi.advanceTimersByTime(50);
    if (rest_ms > 0) expect(await lane()).toBeNull();
    vi.advanceTimersByTime(rest_ms);
  }
  (await lane())?.letGo('enough');
  expect(await lane(), 'that was no loss').not.toBeNull();
});

test('whoever says what is not understood is asked less, as if its lanes were lost', async () => {
  const { broker, lane } = reached([offer('a', 1)]);
  await broker.discover();
  for (const rest_ms of [0, 1_000]) {
    const lent = await lane();
    lent?.distrust();
    lent?.letGo('it was let go');
    if (rest_ms > 0) expect(await lane(), `after ${rest_ms} ms`).toBeNull();
    vi.advanceTimersByTime(rest_ms);
  }
  expect(await lane(), 'each counts once').not.toBeNull();
});

test('a worker of another version, or one whose offer cannot be read, lends nothing, and that is said', async () => {
  const other = { ...offer('old', 2), versions: { ...OWN, version: '1.2.2' } };
  const { broker, lane } = reached([other]);
  await broker.discover();
  expect(await lane()).toBeNull();
  expect(broker.missing(1)).toBe(
    `The worker 'old' is of version 1.2.2 (interleave.report/1, protocol ${OWN.protocol}), and this program of 1.2.3 (interleave.report/1, protocol ${OWN.protocol}): both must be the same.`,
  );
  for (const strange of [
    { name: 'x' },
    offer('x'.repeat(65), 1),
    offer('x\n', 1),
    { ...offer('x', 1), free: -1 },
    { ...offer('x', 1), free: 1e9 },
  ]) {
    const { broker } = reached([strange]);
    await broker.discover();
    expect(broker.known.workers).toBe(0);
    expect(broker.missing(1)).toMatch(/^A worker of version 9 cannot be understood by this program of 1\.2\.3/);
  }
});

test('what is missing is said, with what helps', async () => {
  const { broker, state } = reached([offer('a', 2)]);
  expect(broker.missing(1)).toMatch(/^No worker at ws:\/\/here has a free lane\. Add one by: interleave worker --nats/);
  await broker.discover();
  expect(broker.missing(5)).toMatch(/need 5 lanes at the same time; 2 are free at ws:\/\/here\. Add one by/);
  state.isThere = false;
  expect(broker.missing(1)).toBe('The server at ws://here is away; this page waits for it.');
});
