// Threads and processes in Chromium beside bare workers that compute the same: two bare workers with an instance each, which share nothing, do half
// of the work each. Beside processes, which are started for each run, they are started too.
import { beside } from './beside.mjs';
import { inTurns, roundsOf } from './rounds.mjs';
import { handOver, isStarted } from './rows.mjs';
import { COMPUTING, LONGER, MANY_TASKS, WORKERS } from './workloads.mjs';

const ROUNDS = { few: 6, all: 18 };
/** Of what stands beside for comparison. */
const SHOWN = 6;
/** How fast we are to be beside bare workers. */
const REACH = { at_least: 0.97 };
/** Who is beside each model. */
const PEERS = { threads: 'bare workers that share nothing', processes: 'bare workers that are started for it' };
const HANDED_OUT =
  'In 64 tasks, which are handed out one at a time, while bare workers are given all their work at once. Messages, for which the parent needs a core while all of them compute, and the wait for the other process’s last task, are a part of the difference; what else is, has not been found.';
const FEW =
  'Its tasks are few and long, so that handing them over is little beside them; compile in many tasks shows what it is otherwise.';
const WAITING =
  'Its tasks wait for each other: the last merge is one worker’s alone, which bare workers that sort lists of their own never wait for.';
/** Every job; what is only shown has another limit than bare workers, which its note says. The tasks of `transfer` take turns. */
const JOBS = [
  ...COMPUTING.filter(one => one.workload !== 'transfer').map(one => ({
    ...one,
    model: 'threads',
    ...(one.workload === 'sort' && { shown: true, note: WAITING }),
  })),
  ...LONGER.map(one => ({ ...one, model: 'processes', note: FEW })),
  ...MANY_TASKS.map(one => ({ ...one, model: 'processes', name: 'compile in many tasks', shown: true, note: HANDED_OUT })),
];

/** The rows of so many rounds, on the page that `beside` gives. */
export async function measure(rounds, { browser, runBriefly, ask }) {
  const rows = [];
  for (const { workload, parameters, half, model, shown, note, name = workload } of JOBS) {
    const plan = { workload, models: [model], workers: WORKERS, runs: 1, warmup: 0 };
    const own = { ...plan, parameters: { ...parameters, ...half }, models: ['sequential'] };
    const how = { threads: 'running', processes: 'startingAndRunning' };
    const found = await inTurns(shown ? Math.min(rounds, SHOWN) : rounds, {
      ours: async () => (await runBriefly({ ...plan, parameters }))[0].wall_ns / 1e6,
      peer: () => ask('caller', how[model], WORKERS, own, 'engine'),
    });
    rows.push({
      kind: 'pair',
      id: 'P2',
      place: 'browser',
      browser,
      name: `${name} under ${model}, beside bare workers`,
      ours: model,
      peer: PEERS[model],
      unit: 'ms',
      ours_values: found.ours,
      peer_values: found.peer,
      reach: shown ? undefined : REACH,
      note,
    });
  }
  return rows;
}

if (isStarted(import.meta)) handOver(await beside(page => measure(roundsOf(ROUNDS), page)));
