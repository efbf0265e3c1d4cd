// The page as parent of the model distributed: its lanes are lent by other pages and a native worker, which come, go and lose their server.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { openFirefox } from './both.mjs';
import { assertNoErrors, launch, open, rows, run } from './browser.mjs';
import { lend, lendingSays, stopLending, use } from './machines.mjs';
import { startWorker } from './native.mjs';
import { answerAsWorker, skipNats, startNats } from './nats.mjs';
import { smallPlan } from './plans.mjs';
import { serve } from './server.mjs';
import { skipFirefox } from './webdriver.mjs';

const MANDELBROT = { workload: 'mandelbrot', parameters: { width: 240, height: 160, limit: 400 }, runs: 1, warmup: 0 };
/** Takes seconds, so that something can happen meanwhile. */
const LONG = { ...MANDELBROT, parameters: { width: 1200, height: 800, limit: 6_000 }, models: ['distributed'] };
const NARROW = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true };

let host;
let browser;
let nats;
let closing;

before(async () => {
  if (skipNats) return;
  host = await serve({ isolated: true });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await host?.close();
});

beforeEach(async () => {
  closing = [];
  if (!skipNats) nats = await startNats();
});

afterEach(async () => {
  for (const close of closing.reverse()) await close();
  if (!skipNats) await nats.close();
});

const inside = (page, body, ...args) => page.evaluate(`(${body})(...${JSON.stringify(args)})`);

async function openPage(options) {
  const page = await open(browser, host.url, options);
  closing.push(() => page.context().close());
  return page;
}

async function parent() {
  const page = await openPage();
  assert.match(await inside(page, use, nats.websocket), /^Connected to ws:\/\/127\.0\.0\.1:\d+[:.]/);
  return page;
}

async function lending(lanes) {
  const page = await openPage(NARROW);
  assert.match(await inside(page, lend, nats.websocket, lanes), /^Lent as “Chrome/);
  return page;
}

async function native(lanes, name = 'native') {
  const worker = await startWorker(nats.nats, name, lanes);
  closing.push(worker.close);
  return worker;
}

/** The lanes of the model's run but the parent's, by name, and whether each was lost. */
function lanesOf(report, model = 'distributed') {
  const { trace } = report.results.find(result => result.model === model);
  return trace.lanes.filter(({ id }) => id > 0);
}

const answerOf = (report, model) => report.results.find(result => result.model === model).checksum;

test('two browsers and a native worker lend lanes to a run of the page, which all stand on its timeline, with the right answer', {
  skip: skipNats,
}, async () => {
  await native(1);
  const narrow = await lending(1);
  if (!skipFirefox) {
    const firefox = await openFirefox(host.url);
    closing.push(() => firefox.close());
    await firefox.inside(() => window.interleave.catalog());
    assert.match(await firefox.inside(lend, nats.websocket, 1), /^Lent as “Firefox/);
  }
  const page = await parent();
  const box = page.getByRole('checkbox', { name: 'Distributed' });
  assert.equal(await box.isChecked(), false, 'it is not chosen by itself');
  const lanes = skipFirefox ? 2 : 3;
  await page.evaluate(given => {
    location.hash = given;
  }, `#workload=mandelbrot&param.width=240&param.height=160&param.limit=400&models=sequential,distributed&workers=${lanes}&runs=1&warmup=0`);
  await page.waitForFunction(() => document.querySelector('#model-distributed').checked);
  await run(page);
  const table = await rows(page);
  assert.deepEqual(
    table.map(({ title, answer }) => [title, answer.split(',')[0]]),
    [
      ['Sequential', 'same'],
      ['Distributed', 'same'],
    ],
  );
  const report = await page.evaluate(plan => window.interleave.run(plan), {
    ...MANDELBROT,
    models: ['sequential', 'distributed'],
    workers: lanes,
  });
  assert.equal(answerOf(report, 'distributed'), answerOf(report, 'sequential'));
  const names = lanesOf(report).map(({ name }) => name);
  assert.equal(names.length, lanes, names.join());
  for (const from of [/, Chrome \w+$/, /, native$/, ...(skipFirefox ? [] : [/, Firefox \w+$/])])
    assert.equal(names.filter(name => from.test(name)).length, 1, names.join());
  assert.match(await inside(narrow, lendingSays, 'lent so far'), /0 of 1 process in use, 2 lent so far/);
  assertNoErrors(page);
});

test('lenders that stop, are closed or killed in the middle of a run change the timeline and not the answer', {
  skip: skipNats,
}, async () => {
  await native(1, 'steady');
  const killed = await native(1, 'killed');
  const [stopping, closed] = [await lending(1), await lending(1)];
  const page = await parent();
  const [{ checksum }] = (await page.evaluate(plan => window.interleave.run(plan), { ...LONG, models: ['threads'] })).results;
  const running = page.evaluate(plan => window.interleave.run(plan), { ...LONG, workers: 4 });
  for (const tab of [stopping, closed]) await inside(tab, lendingSays, '1 of 1 process in use');
  await inside(stopping, stopLending);
  await closed.close();
  await killed.kill();
  const report = await running;
  assert.equal(answerOf(report, 'distributed'), checksum);
  const lost = lanesOf(report).filter(({ name, worker }) => worker && name.endsWith(', lost'));
  // A worker that is not a page is called by its machine, too.
  const names = lost.map(({ worker }) => worker.replace(/^.+, /, '').replace(/^Chrome \w+$/, 'Chrome'));
  assert.deepEqual(names.sort(), ['Chrome', 'Chrome', 'killed']);
  assertNoErrors(page);
});

test('every workload comes to the answer of one task after another, whoever has to be asked for it', {
  skip: skipNats,
}, async () => {
  // Where tasks wait for each other, each has a lane of its own.
  await native(16);
  const page = await parent();
  const { workloads } = await page.evaluate(() => window.interleave.catalog());
  for (const workload of workloads) {
    const plan = { ...smallPlan(workload), models: ['sequential', 'distributed'], runs: 1, warmup: 0 };
    const report = await page.evaluate(plan => window.interleave.run(plan), plan);
    assert.equal(answerOf(report, 'distributed'), answerOf(report, 'sequential'), workload.id);
  }
  assertNoErrors(page);
});

test('a parent that is closed in the middle of a run leaves no process in use', { skip: skipNats }, async () => {
  const tab = await lending(2);
  const page = await parent();
  // It will never be answered.
  page.evaluate(plan => window.interleave.run(plan), { ...LONG, workers: 2 }).catch(() => {});
  await inside(tab, lendingSays, '2 of 2 processes in use');
  await page.close();
  await inside(tab, lendingSays, '0 of 2 processes in use, 2 lent so far');
});

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
  closing.push(await answerAsWorker(nats.nats, stats));
  const page = await openPage();
  const sentence = String.raw`The worker 'old' is of version 0\.0\.1 \(.+\), and this program of \d.+: both must be the same\.`;
  assert.match(await inside(page, use, nats.websocket), new RegExp(sentence));
  const running = page.evaluate(plan => window.interleave.run(plan), { ...MANDELBROT, models: ['distributed'], workers: 2 });
  await page
    .locator('.run-bar .status')
    .filter({ hasText: new RegExp(`^${sentence}$`) })
    .waitFor();
  await native(1);
  const { complete, results } = await running;
  assert.equal(complete, true);
  assert.equal(results[0].processes.length, 2, 'a lane that nobody has lent is no process');
});

test('a page may lend to itself, and Firefox be the parent', { skip: skipNats || skipFirefox }, async () => {
  const firefox = await openFirefox(host.url);
  closing.push(() => firefox.close());
  await firefox.inside(() => window.interleave.catalog());
  assert.match(await firefox.inside(lend, nats.websocket, 2), /^Lent as “Firefox/);
  assert.match(await firefox.inside(use, nats.websocket), /: 1 worker with 2 free lanes\./);
  const report = await firefox.inside(plan => window.interleave.run(plan), {
    ...MANDELBROT,
    models: ['sequential', 'distributed'],
    workers: 2,
  });
  assert.equal(answerOf(report, 'distributed'), answerOf(report, 'sequential'));
  assert.equal(lanesOf(report).length, 2);
});

test('a sweep over workers may be had of other machines', { skip: skipNats }, async () => {
  await native(2);
  const page = await parent();
  const { curves } = await page.evaluate(plan => window.interleave.sweep(plan, { parameter: 'workers', values: '1..2' }), {
    ...MANDELBROT,
    models: ['distributed'],
  });
  assert.deepEqual(
    curves.map(({ points }) => points.filter(({ median_ms }) => median_ms > 0).length),
    [2],
  );
});

test('with no workers the page says how to add one, waits, and can be cancelled; with one it goes on', {
  skip: skipNats,
}, async () => {
  const page = await parent();
  const before = await page.evaluate(plan => window.interleave.run(plan), { ...MANDELBROT, models: ['sequential'] });
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

test('a tab that is lent, and the run that uses it, live through a restart of the server', { skip: skipNats }, async () => {
  const tab = await lending(1);
  const page = await parent();
  const [{ checksum }] = (await page.evaluate(plan => window.interleave.run(plan), { ...LONG, models: ['threads'] })).results;
  const running = page.evaluate(plan => window.interleave.run(plan), { ...LONG, workers: 1 });
  await inside(tab, lendingSays, '1 of 1 process in use');
  await nats.stop();
  await inside(tab, lendingSays, 'is away; this tab waits for it.');
  await nats.startAgain();
  await inside(tab, lendingSays, '1 of 1 process in use, 1 lent so far');
  const report = await running;
  assert.equal(answerOf(report, 'distributed'), checksum);
  assert.deepEqual(
    lanesOf(report).map(({ lost }) => lost ?? false),
    [false],
  );
  await inside(tab, lendingSays, '0 of 1 process in use, 1 lent so far');
});

test('a wrong address, a refusing server or one that is not there is one sentence, and nothing is used', {
  skip: skipNats,
}, async () => {
  const page = await openPage();
  const refused = async (address, why) => assert.match(await inside(page, use, address), why);
  await refused(
    nats.nats,
    /^It must be the address of a NATS server for pages, such as [^.]+\.0\.0\.1:8080 or wss:\/\/TOKEN@HOST\.$/,
  );
  await refused('ws://127.0.0.1:9', /^The server at ws:\/\/127\.0\.0\.1:9 cannot be reached\.$/);
  await refused(
    nats.websocket.replace(/\/\/.+@/, '//wrong@'),
    /^The server at ws:\/\/127\.0\.0\.1:\d+ refuses these credentials\.$/,
  );
  assert.equal(await page.getByRole('checkbox', { name: 'Distributed' }).isDisabled(), true);
  await assert.rejects(
    page.evaluate(plan => window.interleave.run(plan), { ...MANDELBROT, models: ['distributed'] }),
    /The model Distributed needs other machines: give the address of their server/,
  );
  assert.match(await inside(page, use, nats.websocket), /^Connected to/);
  await page.getByRole('checkbox', { name: 'Distributed' }).check();
  await page.locator('.machines-switch').click();
  await page.getByRole('button', { name: 'Use no more' }).click();
  await page.locator('#machines [value=use]').waitFor();
  assert.equal(await page.getByRole('checkbox', { name: 'Distributed' }).isChecked(), false);
});
