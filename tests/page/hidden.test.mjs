// A hidden tab measures nothing, and what was measured while it became hidden is measured again.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoErrors, launch, open } from './browser.mjs';
import { serve } from './server.mjs';

const PLAN = { workload: 'arithmetic', parameters: { time_scale: 20 }, models: ['sequential'], runs: 3, warmup: 0 };

let browser;
let host;

before(async () => {
  host = await serve({ isolated: true });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await host?.close();
});

/** A headless browser hides no tab, so the page is told that it is hidden, in the way in which a browser tells it. */
function setHidden(hidden) {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event('visibilitychange'));
}

const executions = () =>
  performance.getEntriesByType('measure').filter(({ name }) => name.startsWith('interleave execution')).length;

test('an execution during which the tab was hidden is run again, once the tab is visible', async () => {
  const page = await open(browser, host.url);
  const running = page.evaluate(plan => window.interleave.run(plan), PLAN);
  const status = page.locator('.status');
  await status.filter({ hasText: ', run 1' }).waitFor();
  await page.evaluate(setHidden, true);
  await status.filter({ hasText: 'Paused, because this tab is hidden' }).waitFor();
  await page.waitForFunction(executions);
  // Long enough for everything that would begin another execution: it waits for nothing but the tab.
  await page.evaluate(() => new Promise(resolve => requestIdleCallback(() => setTimeout(resolve, 300))));
  assert.equal(await page.evaluate(executions), 1, 'nothing begins while the tab is hidden');
  await page.evaluate(setHidden, false);
  const report = await running;
  assert.equal(report.results[0].samples_ms.length, PLAN.runs);
  assert.equal(await page.evaluate(executions), PLAN.runs + 1);
  assert.equal(report.environment.visibility, 'visible');
  assertNoErrors(page);
  await page.context().close();
});
