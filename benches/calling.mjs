// What a call to a process and what a payload's way to a process and back take in Chromium, beside bare workers and libraries.
import { beside } from './beside.mjs';
import { inTurns, median, roundsOf } from './rounds.mjs';
import { handOver, isStarted } from './rows.mjs';

const ROUNDS = { few: 6, all: 20 };
/** Calls of each side in a round; the figure of the round is their median. */
const CALLS = 31;
const BYTES = 16 * 1024 * 1024;
const TRIPS = 3;
const LIBRARIES = { comlink: 'comlink', workerpool: 'workerpool', threads: 'threads.js' };

/** The rows of so many rounds, on the page that `beside` gives. */
export async function measure(rounds, { browser, run, ask }) {
  const row = { kind: 'pair', place: 'browser', browser };
  const calls = await inTurns(rounds, {
    ours: async () => median((await run(CALLING)).flatMap(roundTripsUs)),
    ...Object.fromEntries(
      ['raw', ...Object.keys(LIBRARIES)].map(peer => [peer, async () => median(await ask('caller', 'calling', peer, CALLS))]),
    ),
  });
  const call = {
    ...row,
    id: 'P5',
    name: 'a call to a process',
    unit: 'us',
    ours: 'a task of a process lane',
    ours_values: calls.ours,
  };
  const moves = await inTurns(rounds, {
    ours: async () => median((await run(MOVING)).flatMap(tripsMs)),
    ...Object.fromEntries(
      ['transfer', 'copies', 'clone'].map(how => [how, async () => median(await ask('caller', 'moving', how, BYTES, TRIPS))]),
    ),
  });
  const move = {
    ...row,
    id: 'P6',
    name: '16 MiB to a process and back',
    unit: 'ms',
    ours: 'from process to process',
    ours_values: moves.ours,
  };
  return [
    { ...call, peer: 'bare postMessage', peer_values: calls.raw, reach: { at_most: 1.1 } },
    // Ahead of all three.
    ...Object.entries(LIBRARIES).map(([peer, words]) => ({
      ...call,
      peer: words,
      peer_values: calls[peer],
      reach: { at_most: 1 },
    })),
    { ...move, peer: 'bare transfer', peer_values: moves.transfer, reach: { at_most: 1.3 } },
    {
      ...move,
      peer: 'bare transfer, copied out of one wasm memory and into the other each way',
      peer_values: moves.copies,
      note: 'The limit for a program whose data lie in wasm memories: nothing can hand over a part of such a memory.',
    },
    { ...move, peer: 'structured clone', peer_values: moves.clone, reach: { at_least: 50 } },
  ];
}

/** As many tasks as there may be, one after the other on one process, that do next to nothing. */
const CALLING = {
  workload: 'counter',
  parameters: { increments: 1, tasks: 16 },
  models: ['processes'],
  workers: 1,
  runs: 2,
  warmup: 0,
};

/** Microseconds from each task that was sent to a process until its result was there, without the first, which waits for the process to start. */
function roundTripsUs({ record }) {
  const { events } = record.traced;
  const times = [];
  let sent = null;
  for (const { kind, lane, at_ns } of events) {
    if (lane !== 0) continue;
    if (kind === 'sent') sent = at_ns;
    if (kind === 'received') times.push((at_ns - sent) / 1e3);
  }
  // The last one asks for the record.
  if (times.length !== 17) throw new Error(`${times.length} round trips`);
  return times.slice(1, -1);
}

const MOVING = {
  workload: 'transfer',
  parameters: { kib: BYTES / 1024, trips: TRIPS, how: 'move' },
  models: ['processes'],
  workers: 2,
  runs: 1,
  warmup: 0,
};

/** Milliseconds that the payload is on its way in each trip: there and back, without what either side does with it. */
function tripsMs({ record }) {
  const { events } = record.traced;
  const messages = task => {
    const own = events.filter(event => event.task === task && event.lane > 0);
    const all = [];
    for (const [place, { kind, cause, at_ns }] of own.entries()) {
      if (kind !== 'suspended' || cause.why !== 'message') continue;
      const resumed = own.slice(place).find(event => event.kind === 'resumed');
      all.push({ from: at_ns, to: resumed.at_ns });
    }
    return all;
  };
  // The owner leaves it and fetches it back; the reader fetches it and leaves it.
  const [owner, reader] = [messages(0), messages(1)];
  if (owner.length !== 2 * TRIPS || reader.length !== 2 * TRIPS) throw new Error('messages are missing');
  return Array.from({ length: TRIPS }, (_, trip) => {
    const [left, back] = owner.slice(2 * trip);
    const [got, returned] = reader.slice(2 * trip);
    return (got.to - left.from + (back.to - returned.from)) / 1e6;
  });
}

if (isStarted(import.meta)) handOver(await beside(page => measure(roundsOf(ROUNDS), page)));
