// Threads and processes in Chromium beside bare workers that do the same tasks by hand. Beside threads each has its half of them from the start;
// beside processes, which are started for each run and handed one task after the other, bare workers are started for it and handed them, too.
import { beside } from './beside.mjs';
import { inTurns, roundsOf } from './rounds.mjs';
import { handOver, isStarted, quick } from './rows.mjs';
import { COMPUTING, LONGER, WORKERS } from './workloads.mjs';

const ROUNDS = { few: 6, all: 16 };
/** Ratios near their bounds need many rounds. */
const SECONDS = quick ? 4 : 24;
/** Of what stands beside for comparison. */
const SHOWN = 6;
/** How fast we are to be beside bare workers. */
const REACH = { at_least: 0.97 };
/** Bare workers beside each model: what `peers/caller.mjs` calls it, and what the reader does. */
const SHARED_OUT = { model: 'threads', how: 'computing', peer: 'bare workers that share nothing' };
const HANDED_OUT = {
  model: 'processes',
  how: 'startingAndHandingOut',
  peer: 'bare workers that are handed one task after the other',
};
const FROM_THE_START = {
  model: 'processes',
  how: 'startingAndComputing',
  peer: 'bare workers that know all their tasks from the start',
  shown: true,
  note: 'Processes are handed one task after the other, because nobody knows beforehand how long each takes. Bare workers that have half of them from the start need no messages between two tasks, and wait for none where all happen to take equally long.',
};
const ALONE = {
  shown: true,
  note: 'Its tasks wait for each other: the last merge is one worker’s alone, which bare workers that sort lists of their own never wait for.',
};
/** The tasks of `transfer` take turns: no two workers compute. */
const SHARED = COMPUTING.filter(({ workload }) => workload !== 'transfer');
const JOBS = [
  ...SHARED.map(job => ({ ...SHARED_OUT, ...job, ...(job.alone && ALONE) })),
  ...LONGER.map(job => ({ ...HANDED_OUT, ...job })),
  ...LONGER.filter(({ workload }) => workload === 'compile').map(job => ({ ...FROM_THE_START, ...job })),
  // A quick look is at verdicts.
].filter(({ shown }) => !(quick && shown));

/** The rows of so many rounds, on the page that `beside` gives. */
export async function measure(rounds, { browser, runBriefly, ask }) {
  const rows = [];
  for (const { workload, parameters, tasks, alone, model, how, peer, shown, note } of JOBS) {
    const shares = alone ? Array(WORKERS).fill([0]) : sharesOf(tasks);
    const plan = { workload, parameters, models: [model], workers: WORKERS, runs: 1, warmup: 0 };
    const same = sameAnswers(workload);
    const found = await inTurns(
      shown ? Math.min(rounds, SHOWN) : rounds,
      {
        async ours() {
          const [{ wall_ns, answers }] = await runBriefly(plan);
          same(answers);
          return wall_ns / 1e6;
        },
        async peer() {
          const { ms, answers } = await ask('caller', how, shares, { ...plan, parameters: alone ?? parameters }, 'engine');
          if (!alone) same(answers);
          return ms;
        },
      },
      SECONDS,
    );
    rows.push({
      kind: 'pair',
      id: 'P2',
      place: 'browser',
      browser,
      name: `${workload} under ${model}, beside bare workers`,
      ours: model,
      peer,
      unit: 'ms',
      ours_values: found.ours,
      peer_values: found.peer,
      reach: shown ? undefined : REACH,
      note,
    });
  }
  return rows;
}

/** Told all answers of all runs, refuses those that differ from the first ones. */
function sameAnswers(workload) {
  let first;
  return answers => {
    first ??= String(answers);
    if (String(answers) !== first) throw new Error(`${workload}: other answers`);
  };
}

/** Every other task for either worker. */
function sharesOf(tasks) {
  const all = Array.from({ length: tasks }, (_, task) => task);
  return Array.from({ length: WORKERS }, (_, worker) => all.filter(task => task % WORKERS === worker));
}

if (isStarted(import.meta)) handOver(await beside(page => measure(roundsOf(ROUNDS), page)));
