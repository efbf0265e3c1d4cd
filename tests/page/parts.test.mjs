// The engine's further parts: processes are given what the page has of them, and where the host gives those of another build, there is a sentence
// and no answer of half an engine.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { BROWSERS, withPageAt } from './both.mjs';
import { launch, open } from './browser.mjs';
import { serve } from './server.mjs';

const PLAN = { workload: 'count', parameters: { n: 10_000 }, models: ['sequential', 'threads'], runs: 1, warmup: 0 };
const RUNNING = 'interleave_web_part1.wasm';
const LAST = 'interleave_web_part2.wasm';
const SINGLE = join(import.meta.dirname, '../../dist/engine/single');

test('a part of another build, as after a change of the host, is refused', async () => {
  const scripts = new Map([[`/engine/threaded/${RUNNING}`, readFileSync(join(SINGLE, RUNNING))]]);
  const host = await serve({ isolated: true, scripts });
  const browser = await launch();
  try {
    const page = await open(browser, host.url);
    const run = plan =>
      window.interleave.run(plan).then(
        () => 'it ran',
        ({ message }) => message,
      );
    assert.equal(await page.evaluate(run, PLAN), 'The engine on the host is another one by now. Load the page again.');
  } finally {
    await browser.close();
    await host.close();
  }
});

for (const { name, openBrowser, skip } of BROWSERS) {
  test(`in ${name} a worker that cannot have a part it needs says so`, { skip }, async () => {
    const host = await serve({ isolated: true, broken: path => path.includes('interleave_web_part') });
    const check = async ({ inside }) => {
      const run = plan =>
        window.interleave.run(plan).then(
          () => 'it ran',
          ({ message }) => message,
        );
      // What is wrong with a plan is said by a part that opens no page.
      const message = await inside(run, { ...PLAN, workload: 'cuont' });
      assert.match(message, /^A part of the engine could not be loaded: 503 http.+_part2\.wasm$/);
    };
    await withPageAt(host.url, openBrowser, check, () => host.close());
  });
}

test('what the page opens with runs under every model by one part more: the last one is asked for once, by the page, when the run is over', async () => {
  const asked = [];
  const last = url => url.includes(LAST) && asked.push(url);
  const host = await serve({ isolated: true, broken: last });
  const browser = await launch();
  try {
    const page = await open(browser, `${host.url}#workload=count`);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('button', { name: 'Cancel', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
    const figures = page.locator('.results tbody tr:has(.run-dot)');
    assert.equal(await figures.count(), await page.locator('.results tbody tr').count(), 'every model has run');
    assert.equal(asked.length, 1, `${asked}`);
  } finally {
    await browser.close();
    await host.close();
  }
});

test('what the page has of the engine, its processes are given, and fetch nothing', async () => {
  const asked = [];
  const host = await serve({ isolated: true, seen: path => asked.push(path) });
  const browser = await launch();
  try {
    const page = await open(browser, host.url);
    const run = model => page.evaluate(plan => window.interleave.run(plan).then(() => null), { ...PLAN, models: [model] });
    // Whatever is still to come after a run, a second one has waited for.
    await run('threads');
    await run('threads');
    const parts = () => asked.filter(path => path.includes('interleave_web_part')).toSorted();
    const before = parts();
    await run('processes');
    assert.deepEqual(parts(), before);
    assert.ok(before.length >= 2, `${before}`);
  } finally {
    await browser.close();
    await host.close();
  }
});

for (const { name, openBrowser, skip } of BROWSERS) {
  test(`in ${name} a thread that cannot have a part it needs ends its run, not the next one`, {
    skip,
    timeout: 60_000,
  }, async () => {
    let asked = 0;
    let isBroken = true;
    // The page, which asks first, and the worker that starts the threads get the part. The threads do not.
    const isForThread = ({ referer = '' }) => !referer.includes('engine') && ++asked > 1;
    const broken = (path, headers) => path.includes(RUNNING) && isForThread(headers) && isBroken;
    const host = await serve({ isolated: true, broken });
    const check = async ({ inside }) => {
      const run = plan =>
        window.interleave.run(plan).then(
          ({ results }) => results[0].model,
          ({ message }) => message,
        );
      const plan = { ...PLAN, models: ['threads'] };
      assert.match(await inside(run, plan), /^A part of the engine could not be loaded: 503 http.+_part1\.wasm$/);
      isBroken = false;
      assert.equal(await inside(run, plan), 'threads');
    };
    await withPageAt(host.url, openBrowser, check, () => host.close());
  });
}
