// What it takes in Chromium until a job begins on a thread that is there, beside a bare wake of one worker by another.
import { beside } from './beside.mjs';
import { inTurns, median, roundsOf } from './rounds.mjs';
import { handOver, isStarted } from './rows.mjs';

const ROUNDS = { few: 6, all: 30 };
/** Of each side in a round; the figure of the round is their median. */
const WAKES = 9;

const PLAN = { workload: 'count', parameters: { n: 1_000 }, models: ['threads'], workers: 1, runs: 1, warmup: 0 };

/** The rows of so many rounds, on the page that `beside` gives. */
export async function measure(rounds, { browser, run, ask }) {
  // Each in a run of its own: the threads have been idle before, as the bare worker has, and the page has just let the engine go on, as it lets that.
  const medianOf = async one => {
    const times = [];
    for (let wake = 0; wake < WAKES; wake++) times.push(await one());
    return median(times);
  };
  const found = await inTurns(rounds, {
    ours: () => medianOf(async () => startedUs((await run(PLAN))[0])),
    raw: () => medianOf(() => ask('waker', 'wake')),
  });
  return [
    {
      kind: 'pair',
      id: 'P3',
      place: 'browser',
      browser,
      name: 'the warm start of a job',
      unit: 'us',
      ours: 'from asking for a thread to its first instruction',
      peer: 'bare Atomics.notify to the woken worker',
      ours_values: found.ours,
      peer_values: found.raw,
      reach: { at_most: 1.2 },
    },
  ];
}

function startedUs({ record }) {
  const { events } = record.traced;
  const asked = events.find(({ kind }) => kind === 'spawn-requested');
  const began = events.find(({ kind, lane }) => kind === 'lane-started' && lane === asked.target);
  return (began.at_ns - asked.at_ns) / 1e3;
}

if (isStarted(import.meta)) handOver(await beside(page => measure(roundsOf(ROUNDS), page)));
