// What it takes in Chromium until a job begins on a thread that is there, beside a bare wake of one worker by another.
import { beside } from './beside.mjs';
import { inTurns, middle, roundsOf } from './rounds.mjs';
import { handOver, isStarted, quick } from './rows.mjs';

/** Of each browser. */
const ROUNDS = { few: 3, all: 7 };
/** Every worker counts time from a beginning of its own, which browsers round, so that what lies between two workers is off by as much: in each browser anew. */
const BROWSERS = quick ? 2 : 5;
/** Of each side in a round, in turns. One takes 30 or 60 µs, by the core on which the woken one goes on, so that the median of a few would be either. */
const WAKES = 15;

const PLAN = { workload: 'count', parameters: { n: 1_000 }, models: ['threads'], workers: 1, runs: 1, warmup: 0 };

/** The rows of so many rounds, on the page that `beside` gives. */
export async function measure(rounds, { browser, run, ask }) {
  const found = { ours: [], raw: [] };
  for (let round = 0; round < rounds; round++) {
    const wakes = await inTurns(WAKES, {
      // Each in a run of its own: the threads have been idle before, as the bare worker has, and the page has just let the engine go on, as it lets that.
      ours: async () => startedUs((await run(PLAN))[0]),
      raw: () => ask('waker', 'wake'),
    });
    for (const [side, times] of Object.entries(wakes)) found[side].push(middle(times));
  }
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

/** The same rows, with the rounds of all browsers. */
async function measureInSeveral(rounds) {
  const all = [];
  for (let browser = 0; browser < BROWSERS; browser++) all.push(await beside(page => measure(rounds, page)));
  const values = (row, side) => all.flatMap(rows => rows[row][side]);
  return all[0].map((row, place) => ({
    ...row,
    ours_values: values(place, 'ours_values'),
    peer_values: values(place, 'peer_values'),
  }));
}

if (isStarted(import.meta)) handOver(await measureInSeveral(roundsOf(ROUNDS)));
