// The page works on any static host: without isolation headers, under a sub-path, and where service workers are blocked.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoErrors, launch, open, ready, rows, run } from './browser.mjs';
import { serve } from './server.mjs';

const SMALL = '#workload=count&param.n=100000&runs=1';

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser?.close());

async function visit(hosting, options, check) {
  const host = await serve(hosting);
  try {
    const page = await open(browser, host.url + SMALL, options);
    await check(page);
    assertNoErrors(page);
    await page.context().close();
  } finally {
    await host.close();
  }
}

async function runsEverything(page) {
  assert.equal(await page.evaluate(() => crossOriginIsolated), true);
  const off = await page.locator('.model', { has: page.locator('input:disabled') }).allInnerTexts();
  // Other machines lend its lanes: nobody has named their server.
  assert.equal(off.length, 1, off.join());
  assert.match(off[0], /Distributed/);
  await run(page);
  for (const row of await rows(page)) assert.equal(row.answer, 'same', row.title);
}

test('a host that sends the headers, under a sub-path, runs every model', () =>
  visit({ isolated: true, prefix: '/some/where/' }, {}, async page => {
    await runsEverything(page);
    assert.equal(page.loads, 1, 'it needs no reload');
  }));

test('what starting the pool took is told beside the rest of where it runs', () =>
  visit({ isolated: true }, {}, async page => {
    await run(page);
    await page.locator('.badge').click();
    const starting = page.locator('#environment dt', { hasText: 'Starting threads' }).locator('+ dd');
    assert.match(
      await starting.textContent(),
      /^Starting the pool of \d+ threads? took \S+\s(s|ms|µs), once: it stays warm, .+ in every run\.$/,
    );
  }));

test('a host without headers gets them from the page’s own service worker after one reload, and never again', () =>
  visit({ isolated: false }, {}, async page => {
    await runsEverything(page);
    assert.equal(page.loads, 2, 'the first load, and one reload');
    await page.reload();
    await ready(page);
    assert.equal(page.loads, 3, 'a visitor’s own reload, and none of ours');
  }));

test('a host without headers, under a sub-path, runs every model too', () =>
  visit({ isolated: false, prefix: '/interleave/' }, {}, runsEverything));

test('with neither headers nor a service worker, the page says so and runs the models that need no shared memory', () =>
  visit({ isolated: false }, { serviceWorkers: 'block' }, async page => {
    assert.equal(await page.evaluate(() => crossOriginIsolated), false);
    assert.equal(page.loads, 1, 'a reload would not help');
    assert.match(await page.locator('.notice').textContent(), /^Limited mode\. \S.+\./);
    const off = page.locator('.model', { has: page.locator('input:disabled') });
    assert.ok((await off.count()) > 0);
    for (const reason of await off.locator('.reason').allTextContents()) assert.match(reason, /\S.+\.$/);
    await run(page);
    const table = await rows(page);
    assert.ok(table.length > 0);
    for (const row of table) assert.equal(row.answer, 'same', row.title);
    assert.equal(await page.locator('#environment dt', { hasText: 'Starting threads' }).count(), 0, 'there are no threads');
  }));
