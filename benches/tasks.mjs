// What a task of the model `async` costs in Chromium, beside bare promises, and whether its waits are as short as they are meant to be.
import { beside } from './beside.mjs';
import { inTurns, roundsOf } from './rounds.mjs';
import { handOver, isStarted } from './rows.mjs';

const ROUNDS = { few: 6, all: 30 };
/** The cost of a task is the slope between so few and so many. */
const FEW = 1_000;
const MANY = 10_000;
const WAIT_MS = 1;

/** Waits one after the other: a timer within timers is held back for 4 ms from the sixth on. */
const CHAINED = 20;

/** The rows of so many rounds, on the page that `beside` gives. */
export async function measure(rounds, { browser, runBriefly, ask }) {
  const slopeUs = async took => (1e3 * ((await took(MANY)) - (await took(FEW)))) / (MANY - FEW);
  const bare = (how, ...more) => slopeUs(count => ask('promiser', how, count, ...more));
  const tasks = await inTurns(rounds, {
    ours: () => slopeUs(async count => wallMs(await runBriefly(storm(count)))),
    promises: () => bare('promises'),
    noting: () => bare('notingPromises'),
    timers: () => bare('timers', WAIT_MS),
  });
  const chains = await inTurns(rounds, {
    ours: async () => wallMs(await runBriefly(CHAIN)) / CHAINED,
    timers: () => ask('promiser', 'chain', CHAINED, WAIT_MS),
  });
  const row = { id: 'P7', place: 'browser', browser };
  const task = {
    ...row,
    kind: 'pair',
    name: 'an asynchronous task',
    unit: 'us',
    ours: 'a task that waits once',
    ours_values: tasks.ours,
  };
  const wait = { ...row, name: `a wait of ${WAIT_MS} ms, ${CHAINED} in a row`, unit: 'ms' };
  return [
    { ...task, peer: 'a bare promise', peer_values: tasks.promises, reach: { at_most: 1.3 } },
    {
      ...task,
      peer: 'a bare promise that reads the clock two times',
      peer_values: tasks.noting,
      note: 'The limit for a program that notes its times: one reading when a task begins to wait, one when it ends. That another goes on or begins at the same moment needs none, and the two alone cost more than a bare promise.',
    },
    { ...task, peer: 'a promise of a timer of its own', peer_values: tasks.timers },
    { ...wait, kind: 'bound', values: chains.ours, figure: 'median', reach: { at_most: 1.3 } },
    {
      ...wait,
      kind: 'pair',
      ours: 'waits of a task',
      peer: 'setTimeout',
      ours_values: chains.ours,
      peer_values: chains.timers,
    },
  ];
}

const storm = waits => ({
  workload: 'storm',
  parameters: { waits, wait_ms: WAIT_MS },
  models: ['async'],
  runs: 1,
  warmup: 0,
});

const CHAIN = {
  workload: 'scenario',
  parameters: { text: `[[task]]\nname = 'one'\nsteps = [{ repeat = ${CHAINED}, steps = [{ wait = ${WAIT_MS} }] }]` },
  models: ['async'],
  runs: 1,
  warmup: 0,
};

function wallMs([{ wall_ns, dropped }]) {
  if (dropped > 0) throw new Error('not all was recorded');
  return wall_ns / 1e6;
}

if (isStarted(import.meta)) handOver(await beside(page => measure(roundsOf(ROUNDS), page)));
