// Every workload under every model, in the real page: all finish, with the results of the native program.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoErrors, launch, open, rows, run, script } from './browser.mjs';
import { runNatively } from './native.mjs';
import { addressOf, smallPlan } from './plans.mjs';
import { serve } from './server.mjs';

let browser;
let host;
let page;
let catalog;
let offered;

before(async () => {
  host = await serve({ isolated: true });
  browser = await launch();
  page = await open(browser, host.url);
  catalog = await page.evaluate(() => window.interleave.catalog());
  offered = catalog.models.filter(model => model.available);
});

after(async () => {
  await browser?.close();
  await host?.close();
});

test('an isolated page offers every model that needs nobody else, and says what to do for the one that does', async () => {
  assert.ok(offered.length > 0 && catalog.workloads.length > 0);
  const off = catalog.models.filter(model => !model.available);
  assert.deepEqual(
    off.map(model => model.id),
    ['distributed'],
  );
  assert.match(off[0].unavailable, /until you name their server/);
  assert.equal(await page.getByRole('checkbox', { name: 'Distributed' }).isDisabled(), true);
});

test('every workload finishes under every model with the checksum of the native program, and fills a row and a console for each', async t => {
  for (const workload of catalog.workloads) {
    await t.test(workload.id, async () => {
      const plan = smallPlan(workload);
      const report = await script(page, plan);
      assert.equal(report.schema, 'interleave.report/1');
      assert.equal(report.complete, true);
      assert.deepEqual(
        report.results.map(result => result.model),
        offered.map(model => model.id),
      );
      const native = runNatively(plan);
      for (const result of report.results) {
        const same = native.results.find(one => one.model === result.model);
        assert.equal(result.checksum, same?.checksum, result.model);
        assert.match(result.checksum, /^[0-9a-f]{16}$/);
        assert.equal(result.samples_ms.length, plan.runs, result.model);
        assert.deepEqual(result.tasks, same.tasks, result.model);
      }
      const table = await rows(page);
      assert.deepEqual(
        table.map(row => row.title),
        offered.map(model => model.title),
      );
      for (const row of table) {
        assert.match(row.median, /\d+\s(µs|ms|s)$/, row.title);
        assert.equal(row.answer.split(',')[0], 'same', row.title);
      }
      assert.equal(await page.locator('.console').count(), offered.length);
      assertNoErrors(page);
    });
  }
});

test('the console shows what the article’s program prints, under every model', async () => {
  const own = await open(browser, `${host.url}#workload=arithmetic&param.time_scale=1&runs=1&warmup=0`);
  await run(own);
  for (const printed of await own.locator('.console').allTextContents()) {
    assert.match(printed, /Addition value: 55/);
    assert.match(printed, /Subtraction value: -5/);
  }
  await own.context().close();
});

test('waits that overlap on one lane are shown side by side', async () => {
  const waiting = { arithmetic: ['add', 'sub'], company: ['active projects', 'employees'] };
  for (const [workload, tasks] of Object.entries(waiting)) {
    const own = await open(browser, `${host.url}#workload=${workload}&models=async&runs=1&warmup=0&tab=text`);
    await run(own);
    await own.locator('.as-text summary', { hasText: 'span' }).click();
    const waits = own.locator('.spans tr', { hasText: 'task on event loop' }).filter({ hasText: 'waiting' });
    await waits.first().waitFor();
    assert.deepEqual((await waits.locator('td:nth-child(3)').allTextContents()).sort(), tasks);
    await own.context().close();
  }
});

test('the timeline can be read and zoomed by keyboard', async () => {
  const own = await open(browser, addressOf(host.url, { ...smallPlan(catalog.workloads[0]), models: 'sequential' }));
  await run(own);
  await own.getByRole('application').focus();
  await own.keyboard.press('ArrowRight');
  await own.locator('.details').waitFor();
  assert.match(await own.locator('.timeline [aria-live]').textContent(), /^\S.*: (starting|running|waiting|ready|idle).* long\./);
  await own.keyboard.press('w');
  assert.equal(await own.getByRole('button', { name: 'Show all' }).isEnabled(), true);
  await own.keyboard.press('0');
  assert.equal(await own.getByRole('button', { name: 'Show all' }).isEnabled(), false);
  await own.context().close();
});
