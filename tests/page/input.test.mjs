// Mistakes, cancelling and links: whatever a visitor does, the page can be used afterwards.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoErrors, launch, open, ready, rows, run, script, showTab } from './browser.mjs';
import { addressOf } from './plans.mjs';
import { serve } from './server.mjs';

/** A cancelled run must have stopped within this time. */
const CANCEL_MS = 200;

let browser;
let host;
let page;

before(async () => {
  host = await serve({ isolated: true });
  browser = await launch();
  page = await open(browser, `${host.url}#workload=count&param.n=100000&runs=1`);
});

after(async () => {
  await browser?.close();
  await host?.close();
});

const CASES = [
  ...['0', `1${'0'.repeat(30)}`, 'many', '1.000', '1e-3'].map(typed => ({ field: 'n', typed })),
  ...['0', '10000', '1,5'].map(typed => ({ field: 'workers', typed })),
  ...['-3', ''].map(typed => ({ field: 'time_s', typed })),
];

test('a value that cannot be run gets one sentence below its field, and Run moves the focus there', async t => {
  for (const { field, typed } of CASES) {
    await t.test(`${field} = '${typed}'`, async () => {
      const input = page.locator(`#${field}`);
      const good = await input.inputValue();
      await input.fill(typed);
      const mistake = page.locator(`#${field}-mistake`);
      await mistake.waitFor();
      const label = await page.locator(`label[for="${field}"]`).textContent();
      assert.match(await mistake.textContent(), new RegExp(`“${label}”.*\\.$`), 'the field is called as the form calls it');
      assert.equal(await page.locator('.mistake').count(), 1, 'the sentence is in one place only');
      assert.equal(await input.getAttribute('aria-invalid'), 'true');
      assert.ok((await input.getAttribute('aria-describedby')).split(' ').includes(`${field}-mistake`));
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      assert.equal(await input.evaluate(element => element === document.activeElement), true);
      assert.equal(await page.getByRole('button', { name: 'Cancel' }).count(), 0);
      await input.fill(good);
      await mistake.waitFor({ state: 'detached' });
    });
  }
});

test('a text of one’s own is pasted, or read from a file that is chosen or dropped, and core says what is wrong with it', async () => {
  const own = await open(
    browser,
    `${host.url}#workload=compile&param.programs=2&param.modules=2&models=sequential,threads&runs=1`,
  );
  const [field, mistake] = [own.locator('#text'), own.locator('.mistake')];
  await field.fill('(module\n  (fnuc))');
  await mistake.filter({ hasText: 'Line 2, column 4: This is not WebAssembly text' }).waitFor();
  const give = (name, content) =>
    own.getByLabel('A file with the text').setInputFiles({ name, mimeType: '', buffer: Buffer.from(content) });
  await give('long.wat', ';'.repeat(300_000));
  await mistake.filter({ hasText: "'long.wat' is longer than 262\u202f144 bytes" }).waitFor();
  await give('module.wasm', [0, 0x61, 0xff]);
  await mistake.filter({ hasText: "'module.wasm' is not UTF-8 text: byte 3" }).waitFor();
  await give('module.wat', '(module (func))\n');
  await mistake.first().waitFor({ state: 'detached' });
  await own.locator('#command', { hasText: '--file FILE' }).waitFor();
  assert.equal(await field.inputValue(), '(module (func))\n');
  await run(own);
  assert.deepEqual(
    (await rows(own)).map(row => row.answer),
    ['same', 'same'],
  );
  await own.evaluate(() => {
    const files = new DataTransfer();
    files.items.add(new File(['(module)'], 'dropped.wat'));
    const drop = new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true });
    document.getElementById('text').dispatchEvent(drop);
  });
  await own.waitForFunction(() => document.getElementById('text').value === '(module)');
  await own.getByRole('button', { name: 'Clear' }).click();
  assert.equal(await field.inputValue(), '');
  assertNoErrors(own);
  await own.context().close();
});

test('what a run may not record is said before it starts, and only then', async () => {
  const note = page.locator('.unrecorded');
  assert.equal(await note.count(), 0);
  await page.evaluate(() => {
    location.hash = '#workload=counter&param.fix=mutex&param.increments=1000000';
  });
  await note.waitFor();
  assert.match(await note.textContent(), /The timeline may end before the run does.* under threads, .* under processes/);
  await page.evaluate(() => {
    location.hash = '#workload=count&param.n=100000&runs=1';
  });
  await note.waitFor({ state: 'detached' });
});

test('without any model there is nothing to run, and the page says so', async () => {
  const ticked = page.locator('.model input:checked');
  const ids = await ticked.evaluateAll(all => all.map(one => one.id));
  for (const id of ids) await page.locator(`#${id}`).uncheck();
  await page.locator('#models-mistake').waitFor();
  for (const id of ids) await page.locator(`#${id}`).check();
  await page.locator('#models-mistake').waitFor({ state: 'detached' });
});

test('for a misspelt program in a link, the page suggests the nearest one', async () => {
  const own = await open(browser, `${host.url}#workload=cuont`);
  await own.locator('#workload-mistake').waitFor();
  assert.match(await own.locator('#workload-mistake').textContent(), /'count'/);
  await own.context().close();
});

test('a link with a field that no plan has is refused with the nearest one, and so is such a plan of a script', async () => {
  const own = await open(browser, `${host.url}#workload=count&wrokers=3`);
  await own.locator('.mistake').waitFor();
  assert.match(await own.locator('.mistake').textContent(), /'wrokers'.*'workers'/);
  await own.context().close();
  const rejected = await page.evaluate(() =>
    window.interleave
      .run({ workload: 'count', params: { n: 5 } })
      .catch(error => ({ field: error.field, message: error.message })),
  );
  assert.equal(rejected.field, 'params');
  assert.match(rejected.message, /'parameters'/);
});

test('a script’s plan that cannot be run is rejected with the field and the sentence that the form would show', async () => {
  const rejected = await page.evaluate(() =>
    window.interleave
      .run({ workload: 'count', workers: 10_000 })
      .catch(error => ({ field: error.field, message: error.message })),
  );
  assert.equal(rejected.field, 'workers');
  assert.match(rejected.message, /10\u202f000.*from 1 to 64/);
});

test('Cancel stops a long run at once, keeps what finished, and the page can run again', async () => {
  const own = await open(browser, `${host.url}#workload=count&param.n=10000000000&runs=3`);
  await own.getByRole('button', { name: 'Run', exact: true }).click();
  await own.getByRole('button', { name: 'Cancel' }).waitFor();
  await own.locator('.status', { hasText: /, (run|warm-up) \d/ }).waitFor();
  const took = await own.evaluate(
    () =>
      new Promise(resolve => {
        const button = document.querySelector('.run');
        const began = performance.now();
        new MutationObserver((_, observer) => {
          if (button.textContent !== 'Run') return;
          observer.disconnect();
          resolve(performance.now() - began);
        }).observe(button, { subtree: true, childList: true, characterData: true });
        button.click();
      }),
  );
  assert.ok(took < CANCEL_MS, `cancelling took ${took.toFixed(0)} ms`);
  await own.locator('#n').fill('100000');
  await run(own);
  for (const row of await rows(own)) assert.equal(row.answer, 'same', row.title);
  assertNoErrors(own);
  await own.context().close();
});

test('a run that starts right after a cancel is not ended by that cancel', async () => {
  const own = await open(browser, host.url);
  const plan = n => ({ workload: 'count', parameters: { n }, models: ['sequential'], runs: 1, warmup: 0 });
  const cancelled = own.evaluate(given => window.interleave.run(given), plan(10_000_000_000));
  await own.locator('.status', { hasText: /, (run|warm-up) \d/ }).waitFor();
  const [report] = await Promise.all([
    own.evaluate(
      given =>
        new Promise((resolve, reject) => {
          const button = document.querySelector('.run');
          new MutationObserver((_, observer) => {
            if (button.textContent !== 'Run') return;
            observer.disconnect();
            window.interleave.run(given).then(resolve, reject);
          }).observe(button, { subtree: true, childList: true, characterData: true });
          button.click();
        }),
      plan(1_000_000_000),
    ),
    cancelled,
  ]);
  assert.equal(report.complete, true);
  await own.context().close();
});

test('a cancelled run ends its processes', async () => {
  const own = await open(browser, `${host.url}#workload=count&param.n=10000000000&runs=1&models=processes`);
  await own.getByRole('button', { name: 'Run', exact: true }).click();
  const isProcess = worker => worker.url().includes('process');
  while (own.workers().filter(isProcess).length < 2) await own.waitForEvent('worker', { predicate: isProcess });
  // A browser lets a worker that computes go on for about two seconds before it ends the thread.
  const ended = own
    .workers()
    .filter(isProcess)
    .map(worker => worker.waitForEvent('close'));
  await own.getByRole('button', { name: 'Cancel' }).click();
  await ready(own);
  await Promise.all(ended);
  assert.deepEqual(own.workers().filter(isProcess), []);
  await own.context().close();
});

test('the address always shows the form, and brings it back', async () => {
  const own = await open(browser, `${host.url}#workload=count`);
  await own.locator('#n').fill('123456');
  await own.locator('#model-async').uncheck();
  await showTab(own, 'Code');
  await own.waitForURL(/param\.n=123456.*models=.*tab=code/);
  const copy = await open(browser, own.url());
  assert.equal((await copy.locator('#n').inputValue()).replace(/\D/g, ''), '123456');
  assert.equal(await copy.locator('#model-async').isChecked(), false);
  assert.equal(await copy.getByRole('tab', { name: 'Code' }).getAttribute('aria-selected'), 'true');
  await own.context().close();
  await copy.context().close();
});

test('the native command beside the button names the same plan', async () => {
  const own = await open(browser, `${host.url}#workload=count&param.n=4242&workers=3`);
  await own.locator('#command', { hasText: 'interleave run count' }).waitFor();
  const words = await own.locator('#command').textContent();
  assert.match(words, /n=4242/);
  assert.match(words, /--workers 3/);
  await own.context().close();
});

test('a pasted command fills the form as it was written, and a word that is not understood is named with the nearest one', async () => {
  const own = await open(browser, host.url, { permissions: ['clipboard-read', 'clipboard-write'] });
  await own.getByText('Fill the form from a command').click();
  const field = own.getByLabel('A command, interleave run or interleave sweep');
  const fill = async line => {
    await field.fill(line);
    await own.getByRole('button', { name: 'Fill the form' }).click();
  };
  const line = 'interleave run mandelbrot --model sequential --model threads --param width=300 --workers 3 --runs 7 --seed 9';
  await fill(`cargo run --release -- ${line.slice('interleave '.length)} --json mine.json`);
  await own.locator('#pasted-outcome', { hasText: 'The form asks for the same.' }).waitFor();
  await own.locator('#command', { hasText: `${line} --json native.json` }).waitFor();
  for (const [wrong, words] of [
    ['interleave run mandelbort', "Did you mean 'mandelbrot'?"],
    ['interleave run count --wrokers 3', "no flag called '--wrokers'. Did you mean '--workers'?"],
    ["interleave run count --param 'n=1", 'not closed'],
    ['<img src=x onerror=alert(1)>', "called '<img'"],
  ]) {
    await fill(wrong);
    await own.locator('#pasted-outcome.mistake', { hasText: words }).waitFor();
  }
  assert.equal(await own.locator('#command').textContent(), `${line} --json native.json`, 'the form stays as it was');
  const sweep = 'interleave sweep count --model gil --param n=100..10000x10 --workers 3';
  await field.fill('');
  await own.evaluate(text => navigator.clipboard.writeText(text), sweep);
  await field.press('ControlOrMeta+V');
  await own.locator('#sweep-command', { hasText: sweep }).waitFor();
  await own.locator('.sweep-form').getByRole('button', { name: 'Copy' }).click();
  await own.locator('.sweep-form').getByRole('button', { name: 'Copied' }).waitFor();
  assert.equal(await own.evaluate(() => navigator.clipboard.readText()), sweep);
  assertNoErrors(own);
  await own.context().close();
});

test('every setting that a link gives is in the form, in the command and in the address again', async () => {
  const flag = id => (id === 'time_s' ? '--time' : `--${id.replaceAll('_', '-')}`);
  const { settings } = await page.evaluate(() => window.interleave.catalog());
  const other = one => String(one.type === 'choice' ? one.options.find(({ id }) => id !== one.default).id : one.default + 1);
  const given = Object.fromEntries(settings.map(setting => [setting.id, other(setting)]));
  assert.ok('gil_profile' in given && 'switch_interval_us' in given);
  const own = await open(browser, addressOf(host.url, { workload: 'count', parameters: { n: 1000 }, ...given }));
  await own.locator('#command', { hasText: '--workers' }).waitFor();
  const words = await own.locator('#command').textContent();
  await own.locator('#n').fill('1001');
  await own.waitForURL(/param\.n=1001/);
  const address = new URLSearchParams(new URL(own.url()).hash.slice(1));
  for (const [id, value] of Object.entries(given)) {
    // Where the number of runs is fixed, their time is not.
    if (id !== 'time_s') assert.ok(`${words} `.includes(` ${flag(id)} ${value} `), `${id}: ${words}`);
    assert.equal((await own.locator(`#${id}`).inputValue()).replace(/(?<=\d)\W(?=\d)/g, ''), value, id);
    assert.equal(address.get(id), value);
  }
  await own.context().close();
});

test('a script that runs shows its plan and its results on the page', async () => {
  const own = await open(browser, host.url);
  await script(own, { workload: 'count', parameters: { n: 1000 }, models: ['sequential'], runs: 1 });
  assert.equal((await own.locator('#n').inputValue()).replace(/\D/g, ''), '1000');
  assert.equal((await rows(own)).length, 1);
  await own.context().close();
});
