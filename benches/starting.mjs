// What starting takes in Chromium: an engine with two workers, and 1, 2 and 8 processes, beside bare workers that instantiate the same module, and
// beside workers of libraries that do.
import { beside } from './beside.mjs';
import { inTurns, roundsOf } from './rounds.mjs';
import { handOver, isStarted, quick } from './rows.mjs';

const ROUNDS = { few: 6, all: 20 };
/** A start meets cores and browser in one of several states: where it is short, it takes more rounds to tell. */
const MORE = quick ? 1 : 2;
const WORKERS = 2;
const COUNTS = [1, 2, 8];
const PEERS = { raw: 'bare workers', comlink: 'comlink', workerpool: 'workerpool', threads: 'threads.js' };
/** Of bare workers. */
const REACH = { at_most: 1.25 };

/** The rows of so many rounds, on the page that `beside` gives. */
export async function measure(rounds, { browser, run, ask, inside }) {
  const row = { kind: 'pair', id: 'P4', place: 'browser', unit: 'ms', browser };
  const engines = await inTurns(MORE * rounds, {
    ours: () => inside(startEngine, WORKERS),
    raw: () => inside(startBare, WORKERS),
  });
  const name = `an engine with ${WORKERS} workers, ready`;
  const ours = 'engine worker and its threads';
  const rows = [
    { ...row, name, ours, peer: 'as many bare workers', ours_values: engines.ours, peer_values: engines.raw, reach: REACH },
  ];
  for (const count of COUNTS) {
    // A quick look has the libraries beside one process only.
    const peers = quick && count > 1 ? { raw: PEERS.raw } : PEERS;
    const of = await inTurns(count > WORKERS ? rounds : MORE * rounds, {
      ours: async () => started(await run(processes(count)), count),
      ...Object.fromEntries(Object.keys(peers).map(peer => [peer, () => ask('caller', 'starting', peer, count, 'engine')])),
    });
    for (const [peer, words] of Object.entries(peers)) {
      const reach = peer === 'raw' ? REACH : undefined;
      const name = count === 1 ? 'starting a process' : `starting ${count} processes`;
      rows.push({ ...row, name, ours: 'process lanes', peer: words, ours_values: of.ours, peer_values: of[peer], reach });
    }
  }
  return rows;
}

/** As many tasks as processes, that do next to nothing. */
const processes = count => ({
  workload: 'storm',
  parameters: { waits: count, wait_ms: 1 },
  models: ['processes'],
  workers: count,
  runs: 1,
  warmup: 0,
});

/** Milliseconds from the first process that was asked for to the first instruction of the last one. */
function started([sample], count) {
  const { events } = sample.record.traced;
  const asked = events.filter(({ kind }) => kind === 'spawn-requested').map(({ at_ns }) => at_ns);
  const began = events.filter(({ kind, lane }) => kind === 'lane-started' && lane > 0).map(({ at_ns }) => at_ns);
  if (began.length !== count) throw new Error(`${began.length} processes of ${count} began`);
  return (Math.max(...began) - Math.min(...asked)) / 1e6;
}

/** In the page: starts its engine once more as the page does when it is opened, with so many workers; the time until it can run. */
async function startEngine(workers) {
  await window.idle();
  const { address, options, message } = window.engineStart;
  const source = { ...message.source, parts: [] };
  const began = performance.now();
  const worker = new Worker(address, options);
  const ready = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => (data.type === 'started' ? resolve() : reject(new Error(data.message)));
    worker.onerror = event => reject(new Error(event.message));
  });
  worker.postMessage({ ...message, source, workers, lifeline: `bench ${crypto.randomUUID()}`, besides: true });
  await ready;
  const took = performance.now() - began;
  worker.terminate();
  return took;
}

/** In the page: the same with bare workers. */
async function startBare(workers) {
  await window.idle();
  const began = performance.now();
  const worker = new Worker('/bench/engine-worker.js', { type: 'module' });
  const ready = new Promise((resolve, reject) => {
    worker.onmessage = resolve;
    worker.onerror = event => reject(new Error(event.message));
  });
  worker.postMessage({ source: { ...window.engineStart.message.source, parts: [] }, workers });
  await ready;
  const took = performance.now() - began;
  worker.terminate();
  return took;
}

if (isStarted(import.meta)) handOver(await beside(page => measure(roundsOf(ROUNDS), page)));
