// The page in Firefox: every workload runs under every model, with the results of the native program; reports are opened, and sweeps are run.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openFirefox } from './both.mjs';
import { runNatively } from './native.mjs';
import { cancelSweep, smallPlan } from './plans.mjs';
import { serve } from './server.mjs';
import { skipFirefox } from './webdriver.mjs';

const RESULTS = join(import.meta.dirname, '../../test-results');
const options = { skip: skipFirefox };

let host;
let page;

before(async () => {
  if (skipFirefox) return;
  host = await serve({ isolated: true });
  page = await openFirefox(host.url);
});

after(async () => {
  await page?.close();
  await host?.close();
});

test('in Firefox every workload finishes under every model with the checksum of the native program', options, async () => {
  const catalog = await page.inside(() => window.interleave.catalog());
  for (const workload of catalog.workloads) {
    const plan = { ...smallPlan(workload), runs: 1 };
    const report = await page.inside(given => window.interleave.run(given), plan);
    const native = runNatively(plan);
    assert.deepEqual(
      report.results.map(({ model, checksum }) => ({ model, checksum })),
      native.results.map(({ model, checksum }) => ({ model, checksum })),
      workload.id,
    );
  }
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, 'firefox.png'), await page.screenshot());
});

test('in Firefox a native report that is opened stands beside the page’s own run', options, async () => {
  // Long enough for this browser's clock: a shorter run gets no ratio.
  const plan = { workload: 'count', parameters: { n: 40_000_000 }, models: ['sequential', 'threads'], runs: 6, warmup: 0 };
  const native = runNatively(plan);
  const beside = async (given, text) => {
    await window.interleave.run(given);
    const [opened] = await window.interleave.open([new File([text], 'native.json')]);
    while (!document.querySelector('.compared')) await new Promise(requestAnimationFrame);
    const texts = selector => [...document.querySelectorAll(selector)].map(element => element.firstChild.textContent);
    return {
      opened: JSON.stringify(opened),
      where: texts('.compared .where'),
      ratios: texts('.compared .against .said'),
      lanes: texts('.console h3'),
    };
  };
  const { opened, where, ratios, lanes } = await page.inside(beside, plan, JSON.stringify(native));
  for (const result of native.results) result.trace = null;
  // As text, because geckodriver changes the last digit of figures.
  assert.deepEqual(JSON.parse(opened), native, 'it was read as it is');
  assert.deepEqual(where, ['Where', 'native', 'the browser', 'native', 'the browser']);
  assert.equal(ratios.length, plan.models.length);
  assert.deepEqual(lanes, ['Sequential', 'Sequential, native.json', 'Threads', 'Threads, native.json']);
});

test('in Firefox a sweep that is cancelled keeps what had finished, and the next run is complete', options, async () => {
  const plan = { workload: 'mandelbrot', parameters: { width: 64, height: 40, limit: 200 }, models: ['threads'], warmup: 1 };
  const [sweep, after] = await page.inside(cancelSweep, plan);
  assert.ok(sweep.reports.some(({ results }) => results[0].samples_ms.length > 0));
  assert.ok(sweep.reports.every(({ complete }) => !complete));
  assert.equal(after.complete, true);
});
