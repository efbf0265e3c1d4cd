// The page as parent of the model distributed: its lanes are lent by other pages and native workers, which come, go and lose their server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertNoErrors, rows, run } from './browser.mjs';
import { answerOf, inside, LONG, lanesOf, MANDELBROT, machines, runIn } from './cluster.mjs';
import { lendingSays, stopLending, use } from './machines.mjs';
import { lendsAll, skipNats } from './nats.mjs';
import { smallPlan } from './plans.mjs';
import { skipFirefox } from './webdriver.mjs';

const { nats, parent, lending, firefoxLending, native } = machines();

test('two browsers and a native worker lend lanes to a run of the page, which all stand on its timeline, with the right answer', {
  skip: skipNats,
}, async () => {
  await native(1);
  const narrow = await lending(1);
  if (!skipFirefox) await firefoxLending(1);
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
  const report = await runIn(page, {
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

test('of each lane that another machine has lent, the task manager and the details say how far away that is', {
  skip: skipNats,
}, async () => {
  await native(1, 'far');
  const page = await parent();
  const report = await runIn(page, { ...MANDELBROT, models: ['threads', 'distributed'], workers: 1 });
  const [{ process }] = lanesOf(report);
  const figure = String.raw`\d[\d.]*\s`;
  const time = `${figure}(µs|ms|s)`;
  const bytes = `${figure}(B|KiB|MiB)`;
  const words = `round trip ${time}, clock aligned to within ±${time}, ${bytes} sent, ${bytes} received`;
  await page.getByRole('tab', { name: 'Task manager' }).click();
  await page.locator('.processes .network').waitFor();
  assert.deepEqual(await page.locator('.processes:has(.network) tbody th').allTextContents(), ['main', 'process 1, far']);
  assert.match(await page.locator('.processes .network').textContent(), new RegExp(`^process 1, far: ${words}$`));
  await page.getByRole('application').focus();
  await page.keyboard.press('ArrowDown');
  const details = page.locator('.details');
  for (let rows = 0; rows < 9 && !(await details.textContent()).includes('process 1, far (process'); rows += 1)
    await page.keyboard.press('ArrowDown');
  assert.match(
    await details.textContent(),
    new RegExp(`process 1, far \\(process ${process}\\).+From here to its machine: ${words}\\.`),
  );
  await page.keyboard.press('ArrowUp');
  assert.doesNotMatch(await details.textContent(), /From here/, 'the parent is here');
  assertNoErrors(page);
});

test('lenders that stop, are closed or killed in the middle of a run change the timeline and not the answer', {
  skip: skipNats,
}, async () => {
  await native(1, 'steady');
  const killed = await native(1, 'killed');
  const [stopping, closed] = [await lending(1), await lending(1)];
  const page = await parent();
  const [{ checksum }] = (await runIn(page, { ...LONG, models: ['threads'] })).results;
  const running = runIn(page, { ...LONG, workers: 4 });
  for (const tab of [stopping, closed]) await inside(tab, lendingSays, '1 of 1 process in use');
  await lendsAll(nats().nats, 'killed');
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
    const report = await runIn(page, plan);
    assert.equal(answerOf(report, 'distributed'), answerOf(report, 'sequential'), workload.id);
  }
  assertNoErrors(page);
});

test('a parent that is closed in the middle of a run leaves no process in use', { skip: skipNats }, async () => {
  const tab = await lending(2);
  const page = await parent();
  // It will never be answered.
  runIn(page, { ...LONG, workers: 2 }).catch(() => {});
  await inside(tab, lendingSays, '2 of 2 processes in use');
  await page.close();
  await inside(tab, lendingSays, '0 of 2 processes in use, 2 lent so far');
});

test('a page may lend to itself, and Firefox be the parent', { skip: skipNats || skipFirefox }, async () => {
  const firefox = await firefoxLending(2);
  assert.match(await firefox.inside(use, nats().websocket), /: 1 worker with 2 free lanes\./);
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

test('a tab that is lent, and the run that uses it, live through a restart of the server', { skip: skipNats }, async () => {
  const tab = await lending(1);
  const page = await parent();
  const [{ checksum }] = (await runIn(page, { ...LONG, models: ['threads'] })).results;
  const running = runIn(page, { ...LONG, workers: 1 });
  await inside(tab, lendingSays, '1 of 1 process in use');
  await nats().stop();
  await inside(tab, lendingSays, 'is away; this tab waits for it.');
  await nats().startAgain();
  await inside(tab, lendingSays, '1 of 1 process in use, 1 lent so far');
  const report = await running;
  assert.equal(answerOf(report, 'distributed'), checksum);
  assert.deepEqual(
    lanesOf(report).map(({ lost }) => lost ?? false),
    [false],
  );
  await inside(tab, lendingSays, '0 of 1 process in use, 1 lent so far');
});
