// Any static host will do: without isolation headers, under a sub-path, and where even the service worker is refused.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertQuiet, launch, open, rows, run } from './browser.mjs';
import { serve } from './server.mjs';

const SMALL = '#workload=count&param.n=100000&runs=1';

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser?.close());

async function visit(hosting, options, look) {
  const host = await serve(hosting);
  try {
    const page = await open(browser, host.url + SMALL, options);
    await look(page);
    assertQuiet(page);
    await page.context().close();
  } finally {
    await host.close();
  }
}

async function runsEverything(page) {
  assert.equal(await page.evaluate(() => crossOriginIsolated), true);
  assert.equal(await page.locator('.model input:disabled').count(), 0);
  await run(page);
  for (const row of await rows(page)) assert.equal(row.answer, 'same', row.title);
}

test('a host that sends the headers, under a sub-path, runs every model', () =>
  visit({ isolated: true, prefix: '/some/where/' }, {}, runsEverything));

test('a host without headers gets them from the page’s own service worker after at most one reload', () =>
  visit({ isolated: false }, {}, runsEverything));

test('a host without headers, under a sub-path, runs every model too', () =>
  visit({ isolated: false, prefix: '/interleave/' }, {}, runsEverything));

test('where neither headers nor service worker are to be had, the page says so and runs the rest', () =>
  visit({ isolated: false }, { serviceWorkers: 'block' }, async page => {
    assert.equal(await page.evaluate(() => crossOriginIsolated), false);
    assert.match(await page.locator('.notice').textContent(), /^Limited mode\. \S.+\./);
    const off = page.locator('.model', { has: page.locator('input:disabled') });
    assert.ok((await off.count()) > 0);
    for (const reason of await off.locator('.reason').allTextContents()) assert.match(reason, /\S.+\.$/);
    await run(page);
    const table = await rows(page);
    assert.ok(table.length > 0);
    for (const row of table) assert.equal(row.answer, 'same', row.title);
  }));
