// Threads and processes in Chromium beside bare workers that compute the same: two bare workers with an instance each do all of the work at once
// and share nothing, and so half of what they take is what bare workers would need for the work of one. Beside processes, which are started for each
// run, they are started too.
import { beside } from './beside.mjs';
import { inTurns, roundsOf } from './rounds.mjs';
import { handOver, isStarted } from './rows.mjs';
import { COMPUTING, LONGER, WORKERS } from './workloads.mjs';

const ROUNDS = { few: 6, all: 15 };
/** How fast we are to be beside bare workers. */
const REACH = { at_least: 0.97 };
/** Who is beside each model. */
const PEERS = {
  threads: ['kept', 'bare workers that share nothing'],
  processes: ['started', 'bare workers that are started for it'],
};
const WAITING =
  'Its tasks wait for each other: the last merge is one worker’s alone, which bare workers that sort lists of their own never wait for.';
const SHORT = 'So short that starting and handing over is much of it.';
/** Every job, and why it has another limit than bare workers. The tasks of `transfer` take turns. */
const JOBS = [
  ...COMPUTING.filter(one => one.workload !== 'transfer').map(one => {
    const waiting = one.workload === 'sort' ? WAITING : undefined;
    return { ...one, notes: { threads: waiting, processes: waiting ?? SHORT } };
  }),
  ...LONGER.map(one => ({ ...one, name: `${one.workload}, for longer,`, only: 'processes', notes: {} })),
];

/** The rows of so many rounds, on the page that `beside` gives. */
export async function measure(rounds, { browser, runBriefly, ask }) {
  const rows = [];
  for (const { workload, parameters, name = workload, only, notes } of JOBS) {
    const plan = model => ({ workload, parameters, models: [model], workers: WORKERS, runs: 1, warmup: 0 });
    const under = async model => (await runBriefly(plan(model)))[0].wall_ns / 1e6;
    const bare = how => ask('caller', how, WORKERS, plan('sequential'), 'engine');
    const sides = {
      threads: () => under('threads'),
      processes: () => under('processes'),
      kept: async () => (await bare('running')) / WORKERS,
      started: async () => {
        const { starting, running } = await bare('startingAndRunning');
        return starting + running / WORKERS;
      },
    };
    const peers = Object.entries(PEERS).filter(([model]) => model === (only ?? model));
    const asked = peers.flatMap(([model, [peer]]) => [model, peer]);
    const found = await inTurns(rounds, Object.fromEntries(asked.map(side => [side, sides[side]])));
    for (const [model, [peer, words]] of peers) {
      rows.push({
        kind: 'pair',
        id: 'P2',
        place: 'browser',
        browser,
        name: `${name} under ${model}, beside bare workers`,
        ours: model,
        peer: words,
        unit: 'ms',
        ours_values: found[model],
        peer_values: found[peer],
        // What has a note has another limit.
        reach: notes[model] ? undefined : REACH,
        note: notes[model],
      });
    }
  }
  return rows;
}

if (isStarted(import.meta)) handOver(await beside(page => measure(roundsOf(ROUNDS), page)));
