// The picture of a workload: it grows while the first runs warm up, and ends with every row in the colour of the lane that computed it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BROWSERS, withPage } from './both.mjs';
import { launch, open } from './browser.mjs';
import { serve } from './server.mjs';

const HEIGHT = 90;
const PLAN = {
  workload: 'mandelbrot',
  // Enough to last for several frames.
  parameters: { width: 240, height: HEIGHT, limit: 10_000 },
  models: ['sequential', 'processes'],
  workers: 2,
  runs: 1,
  warmup: 1,
};

for (const { name, openBrowser, skip } of BROWSERS) {
  test(`in ${name}, the picture grows row by row and ends tinted by the lanes`, { skip }, () =>
    withPage(openBrowser, async ({ inside }) => check(inside, [...PLAN.models, 'threads'])),
  );
}

test('on a page that shares no memory, the picture grows all the same', async () => {
  const host = await serve({ isolated: false });
  const browser = await launch();
  try {
    const page = await open(browser, host.url, { serviceWorkers: 'block' });
    await check((body, ...args) => page.evaluate(`(${body})(...${JSON.stringify(args)})`), PLAN.models);
  } finally {
    await browser.close();
    await host.close();
  }
});

async function check(inside, models) {
  const plan = { ...PLAN, models };
  const grown = await inside(watchAndRun, plan);
  assert.deepEqual(Object.keys(grown).length, models.length);
  for (const [panel, rows] of Object.entries(grown)) {
    assert.ok(
      rows.some(count => count > 0 && count < HEIGHT),
      `${panel} is seen in part: ${rows}`,
    );
    assert.equal(rows.at(-1), HEIGHT, `${panel} is finished: ${rows}`);
  }
  const [alone, ...others] = await inside(pictures);
  for (const other of others) assert.notEqual(other, alone, 'several lanes have several colours');
  await inside(() => document.querySelector('.painting input').click());
  const untinted = await inside(pictures);
  assert.equal(new Set(untinted).size, 1, 'without tints, all models come to the same picture');
  const again = await inside(paintAgain);
  for (const rows of again) assert.ok(rows < HEIGHT, `a replay begins before the last row: ${rows}`);
}

/** How many rows are seen of each picture soon after the replay has begun. */
async function paintAgain() {
  document.querySelector('.painting button').click();
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  return [...document.querySelectorAll('.painting canvas')].map(canvas => Number(canvas.dataset.rows));
}

/** Runs a plan, and notes how many rows of each picture were there after each change. */
async function watchAndRun(plan) {
  const grown = {};
  const note = () => {
    for (const canvas of document.querySelectorAll('.painting canvas')) {
      const title = canvas.getAttribute('aria-label').split(':')[0];
      grown[title] ??= [];
      const counts = grown[title];
      const count = Number(canvas.dataset.rows);
      if (counts.at(-1) !== count) counts.push(count);
    }
  };
  const observer = new MutationObserver(note);
  observer.observe(document.body, { subtree: true, childList: true, attributes: true });
  await window.interleave.run(plan);
  await settled();
  observer.disconnect();
  note();
  return grown;

  async function settled() {
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  }
}

/** What is painted under each model, when it is painted. */
async function pictures() {
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  return [...document.querySelectorAll('.painting canvas')].map(canvas => canvas.toDataURL());
}
