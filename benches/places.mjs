// Every workload that only computes, in Chromium beside the same program run natively: the page that `interleave serve` serves runs both in one
// session, by turns.
import { launch, open } from '../tests/page/browser.mjs';
import { serveNatively } from '../tests/page/native.mjs';
import { roundsOf } from './rounds.mjs';
import { browserName, handOver, isStarted } from './rows.mjs';
import { COMPUTING, WORKERS } from './workloads.mjs';

const ROUNDS = { few: 6, all: 12 };
/** The browser's time over the native one: of all workloads together, of the worst, and of threads. */
const TOGETHER = { at_most: 1.08 };
const WORST = { at_most: 1.2 };
const OF_THREADS = { at_most: 1.1 };
const MODELS = ['sequential', 'threads'];

/** The samples of each workload under each model: `{ workload, model, browser, native }`, by round. */
async function sessions(rounds, page) {
  const found = [];
  for (const { workload, parameters } of COMPUTING) {
    const plan = { workload, parameters, models: MODELS, workers: WORKERS, runs: rounds, warmup: 1 };
    const report = await page.evaluate(given => window.interleave.run(given, { on: ['browser', 'native'] }), plan);
    const [{ checksum }] = report.results;
    for (const model of MODELS) {
      const of = platform => report.results.find(result => result.platform === platform && result.model === model);
      const [browser, native] = [of('browser'), of('native')];
      if (browser.checksum !== checksum || native.checksum !== checksum)
        throw new Error(`${workload}: other answers under ${model}`);
      if (browser.samples_ms.length !== native.samples_ms.length) throw new Error(`${workload}: rounds are missing`);
      found.push({ workload, model, browser: browser.samples_ms, native: native.samples_ms });
    }
  }
  return found;
}

export async function measure(rounds) {
  const server = await serveNatively();
  const browser = await launch();
  try {
    const page = await open(browser, await server.address());
    const found = await sessions(rounds, page);
    const row = { kind: 'pair', place: 'browser', browser: await page.evaluate(browserName), unit: 'ms' };
    const pair = (model, id, reach) => one => ({
      ...row,
      id,
      name: `${one.workload} under ${model}`,
      ours: 'in the browser',
      peer: 'natively',
      ours_values: one.browser,
      peer_values: one.native,
      reach,
    });
    const of = model => found.filter(one => one.model === model);
    const together = {
      workload: 'geometric mean of all workloads',
      browser: means(of('sequential').map(one => one.browser)),
      native: means(of('sequential').map(one => one.native)),
    };
    return [
      pair('sequential', 'P1', TOGETHER)(together),
      ...of('sequential').map(pair('sequential', 'P1', WORST)),
      ...of('threads').map(pair('threads', 'P2', OF_THREADS)),
    ];
  } finally {
    await browser.close();
    await server.close();
  }
}

/** The geometric mean of all series in each round. */
function means(series) {
  return series[0].map((_, round) => Math.exp(series.reduce((sum, values) => sum + Math.log(values[round]), 0) / series.length));
}

if (isStarted(import.meta)) handOver(await measure(roundsOf(ROUNDS)));
