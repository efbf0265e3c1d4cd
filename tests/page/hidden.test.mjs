// A hidden tab measures nothing, and what was measured while it became hidden is measured again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BROWSERS, withPage } from './both.mjs';

const PLAN = { workload: 'arithmetic', parameters: { time_scale: 20 }, models: ['sequential'], runs: 3, warmup: 0 };

for (const { name, openBrowser, skip } of BROWSERS) {
  test(`in ${name}, an execution during which the tab was hidden is run again, once the tab is visible`, { skip }, () =>
    withPage(openBrowser, async ({ inside }) => {
      const { whileHidden, atTheEnd, report } = await inside(runAndHide, PLAN);
      assert.equal(whileHidden, 1, 'nothing begins while the tab is hidden');
      assert.equal(atTheEnd, PLAN.runs + 1);
      assert.equal(report.results[0].samples_ms.length, PLAN.runs);
      assert.equal(report.environment.visibility, 'visible');
    }),
  );
}

/**
 * From inside the page: hides the tab during the first execution and shows it after that; how many executions there were. A headless browser
 * hides no tab, so the page is told in the way in which a browser tells it. Whatever does not come ends the test with its name.
 */
async function runAndHide(plan) {
  const TIMEOUT_MS = 60_000;
  const setHidden = hidden => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  };
  const frame = () => new Promise(requestAnimationFrame);
  const until = async isSo => {
    for (const start = performance.now(); !isSo(); await frame()) {
      if (performance.now() - start > TIMEOUT_MS)
        throw new Error(`never: ${isSo}; ${document.querySelector('.status').textContent}`);
    }
  };
  const marks = what => performance.getEntriesByName(`interleave ${what}`);
  const executions = () => marks('execution').length;
  const running = window.interleave.run(plan);
  // The last thing before the first execution is that the page is painted, after the cores were measured.
  await until(() => marks('cores').length > 0 && marks('paint').at(-1).startTime > marks('cores')[0].startTime);
  setHidden(true);
  await until(() => document.querySelector('.status').textContent.includes('Paused') && executions() > 0);
  // The next execution would begin within two frames and an idle moment.
  for (let i = 0; i < 30; i++) await frame();
  const whileHidden = executions();
  setHidden(false);
  const report = await running;
  return { whileHidden, atTheEnd: executions(), report };
}
