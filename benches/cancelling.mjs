// From Cancel until the page can be used again, in Chromium: runs of every model, cancelled at moments that chance decides.
import { launch, open } from '../tests/page/browser.mjs';
import { withSays } from '../tests/page/run-button.mjs';
import { serve } from '../tests/page/server.mjs';
import { randomNumbers, roundsOf } from './rounds.mjs';
import { browserName, handOver, isStarted } from './rows.mjs';

/** Runs that are cancelled. */
const ROUNDS = { few: 20, all: 200 };
/** Until after the first executions of a run, counted from its begin. */
const LATEST_CANCEL_MS = 400;
const REACH = { at_most: 100 };
/** The browser is asked for so many at once. */
const BATCH = 10;
const MODELS = ['sequential', 'time-slicing', 'threads', 'gil', 'processes', 'async'];

/** What would go on for long: it computes, waits, or takes locks. */
const LONG = [
  { workload: 'count', parameters: { n: 10_000_000_000 } },
  { workload: 'mandelbrot', parameters: { width: 4000, height: 2000, limit: 10_000 } },
  { workload: 'counter', parameters: { increments: 10_000_000 } },
  { workload: 'storm', parameters: { waits: 10_000, wait_ms: 100 } },
];

export async function measure(rounds) {
  const host = await serve({ isolated: true });
  const browser = await launch();
  try {
    const page = await open(browser, host.url);
    const random = randomNumbers();
    const cancels = Array.from({ length: rounds }, (_, round) => ({
      plan: {
        ...LONG[round % LONG.length],
        models: [MODELS[random(MODELS.length)]],
        workers: 2,
        runs: 20,
        warmup: 0,
      },
      delay: random(LATEST_CANCEL_MS),
    }));
    const inside = some => page.evaluate(`(${withSays(cancelEach)})(${JSON.stringify(some)})`);
    const values = [];
    while (values.length < rounds) values.push(...(await inside(cancels.slice(values.length, values.length + BATCH))));
    return [
      {
        kind: 'bound',
        id: 'P14',
        place: 'browser',
        browser: await page.evaluate(browserName),
        name: 'from Cancel until the page can be used again',
        unit: 'ms',
        values,
        figure: 'p99',
        reach: REACH,
      },
    ];
  } finally {
    await browser.close();
    await host.close();
  }
}

/** In the page: milliseconds from each click on Cancel until the button says Run. */
async function cancelEach(says, cancels) {
  const button = document.querySelector('.run');
  const times = [];
  for (const { plan, delay } of cancels) {
    const ended = window.interleave.run(plan);
    await says('Cancel');
    await new Promise(resolve => setTimeout(resolve, delay));
    const cancelled = performance.now();
    button.click();
    await says('Run');
    times.push(performance.now() - cancelled);
    const { complete } = await ended;
    if (complete) throw new Error('a run was over before it was cancelled');
  }
  return times;
}

if (isStarted(import.meta)) handOver(await measure(roundsOf(ROUNDS)));
