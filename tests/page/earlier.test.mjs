// Results belong to what was run: greyed when the form changes, kept when another run follows, and a model may be left out in mid-run.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoErrors, launch, open, run } from './browser.mjs';
import { serve } from './server.mjs';

const SMALL = '#workload=counter&param.increments=2000&runs=3&models=sequential,threads';
/** Longer than any test waits. */
const ENDLESS = '#workload=count&param.n=10000000000&runs=1&warmup=0&models=sequential,async';

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

test('results are greyed when the form changes, and another program says at once what to expect', async () => {
  const page = await open(browser, `${host.url}${SMALL}`);
  await run(page);
  assert.equal(await page.locator('.tables.before').count(), 0);
  await page.selectOption('#fix', 'mutex');
  await page.locator('.tables.before').waitFor();
  assert.match(await page.locator('#results .caption').first().textContent(), /from the run before/);
  await page.selectOption('#fix', 'none');
  assert.equal(await page.locator('.tables.before').count(), 0, 'they are those of the form again');
  await page.selectOption('#workload', 'arithmetic');
  assert.match(await page.locator('.before-title').textContent(), /From the run before: A shared counter/);
  assert.equal(await page.locator('.expectations dd').count(), 2);
  assertNoErrors(page);
  await page.context().close();
});

test('an earlier run stands beside the last one, with what differs, and goes back when it is closed', async () => {
  const page = await open(browser, `${host.url}${SMALL}`, { permissions: ['clipboard-read', 'clipboard-write'] });
  await run(page);
  await page.selectOption('#fix', 'atomic');
  await run(page);
  const earlier = page.getByLabel('Compare with an earlier run');
  assert.match(await earlier.locator('option').nth(1).textContent(), /^run 1, Increments of each task: 2\u202f000$/);
  await earlier.selectOption({ index: 1 });
  await page.locator('.compared .where', { hasText: 'run 1' }).first().waitFor();
  const changed = page.locator('.warnings [data-code=changed]');
  assert.match(await changed.textContent(), /“How the number is protected”/);
  assert.equal(await page.locator('#comparison-command').count(), 0, 'no file is named that there is not');
  // One stop for the Tab key; arrows go from figure to figure, and each is copied with the plan of its own run.
  await page.locator('.compared .copy-figure[tabindex="0"]').press('ArrowDown');
  assert.match(await page.evaluate(() => document.activeElement.title), /^Copy: Sequential, run 1: /);
  await page.keyboard.press('Enter');
  await page.locator('.copied', { hasText: /^Copied: Sequential, run 1: / }).waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /increments=2000 (?!.*fix=)/);
  await page.getByRole('button', { name: 'Close run 1' }).click();
  await earlier.waitFor();
  assertNoErrors(page);
  await page.context().close();
});

test('a run that is cancelled before anything was measured takes nothing away', async () => {
  const page = await open(browser, `${host.url}${SMALL}`);
  await run(page);
  await page.locator('.timeline').press('ArrowRight');
  const seen = () => page.locator('.results tbody').textContent();
  const [figures, details] = [await seen(), await page.locator('.details .times').textContent()];
  await page.selectOption('#workload', 'count');
  await page.locator('#n').fill('10000000000');
  await page.locator('#warmup').evaluate(field => field.closest('details').setAttribute('open', ''));
  await page.locator('#warmup').fill('0');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.locator('.status', { hasText: /, run 1/ }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.locator('.before-title', { hasText: 'From the run before: A shared counter' }).waitFor();
  assert.equal(await seen(), figures);
  assert.equal(await page.locator('.details .times').textContent(), details);
  assertNoErrors(page);
  await page.context().close();
});

test('before a run that takes long the page says so, and each model can be skipped', async () => {
  const page = await open(browser, `${host.url}${ENDLESS}`);
  await page.locator('button.run').hover();
  await page.locator('.status', { hasText: /(about|longer than)/ }).waitFor();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const skip = page.getByRole('button', { name: 'Skip this model' });
  const status = page.locator('.status', { hasText: /Sequential|Async/ });
  const [first] = /Sequential|Async/.exec(await status.textContent());
  await skip.click();
  await page.locator('.status', { hasText: first === 'Async' ? 'Sequential' : 'Async' }).waitFor();
  await skip.click();
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
  await page.locator('.warnings', { hasText: 'All models: It was skipped while it ran' }).waitFor();
  assertNoErrors(page);
  await page.context().close();
});
