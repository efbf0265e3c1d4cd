// The tab of the GIL: its laboratory follows the sliders, measures when asked, and tables of files stand side by side.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoErrors, launch, open, showTab } from './browser.mjs';
import { serve } from './server.mjs';

let browser;
let host;
before(async () => {
  browser = await launch();
  host = await serve({ isolated: true });
});
after(async () => {
  await browser?.close();
  await host?.close();
});

/** What `interleave gil --json` writes, with one row. */
const TABLE = {
  schema: 'interleave.gil/1',
  created: '2026-01-02T03:04:05Z',
  version: '0.1.0',
  machine: 'a machine',
  os: 'linux',
  profile: 'release',
  cores_claimed: 2,
  cores_measured: 1.98,
  cpython: 'CPython 3.11.7',
  rounds: 10,
  rows: [
    {
      id: 'G3',
      behaviour: 'slice at an interval of 5 ms (ms)',
      ours: 5.12,
      cpython: 5.11,
      ratio: 1.002,
      ci95: [1, 1.004],
      within: true,
      note: '',
      why: null,
    },
  ],
  within: 1,
  told: 1,
};

test('the laboratory is loaded when it is opened, follows its sliders, and measures in this browser when asked', async () => {
  const page = await open(browser, host.url);
  assert.equal(await page.locator('.gil-panel').count(), 0);
  await showTab(page, 'GIL');
  const charts = page.locator('.lab-chart');
  await charts.nth(4).waitFor();
  const status = page.locator('.gil-panel .gil-status').first();
  assert.match(await status.innerText(), /^Computed, not measured/);
  const lanes = () => charts.first().locator('.lab-lane').count();
  assert.equal(await lanes(), 3);
  await page.getByRole('slider', { name: 'Computing threads' }).press('ArrowRight');
  await page.waitForFunction(() => document.querySelector('.lab-chart')?.querySelectorAll('.lab-lane').length === 4);
  await page.getByRole('button', { name: 'Measure it here' }).click();
  await page.waitForFunction(() => document.querySelector('.gil-status')?.textContent?.startsWith('Measured'));
  assert.equal(await lanes(), 4);
  assertNoErrors(page);
  await page.context().close();
});

test('a table of interleave gil is shown beside its CPython, what is none is refused, and a measurement here can be cancelled', async () => {
  const page = await open(browser, `${host.url}#tab=gil`);
  const input = page.getByLabel('Tables of interleave gil');
  const file = (name, content) => ({ name, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(content)) });
  await input.setInputFiles([file('native.json', TABLE), file('other.json', { schema: 'something else' })]);
  const table = page.locator('.gil-table');
  await table.waitFor();
  assert.deepEqual(await table.locator('thead th').evaluateAll(all => all.map(({ firstChild }) => firstChild.textContent)), [
    'Behaviour',
    'native.json',
    'CPython 3.11.7',
  ]);
  assert.equal(await table.locator('tbody tr').count(), 18);
  const row = await table.locator('tbody tr').nth(2).innerText();
  assert.match(row, /5\.120.*within.*1\.002.*5\.110/s);
  assert.match(await page.locator('.gil-status').nth(1).innerText(), /^other\.json cannot be used/);
  await page.getByRole('button', { name: 'Measure the GIL here' }).click();
  await page.locator('.gil-table thead th', { hasText: 'this browser' }).waitFor();
  await page.locator('.gil-panel').getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Measure the GIL here' }).waitFor();
  await page.waitForFunction(() => document.querySelectorAll('.gil-table thead th').length === 3);
  assertNoErrors(page);
  await page.context().close();
});
