// What a call to a process and what a payload's way to a process and back take in Chromium, beside bare workers and libraries.
import { beside } from './beside.mjs';
import { inTurns, median, roundsOf } from './rounds.mjs';
import { handOver, isStarted, quick } from './rows.mjs';

const ROUNDS = { few: 6, all: 20 };
/** Calls in a row, and such rows in a round; the figure of the round is their median. The clock's step is too coarse for one call. */
const CALLS = 50;
const ROWS = quick ? 6 : 12;
/** Questions of ours, and how many of them come before: a process is new in each run, and its code is compiled while it runs. */
const UNCOUNTED = 1_000;
const QUESTIONS = UNCOUNTED + CALLS * ROWS;
/** As many tasks as this program may have. */
const TASKS = 16;
const BYTES = 16 * 1024 * 1024;
const TRIPS = 3;
const LIBRARIES = { comlink: 'comlink', workerpool: 'workerpool', threads: 'threads.js' };

/** The rows of so many rounds, on the page that `beside` gives. */
export async function measure(rounds, { browser, run, ask }) {
  const row = { kind: 'pair', place: 'browser', browser };
  const calls = await inTurns(rounds, {
    ours: async () => median((await run(ASKING)).flatMap(questionsUs)),
    ...Object.fromEntries(
      ['raw', ...Object.keys(LIBRARIES)].map(peer => [
        peer,
        async () => median(await ask('caller', 'calling', peer, UNCOUNTED, ROWS, CALLS)),
      ]),
    ),
  });
  const call = {
    ...row,
    id: 'P5',
    name: 'a call between processes',
    unit: 'us',
    ours: 'a question of a process to its parent',
    ours_values: calls.ours,
    note: 'All that asking takes is in it: a lock that nobody else wants is asked for, taken down and answered. A process that was answered within a tenth of a millisecond stays awake for as long when it asks again; the others’ cores go to sleep, and waking them is most of a call.',
  };
  const first = await inTurns(rounds, {
    ours: async () => median((await run(CALLING)).map(roundTripUs)),
    anew: () => ask('caller', 'callingAnew', TASKS - 2),
  });
  const moves = await inTurns(rounds, {
    ours: async () => median((await run(MOVING)).flatMap(tripsMs)),
    ...Object.fromEntries(
      ['transfer', 'copies', 'sharedCopies', 'clone'].map(how => [
        how,
        async () => median(await ask('caller', 'moving', how, BYTES, TRIPS)),
      ]),
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
    {
      ...call,
      name: 'a task sent to a process that has just begun',
      ours: 'a task of a process lane',
      peer: 'bare postMessage to a worker that has just begun',
      ours_values: first.ours,
      peer_values: first.anew,
      note: 'Neither side has been compiled for speed yet.',
    },
    { ...move, peer: 'bare transfer', peer_values: moves.transfer, reach: { at_most: 1.3 } },
    {
      ...move,
      peer: 'bare transfer, copied out of one wasm memory and into the other each way',
      peer_values: moves.copies,
      reach: { at_most: 1.3 },
      note: 'The limit for a program whose data lie in wasm memories: nothing can hand over a part of such a memory, so that bytes are copied out of one and into the other. Those copies alone take about half as long as a clone, so that neither 1.3 times a transfer nor a fiftieth of a clone can be had.',
    },
    {
      ...move,
      peer: 'the same with memories that are shared, as those of processes are',
      peer_values: moves.sharedCopies,
      note: 'A process has a shared memory, so that a cancel reaches it while it computes.',
    },
    { ...move, peer: 'structured clone', peer_values: moves.clone, reach: { at_least: 50 } },
  ];
}

/** One task on one process, which can have a lock only from its parent: each time it takes it or gives it back, it asks. */
const ASKING = {
  workload: 'scenario',
  parameters: {
    text: `locks = ['l']\n[[task]]\nname = 'one'\nsteps = [{ repeat = ${QUESTIONS / 2}, steps = [{ lock = 'l' }, { unlock = 'l' }] }]`,
  },
  models: ['processes'],
  workers: 1,
  runs: 1,
  warmup: 0,
};

/** Microseconds from one question of the process to the next, for each row of them. */
function questionsUs({ record }) {
  const asked = record.traced.events.filter(({ lane, kind }) => lane === 1 && kind === 'suspended').map(({ at_ns }) => at_ns);
  if (asked.length !== QUESTIONS) throw new Error(`${asked.length} questions`);
  const last = asked.length - 1;
  return Array.from(
    { length: ROWS - 1 },
    (_, row) => (asked[last - CALLS * row] - asked[last - CALLS * (row + 1)]) / 1e3 / CALLS,
  );
}

/** As many tasks as there may be, one after the other on one process, that do next to nothing. */
const CALLING = {
  workload: 'counter',
  parameters: { increments: 1, tasks: TASKS },
  models: ['processes'],
  workers: 1,
  runs: 2,
  warmup: 0,
};

/** Microseconds from one task that was sent to a process to the next; the first waits for the process to start, and does not count. */
function roundTripUs({ record }) {
  const sent = record.traced.events.filter(({ lane, kind }) => lane === 0 && kind === 'sent').map(({ at_ns }) => at_ns);
  // The last one asks for the record.
  if (sent.length !== TASKS + 1) throw new Error(`${sent.length} messages`);
  return (sent[TASKS - 1] - sent[1]) / 1e3 / (TASKS - 2);
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
    // In the first one, memories of new processes are written to for the first time; those of the peers have been there for long.
  }).slice(1);
}

if (isStarted(import.meta)) handOver(await beside(page => measure(roundsOf(ROUNDS), page)));
