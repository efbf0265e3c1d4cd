// Every workload under every model, in the real page: all finish, and with the answer of the native program.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertQuiet, launch, open, rows, run, script } from './browser.mjs';
import { runNatively } from './native.mjs';
import { serve } from './server.mjs';
import { addressOf, smallPlan } from './small.mjs';

let browser;
let host;
let page;
let catalog;

before(async () => {
  host = await serve({ isolated: true });
  browser = await launch();
  page = await open(browser, host.url);
  catalog = await page.evaluate(() => window.interleave.catalog());
});

after(async () => {
  await browser?.close();
  await host?.close();
});

test('an isolated page offers every model', () => {
  assert.ok(catalog.models.length > 0 && catalog.workloads.length > 0);
  assert.deepEqual(
    catalog.models.filter(model => !model.available).map(model => model.id),
    [],
  );
});

test('every workload finishes under every model with the checksum of the native program', async t => {
  for (const workload of catalog.workloads) {
    await t.test(workload.id, async () => {
      const plan = smallPlan(workload);
      const report = await script(page, plan);
      assert.equal(report.schema, 'interleave.report/1');
      assert.equal(report.complete, true);
      assert.deepEqual(
        report.results.map(result => result.model),
        catalog.models.map(model => model.id),
      );
      const native = runNatively(plan);
      for (const result of report.results) {
        const same = native.results.find(one => one.model === result.model);
        assert.equal(result.checksum, same?.checksum, result.model);
        assert.match(result.checksum, /^[0-9a-f]{16}$/);
        assert.equal(result.samples_ms.length, plan.runs, result.model);
        assert.deepEqual(result.tasks, same.tasks, result.model);
      }
    });
  }
  assertQuiet(page);
});

test('pressing Run fills a row a model, draws its lanes and prints its lines', async t => {
  for (const workload of catalog.workloads) {
    await t.test(workload.id, async () => {
      const own = await open(browser, addressOf(host.url, smallPlan(workload)));
      await run(own);
      const table = await rows(own);
      assert.deepEqual(
        table.map(row => row.title),
        catalog.models.map(model => model.title),
      );
      for (const row of table) {
        assert.match(row.median, /\d+\s(µs|ms|s)$/, row.title);
        assert.equal(row.answer, 'same', row.title);
      }
      assert.equal(await own.locator('.console').count(), catalog.models.length);
      const printed = await own.locator('.console').evaluateAll(all => all.map(one => one.querySelectorAll('tr').length));
      assert.equal(new Set(printed).size, 1, 'every model prints the same lines');
      assertQuiet(own);
      await own.context().close();
    });
  }
});

test('the timeline tells by keyboard what each lane did', async () => {
  const own = await open(browser, addressOf(host.url, { ...smallPlan(catalog.workloads[0]), models: 'sequential' }));
  await run(own);
  await own.getByRole('application').focus();
  await own.keyboard.press('ArrowRight');
  await own.locator('.span-tip').waitFor();
  assert.match(
    await own.locator('.timeline [aria-live]').textContent(),
    /^\S.*: (starting|running|waiting|ready|idle).* long\.$/,
  );
  await own.keyboard.press('w');
  assert.equal(await own.getByRole('button', { name: 'Show all' }).isEnabled(), true);
  await own.keyboard.press('0');
  assert.equal(await own.getByRole('button', { name: 'Show all' }).isEnabled(), false);
  await own.context().close();
});
