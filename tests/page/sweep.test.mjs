// A sweep on the page: the form, the curves with their laws, the same JSON as the command line's, Cancel.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoErrors, launch, open } from './browser.mjs';
import { cancelSweep } from './plans.mjs';
import { serve } from './server.mjs';

const PLAN = {
  workload: 'mandelbrot',
  parameters: { width: 160, height: 100, limit: 400 },
  models: ['threads'],
  runs: 6,
  warmup: 1,
};

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

test('a sweep by workers has a point for each count, an insight in words, and is drawn', async () => {
  const page = await open(browser, host.url);
  const sweep = await page.evaluate(plan => window.interleave.sweep(plan, { parameter: 'workers', values: '1..3' }), PLAN);
  assert.deepEqual(sweep.axis.values, [1, 2, 3]);
  assert.equal(sweep.schema, 'interleave.sweep/1');
  assert.deepEqual(
    sweep.reports.map(({ plan, results }) => [plan.workers, results[0].samples_ms.length]),
    [1, 2, 3].map(workers => [workers, PLAN.runs]),
  );
  assert.equal(new Set(sweep.reports.map(({ results }) => results[0].checksum)).size, 1);
  await page.locator('.sweep .chart canvas').waitFor();
  const painted = await page.locator('.sweep .chart canvas').evaluate(canvas => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return new Set(data.filter((_, i) => i % 4 === 0)).size;
  });
  assert.ok(painted > 4, 'something is drawn');
  assert.ok((await page.locator('.sweep .insight, .sweep .warnings li').count()) > 0);
  assertNoErrors(page);
  await page.context().close();
});

test('the form sweeps a parameter by powers, and what was swept can be closed', async () => {
  const page = await open(browser, `${host.url}#workload=count&models=sequential,threads&runs=3`);
  await page.getByText('Sweep: one thing at many values').click();
  await page.getByLabel('Vary').selectOption('n');
  await page.getByLabel('Values').fill('1000..100000x10');
  await page.locator('#sweep-command', { hasText: 'interleave sweep count' }).waitFor();
  await page.getByRole('button', { name: 'Run the sweep' }).click();
  await page.locator('.sweep .chart canvas').waitFor();
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
  await page.getByText('Every figure').click();
  const figures = await page.locator('.sweep .spans tbody tr').allTextContents();
  assert.equal(figures.length, 2 * 3, figures.join('\n'));
  await page.getByRole('button', { name: 'Close the sweep' }).click();
  assert.equal(await page.locator('.sweep').count(), 0);
  assertNoErrors(page);
  await page.context().close();
});

test('what cannot be swept is said at once, and the script interface says it too', async () => {
  const page = await open(browser, `${host.url}#workload=count`);
  await page.getByText('Sweep: one thing at many values').click();
  await page.getByLabel('Values').fill('2,4');
  await page.locator('.sweep-form .mistake', { hasText: 'begin with 1' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Run the sweep' }).isDisabled(), true);
  const error = await page.evaluate(() =>
    window.interleave
      .sweep({}, { parameter: 'm', values: '1,2' })
      .catch(({ name, message, field }) => ({ name, message, field })),
  );
  assert.deepEqual([error.name, error.field], ['PlanError', 'm']);
  assert.match(error.message, /Did you mean/);
  assertNoErrors(page);
  await page.context().close();
});

test('a sweep that is cancelled keeps what had finished', async () => {
  const page = await open(browser, host.url);
  const [sweep, after] = await page.evaluate(cancelSweep, PLAN);
  assert.ok(sweep.reports.some(({ results }) => results[0].samples_ms.length > 0));
  assert.ok(sweep.reports.every(({ complete }) => !complete));
  assert.equal(after.complete, true);
  assertNoErrors(page);
  await page.context().close();
});
