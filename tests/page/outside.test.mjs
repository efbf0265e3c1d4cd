// Programs that ask the world outside: who answers, what is refused and in which words, with shared memory and without.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertNoErrors, launch, open, rows, run, script } from './browser.mjs';
import { runNatively, serveNatively } from './native.mjs';
import { addressOf } from './plans.mjs';
import { serve } from './server.mjs';

let browser;
let host;
let page;

before(async () => {
  host = await serve({ isolated: true });
  browser = await launch();
  page = await open(browser, host.url);
});

after(async () => {
  await browser?.close();
  await host?.close();
});

const REFUSED = {
  'SELEC 1': 'SQLite says: near "SELEC": syntax error.',
  'DELETE FROM employee': 'SQLite says: not authorized. Only reading',
  'SELECT random()': 'SQLite says: not authorized to use function: random.',
  'SELECT 1; SELECT 2': 'SQLite says: Multiple statements provided.',
  '-- nothing': 'SQLite says: SQL is empty or comment only.',
  'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n':
    'SQLite says: interrupted. A SELECT may take 2 s at most.',
};

test('a SELECT of one’s own that cannot be answered is refused in SQLite’s words, and the other tasks have their answers', async () => {
  for (const [sql, expected] of Object.entries(REFUSED)) {
    const plan = { workload: 'company', parameters: { time_scale: 1, sql }, models: ['async'], runs: 1, warmup: 0 };
    const { tasks } = (await script(page, plan)).results[0];
    assert.ok(tasks[2].failure?.startsWith(expected), `${sql}: ${tasks[2].failure}`);
    assert.ok(tasks[0].value && tasks[1].value, sql);
  }
});

test('without shared memory the answers travel by messages and are the same', async () => {
  const bare = await serve({ isolated: false });
  const limited = await open(browser, bare.url, { serviceWorkers: 'block' });
  const models = ['sequential', 'time-slicing', 'processes', 'async'];
  const sql = "SELECT name, 1e999, 0.1 + 0.2, x'ff', NULL, 9007199254740993 FROM department ORDER BY name";
  const plan = { workload: 'company', parameters: { time_scale: 1, sql }, models, runs: 1, warmup: 0 };
  const [here, native] = [await script(limited, plan), runNatively(plan)];
  const checksums = report => report.results.map(({ model, checksum }) => ({ model, checksum }));
  assert.deepEqual(checksums(here), checksums(native));
  assertNoErrors(limited);
  await limited.context().close();
  await bare.close();
});

const DOWNLOADS = { files: 6, kib: 2, delay_ms: 2, timeout_ms: 100 };

/** What is to be the same wherever it ran. */
const summary = report => report.results.map(({ model, checksum }) => ({ model, checksum }));

test('downloads that fail are tried again where that helps, and come to the answer of the native program', async () => {
  const own = await open(browser, host.url);
  for (const failures of ['none', '404', 'reset', 'timeout']) {
    const plan = {
      workload: 'download',
      parameters: { ...DOWNLOADS, failures },
      models: ['threads', 'async'],
      runs: 1,
      warmup: 0,
    };
    assert.deepEqual(summary(await script(own, plan)), summary(runNatively(plan)), failures);
  }
  await own.context().close();
});

test('the program that serves the page answers its downloads itself', async () => {
  const native = await serveNatively();
  const own = await open(browser, await native.address(), { serviceWorkers: 'block' });
  for (const failures of ['none', 'reset', 'timeout']) {
    const plan = { workload: 'download', parameters: { ...DOWNLOADS, failures }, models: ['async'], runs: 1, warmup: 0 };
    assert.deepEqual(summary(await script(own, plan)), summary(runNatively(plan)), failures);
  }
  await own.context().close();
  await native.close();
});

test('files of one’s own are chosen or dropped, stay in the browser and come to the answer of the native program', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'interleave-files-'));
  const files = { 'b.txt': 'some text. '.repeat(30_000), 'a.bin': 'x', 'an empty one': '' };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const plan = { workload: 'files', parameters: { how: 'compress' }, runs: 1, warmup: 0 };
  const native = runNatively(plan, ['--folder', folder]);
  const own = await open(browser, addressOf(host.url, plan));
  await own.getByLabel('Files to read').setInputFiles(Object.keys(files).map(name => join(folder, name)));
  await own.getByText('3 chosen').waitFor();
  await run(own);
  assert.ok((await rows(own)).every(({ answer }) => answer === 'same'));
  const listing = native.plan.parameters.own;
  assert.deepEqual(summary(await script(own, { ...plan, parameters: { ...plan.parameters, own: listing } })), summary(native));
  await own.evaluate(() => {
    const dropped = new DataTransfer();
    dropped.items.add(new File(['dropped'], 'c.txt'));
    document
      .querySelector('#own')
      .dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
  });
  await own.getByText('1 chosen').waitFor();
  // A listing alone, as from a link, has no files.
  const missing = await script(own, { ...plan, parameters: { own: '3 gone.txt' }, models: ['async'] });
  assert.match(missing.results[0].tasks[0].failure, /'gone.txt' is where it was chosen, and not here/);
  assertNoErrors(own);
  await own.context().close();
  rmSync(folder, { recursive: true });
});

test('where nobody can answer downloads the page says so', async () => {
  const own = await open(browser, host.url, { serviceWorkers: 'block' });
  const refused = await own.evaluate(() => window.interleave.run({ workload: 'download' }).then(() => null, String));
  assert.match(refused, /Downloads need somebody who answers.*interleave serve/);
  await own.context().close();
});

test('no question left an error on the page', () => assertNoErrors(page));
