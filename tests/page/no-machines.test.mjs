// The page as parent of the model distributed, where lanes cannot be had: it says why and what helps, waits where that may help, and can be cancelled.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertNoErrors, rows } from './browser.mjs';
import { inside, LONG, lanesOf, MANDELBROT, machines, runIn } from './cluster.mjs';
import { use } from './machines.mjs';
import { answerAsWorker, skipNats } from './nats.mjs';

const { nats, closeLater, openPage, parent, lending, native } = machines();

test('a worker of another version is refused in one sentence, and the run waits for one that fits', {
  skip: skipNats,
}, async () => {
  const data = { name: 'old', versions: { version: '0.0.1', schema: 'interleave.report/1', protocol: 1 }, lanes: 4, free: 4 };
  const stats = {
    name: 'interleave',
    id: 'OLD',
    version: '0.0.1',
    endpoints: [{ name: 'lane', subject: 'interleave.OLD.lane', data }],
  };
  closeLater(await answerAsWorker(nats().nats, stats));
  const page = await openPage();
  const sentence = String.raw`The worker 'old' is of version 0\.0\.1 \(.+\), and this program of \d.+: both must be the same\.`;
  assert.match(await inside(page, use, nats().websocket), new RegExp(sentence));
  const running = runIn(page, { ...MANDELBROT, models: ['distributed'], workers: 2 });
  await page
    .locator('.run-bar .status')
    .filter({ hasText: new RegExp(`^${sentence} Waiting for at most 60 s\\.$`) })
    .waitFor();
  await native(1);
  const { complete, results } = await running;
  assert.equal(complete, true);
  assert.equal(results[0].processes.length, 2, 'a lane that nobody has lent is no process');
});

test('with no workers the page says how to add one, waits, and can be cancelled; with one it goes on', {
  skip: skipNats,
}, async () => {
  const page = await parent();
  const before = await runIn(page, { ...MANDELBROT, models: ['sequential'] });
  assert.equal(before.complete, true);
  await page.getByRole('checkbox', { name: 'Sequential' }).uncheck();
  await page.getByRole('checkbox', { name: 'Distributed' }).check();
  const button = page.locator('.run');
  const status = page.locator('.run-bar .status');
  await button.click();
  await status.filter({ hasText: /^No worker at ws:.+ has a free lane\. Add one by: interleave worker --nats, .+\.$/ }).waitFor();
  await button.filter({ hasText: 'Cancel' }).click();
  await button.filter({ hasText: /^Run$/ }).waitFor();
  assert.deepEqual(
    (await rows(page)).map(({ title }) => title),
    ['Sequential'],
    'what was there before is still there',
  );
  await button.click();
  await status.filter({ hasText: /^No worker/ }).waitFor();
  await native(1);
  await button.filter({ hasText: /^Run$/ }).waitFor();
  assert.deepEqual(
    (await rows(page)).map(({ title }) => title),
    ['Distributed'],
  );
  assertNoErrors(page);
});

test('a run waits for workers no longer than the visitor has said, before it begins and when the last one is lost', {
  skip: skipNats,
}, async () => {
  const page = await parent(1);
  await assert.rejects(
    runIn(page, { ...MANDELBROT, models: ['distributed'] }),
    /No worker at ws:.+ has a free lane\. Add one by/,
  );
  await page.locator('.run-failed', { hasText: /^The run failed: No worker at ws:/ }).waitFor();
  const worker = await native(1);
  const running = runIn(page, { ...LONG, workers: 2 });
  running.catch(() => {});
  await page.locator('.run-bar .status', { hasText: /^Distributed/ }).waitFor();
  await worker.kill();
  await assert.rejects(running, /No lane was lent in 1 s\. No worker at ws:/);
  assertNoErrors(page);
});

test('what a link asks of other machines is left out until their server is named, and that is said', {
  skip: skipNats,
}, async () => {
  const page = await openPage();
  const asked = models => page.evaluate(hash => (location.hash = hash), `#workload=mandelbrot&models=${models}`);
  const box = page.getByRole('checkbox', { name: 'Distributed' });
  const said = page.locator('.models [role=note]');
  await asked('sequential,distributed');
  await said.waitFor();
  const sentence =
    'Distributed is left out, because it needs other machines. Open “Other machines” and name their server: then it is chosen.';
  assert.equal(await said.textContent(), sentence);
  assert.equal(await box.isChecked(), false);
  await page.reload();
  await said.waitFor();
  assert.match(await inside(page, use, nats().websocket), /^Connected to/);
  await page.waitForFunction(() => document.querySelector('#model-distributed').checked);
  assert.equal(await said.count(), 0);
  assert.equal(await page.getByRole('checkbox', { name: 'Sequential' }).isChecked(), true);
  await asked('sequential');
  await page.waitForFunction(() => !document.querySelector('#model-distributed').checked);
  assert.equal(await said.count(), 0, 'nobody has asked for it');
  assertNoErrors(page);
});

test('tasks that wait for each other wait for all of their lanes, and the page says how many are there', {
  skip: skipNats,
}, async () => {
  await native(2);
  const page = await parent();
  const running = page.evaluate(() =>
    window.interleave.run({ workload: 'philosophers', models: ['distributed'], runs: 1, warmup: 0 }),
  );
  const words = /^Its tasks wait for each other and need 5 lanes at the same time; 2 are free at ws:/;
  await page.locator('.run-bar .status').filter({ hasText: words }).waitFor();
  await lending(3);
  const report = await running;
  assert.equal(lanesOf(report).length, 5);
});

test('a wrong address, a refusing server or one that is not there is one sentence, and nothing is used', {
  skip: skipNats,
}, async () => {
  const page = await openPage();
  const refused = async (address, why) => assert.match(await inside(page, use, address), why);
  await refused(
    nats().nats,
    /^It must be the address of a NATS server for pages, such as [^.]+\.0\.0\.1:8080 or wss:\/\/TOKEN@HOST\.$/,
  );
  await refused('ws://127.0.0.1:9', /^The server at ws:\/\/127\.0\.0\.1:9 cannot be reached\.$/);
  await refused(
    nats().websocket.replace(/\/\/.+@/, '//wrong@'),
    /^The server at ws:\/\/127\.0\.0\.1:\d+ refuses these credentials\.$/,
  );
  assert.equal(await page.getByRole('checkbox', { name: 'Distributed' }).isDisabled(), true);
  await assert.rejects(
    runIn(page, { ...MANDELBROT, models: ['distributed'] }),
    /The model Distributed needs other machines: give the address of their server/,
  );
  assert.match(await inside(page, use, nats().websocket), /^Connected to/);
  await page.getByRole('checkbox', { name: 'Distributed' }).check();
  await page.locator('.machines-switch').click();
  await page.getByRole('button', { name: 'Use no more' }).click();
  await page.locator('#machines [value=use]').waitFor();
  assert.equal(await page.getByRole('checkbox', { name: 'Distributed' }).isChecked(), false);
});
