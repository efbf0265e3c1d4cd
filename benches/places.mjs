// Every workload that only computes, in Chromium beside the same program run natively: the page that `interleave serve` serves runs both in one
// session, by turns.
import { launch, open } from '../tests/page/browser.mjs';
import { serveNatively } from '../tests/page/native.mjs';
import { roundsOf } from './rounds.mjs';
import { browserName, handOver, isStarted, quick } from './rows.mjs';
import { COMPUTING, WORKERS } from './workloads.mjs';

const ROUNDS = { few: 6, all: 10 };
/** One task after the other takes the same time in every round, and twice as long as on two threads: no more rounds than these are needed. */
const OF_SEQUENTIAL = 6;
/** Runs that do not count. */
const WARMUP = quick ? 1 : 2;
/** The browser's time over the native one: of all workloads together under each model, and of the worst. */
const TOGETHER = { sequential: { id: 'P1', at_most: 1.08 }, threads: { id: 'P2', at_most: 1.1 } };
const WORST = { at_most: 1.2 };
const MODELS = Object.keys(TOGETHER);

/** The samples of each workload under each model: `{ workload, model, browser, native }`, by round. */
async function sessions(rounds, page) {
  const found = [];
  for (const { workload, parameters } of COMPUTING) {
    const answers = new Set();
    for (const model of MODELS) {
      const runs = model === 'sequential' ? Math.min(rounds, OF_SEQUENTIAL) : rounds;
      const plan = { workload, parameters, models: [model], workers: WORKERS, runs, warmup: WARMUP };
      const { results } = await page.evaluate(given => window.interleave.run(given, { on: ['browser', 'native'] }), plan);
      const of = platform => results.find(result => result.platform === platform && result.model === model);
      const [browser, native] = [of('browser'), of('native')];
      answers.add(browser.checksum).add(native.checksum);
      if (answers.size > 1) throw new Error(`${workload}: other answers under ${model}`);
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
    const all = await sessions(rounds, page);
    const row = { kind: 'pair', place: 'browser', browser: await page.evaluate(browserName), unit: 'ms' };
    return MODELS.flatMap(model => {
      const { id, ...together } = TOGETHER[model];
      const found = all.filter(one => one.model === model);
      const pair = reach => one => ({
        ...row,
        id,
        name: `${one.workload} under ${model}`,
        ours: 'in the browser',
        peer: 'natively',
        ours_values: one.browser,
        peer_values: one.native,
        reach,
      });
      const means = {
        workload: 'geometric mean of all workloads',
        browser: geometricMeans(found.map(one => one.browser)),
        native: geometricMeans(found.map(one => one.native)),
      };
      return [pair(together)(means), ...found.map(pair(WORST))];
    });
  } finally {
    await browser.close();
    await server.close();
  }
}

/** The geometric mean of all series in each round. */
function geometricMeans(series) {
  return series[0].map((_, round) => Math.exp(series.reduce((sum, values) => sum + Math.log(values[round]), 0) / series.length));
}

if (isStarted(import.meta)) handOver(await measure(roundsOf(ROUNDS)));
