// Our figures beside tinybench's, from the same samples of a run in Chromium: our interval contains its estimate.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch, open, script } from './browser.mjs';
import { serve } from './server.mjs';

const PLAN = {
  workload: 'count',
  parameters: { n: 4_000_000 },
  models: ['sequential', 'threads', 'processes', 'async'],
  workers: 2,
  runs: 15,
  warmup: 1,
};
/** Where the page finds tinybench: an address of its own origin, because its policy lets it load from nowhere else. */
const ADDRESS = '/tinybench.js';

test("in Chromium, tinybench's median lies within our interval for each model", async () => {
  // A browser that is missing must leave no server behind, for which this process would wait.
  const browser = await launch();
  const host = await serve({ isolated: true });
  try {
    const page = await open(browser, host.url);
    const body = readFileSync(fileURLToPath(import.meta.resolve('tinybench')), 'utf8');
    await page.route(`**${ADDRESS}`, route => route.fulfill({ body, contentType: 'text/javascript' }));
    const { results } = await script(page, PLAN);
    assert.equal(results.length, PLAN.models.length);
    for (const { model, samples_ms, ci95_ms } of results) {
      const { samples, p50 } = await page.evaluate(latencyOf, { address: ADDRESS, samples_ms });
      assert.deepEqual(
        samples,
        samples_ms.toSorted((a, b) => a - b),
        'it was given the same samples',
      );
      const [low, high] = ci95_ms;
      console.log(`${model}: tinybench's median ${p50} ms, our interval ${low} to ${high} ms`);
      assert.ok(low <= p50 && p50 <= high, `${model}: ${p50} in ${low} to ${high}`);
    }
  } finally {
    await browser.close();
    await host.close();
  }
});

/** From inside the page: what tinybench makes of times that were measured already. */
async function latencyOf({ address, samples_ms }) {
  const { Bench } = await import(address);
  let call = 0;
  // Round and round, so that it does not matter whether it calls once more to try.
  const next = () => ({ overriddenDuration: samples_ms[call++ % samples_ms.length] });
  const bench = new Bench({ warmup: false, time: 0, iterations: samples_ms.length, retainSamples: true });
  bench.add('ours', next, { async: false });
  await bench.run();
  const { samples, p50 } = bench.tasks[0].result.latency;
  return { samples: [...samples], p50 };
}
