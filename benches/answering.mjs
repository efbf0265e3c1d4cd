// How the page answers in Chromium while a run keeps all cores busy: the longest task of its main thread, by the browser's own trace, and how long
// keys that are pressed wait until the page hears of them.
import { launch, open } from '../tests/page/browser.mjs';
import { serve } from '../tests/page/server.mjs';
import { roundsOf } from './rounds.mjs';
import { browserName, handOver, isStarted } from './rows.mjs';

/** Runs of the plan. */
const ROUNDS = { few: 1, all: 4 };
const TASK_MS = { at_most: 50 };
const DELAY_MS = { at_most: 32 };
/** Between two keys. No multiple of a frame or of a timer. */
const KEYS_MS = 37;

/** Executions of half a second on all cores; between them the page folds and paints. */
const plan = cores => ({
  workload: 'mandelbrot',
  parameters: { width: 960, height: 640, limit: 1_000 },
  models: ['threads', 'processes'],
  workers: cores,
  runs: 4,
  warmup: 1,
});

export async function measure(rounds) {
  const host = await serve({ isolated: true });
  const browser = await launch();
  try {
    const page = await open(browser, host.url);
    await page.evaluate(listen);
    const cores = await page.evaluate(() => navigator.hardwareConcurrency);
    const tasks = [];
    const delays = [];
    for (let round = 0; round < rounds; round++) {
      await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] });
      await runWhileTyping(page, plan(cores));
      tasks.push(...mainThreadTasks(JSON.parse(await browser.stopTracing())));
      delays.push(...(await page.evaluate(() => window.delays.splice(0))));
    }
    const row = { kind: 'bound', id: 'P12', place: 'browser', browser: await page.evaluate(browserName), unit: 'ms' };
    return [
      { ...row, name: 'the longest task of the main thread during a run', values: tasks, figure: 'largest', reach: TASK_MS },
      { ...row, name: 'input delay with all cores busy', values: delays, figure: 'p95', reach: DELAY_MS },
    ];
  } finally {
    await browser.close();
    await host.close();
  }
}

async function runWhileTyping(page, plan) {
  let over = false;
  const ended = page.evaluate(run, plan).finally(() => {
    over = true;
  });
  // Whoever waits for it below is told; a failure before that must not end everything.
  ended.catch(() => {});
  while (!over) {
    // A key that means nothing to the page by itself.
    await page.keyboard.press('Shift');
    await new Promise(resolve => setTimeout(resolve, KEYS_MS));
  }
  await ended;
}

/** In the page: from the moment when the browser got a key until the page hears of it, in milliseconds, while it computes. */
function listen() {
  window.delays = [];
  const hear = event => window.running && window.delays.push(performance.now() - event.timeStamp);
  for (const type of ['keydown', 'keyup']) addEventListener(type, hear, { capture: true });
}

/** In the page. */
async function run(plan) {
  performance.mark('bench: the run begins');
  window.running = true;
  const { complete } = await window.interleave.run(plan);
  window.running = false;
  performance.mark('bench: the run is over');
  if (!complete) throw new Error('the run was stopped');
}

/** Milliseconds of each task of the page's main thread between the two marks that lasted a millisecond or more. */
function mainThreadTasks({ traceEvents }) {
  const mark = name => traceEvents.find(event => event.name === `bench: ${name}`);
  const [begin, end] = [mark('the run begins'), mark('the run is over')];
  if (!begin || !end) throw new Error('the trace has no marks');
  const within = ({ ts, dur = 0, pid, tid }) => pid === begin.pid && tid === begin.tid && ts + dur > begin.ts && ts < end.ts;
  const tasks = traceEvents.filter(event => event.ph === 'X' && event.name.endsWith('RunTask') && within(event));
  if (tasks.length === 0) throw new Error('the trace has no tasks');
  return tasks.map(({ dur }) => dur / 1_000).filter(ms => ms >= 1);
}

if (isStarted(import.meta)) handOver(await measure(roundsOf(ROUNDS)));
