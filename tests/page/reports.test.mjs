// Reports from files: opened by the button or dropped, put side by side with the page's own run, or refused in a sentence. Nothing in them is trusted.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { assertNoErrors, launch, open, showTab } from './browser.mjs';
import { runNatively } from './native.mjs';
import { serve } from './server.mjs';

const PLAN = {
  workload: 'count',
  parameters: { n: 6_000_000 },
  models: ['sequential', 'threads'],
  workers: 2,
  runs: 6,
  warmup: 1,
};
const ATTACK = '<img src=x onerror="document.title=\'owned\'">';

let browser;
let host;
let native;
let folder;

before(async () => {
  host = await serve({ isolated: true });
  browser = await launch();
  native = runNatively(PLAN);
  folder = mkdtempSync(join(tmpdir(), 'interleave-'));
});

after(async () => {
  await browser?.close();
  await host?.close();
  rmSync(folder, { recursive: true, force: true });
});

const fresh = () => open(browser, host.url);
const file = (name, content) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.isBuffer(content) ? content : Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
});

/** Chooses files, and waits until the page has said something of each. */
async function choose(page, ...files) {
  const before = await said(page);
  await page.locator('input[type=file]').setInputFiles(files);
  await page.waitForFunction(
    ([count]) => document.querySelectorAll('.source').length + document.querySelectorAll('.refusals li').length >= count,
    [before.sources.length + files.length],
  );
}

function said(page) {
  return page.evaluate(() => {
    const texts = selector => [...document.querySelectorAll(selector)].map(element => element.firstChild.textContent);
    return {
      sources: texts('.source'),
      refusals: texts('.refusals li'),
      where: texts('.compared .where'),
      title: document.title,
    };
  });
}

test('a native report stands beside the page’s own run, with ratios, sentences and the timelines of both', async () => {
  const page = await fresh();
  await page.evaluate(plan => window.interleave.run(plan), PLAN);
  assert.equal(await page.locator('.compared').count(), 0);
  await choose(page, file('native.json', native));
  await page.locator('.compared').waitFor();
  const { where, refusals } = await said(page);
  assert.deepEqual([where, refusals], [['Where', 'native', 'the browser', 'native', 'the browser'], []]);
  assert.equal(await page.locator('.compared .against .said').count(), PLAN.models.length);
  assert.equal(await page.locator('.verdicts li').count(), PLAN.models.length);
  const consoles = await page.locator('.console h3').allTextContents();
  assert.deepEqual(consoles, ['Sequential', 'Sequential, native.json', 'Threads', 'Threads, native.json']);
  await page
    .locator('#comparison-command', { hasText: /^interleave compare native\.json interleave-count-[\w-]+\.json$/ })
    .waitFor();
  await choose(page, file('it’s mine.json', native));
  await page.locator('#comparison-command', { hasText: / 'it’s mine\.json'/ }).waitFor();
  await page.getByRole('button', { name: 'Close it’s mine.json' }).click();
  await page.getByRole('button', { name: 'Close native.json' }).click();
  await page.locator('.compared').waitFor({ state: 'detached' });
  assertNoErrors(page);
  await page.context().close();
});

test('a report alone is shown as the page’s own run would be, and the form takes its plan', async () => {
  const page = await fresh();
  await choose(page, file('native.json', native));
  assert.equal(await page.locator('.results .run-dot').count(), PLAN.models.length * PLAN.runs);
  await page.locator('#command', { hasText: '--param n=6000000' }).waitFor();
  assertNoErrors(page);
  await page.context().close();
});

test('files may be dropped anywhere', async () => {
  const page = await fresh();
  await page.evaluate(text => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], 'dropped.json'));
    document.body.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, JSON.stringify(native));
  await page.locator('.source', { hasText: 'dropped.json' }).waitFor();
  assertNoErrors(page);
  await page.context().close();
});

test('reports about other work are not put side by side, and the page says what differs', async () => {
  const page = await fresh();
  await page.evaluate(plan => window.interleave.run(plan), PLAN);
  const other = { ...native, plan: { ...native.plan, parameters: { n: 5 } } };
  await choose(page, file('other.json', other));
  await page.locator('.refusals li').waitFor();
  const { refusals } = await said(page);
  const dots = await page.locator('.results .run-dot').count();
  assert.equal(dots, PLAN.models.length * PLAN.runs, 'the run is still there');
  assert.match(
    refusals.join(),
    /cannot be compared: the first has “[^”]+” at 5, the second “[^”]+” at 6\u202f000\u202f000|the first has “[^”]+” at 6\u202f000\u202f000, the second “[^”]+” at 5/,
  );
  assertNoErrors(page);
  await page.context().close();
});

test('what is no report is refused in a sentence, and what was shown stays', async () => {
  const page = await fresh();
  await page.evaluate(plan => window.interleave.run(plan), PLAN);
  const text = JSON.stringify(native);
  const bad = [
    ['empty.json', ''],
    ['half.json', text.slice(0, text.length / 2)],
    ['packed.json', gzipSync(Buffer.alloc(100_000_000))],
    ['picture.json', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe])],
    ['later.json', text.replace('interleave.report/1', 'interleave.report/9')],
    ['deep.json', '['.repeat(100_000)],
    ['impossible.json', { ...native, results: [{ ...native.results[0], median_ms: -5 }] }],
  ];
  await choose(page, ...bad.map(([name, content]) => file(name, content)));
  const { sources, refusals } = await said(page);
  assert.deepEqual(sources, []);
  for (const [name] of bad)
    assert.ok(
      refusals.some(sentence => sentence.startsWith(`${name} cannot be used: `)),
      `${name}: ${refusals}`,
    );
  assert.equal(await page.locator('.results .run-dot').count(), PLAN.models.length * PLAN.runs);
  assertNoErrors(page);
  await page.context().close();
});

test('nothing in a report is taken for markup or for a property of the page', async () => {
  const page = await fresh();
  const text = JSON.stringify({
    ...native,
    environment: { ...native.environment, machine: ATTACK },
    results: native.results.map(result => ({
      ...result,
      tasks: result.tasks.map(task => ({ ...task, name: ATTACK })),
      output: [{ at_ns: 1, lane: 0, task: null, text: ATTACK }],
    })),
    warnings: [{ code: 'incomplete', text: ATTACK }],
    insight: [ATTACK, '\ud800'.toWellFormed()],
  });
  const hostile = text.replace('{', '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}, ');
  await choose(
    page,
    file(`${ATTACK.replaceAll('/', '')}.json`, hostile),
    file('surrogate.json', text.replace('"incomplete"', '"\\ud800"')),
  );
  for (const tab of ['Task manager', 'Where the time went', 'As text', 'Console']) await showTab(page, tab);
  const after = await page.evaluate(() => ({
    title: document.title,
    images: document.images.length,
    polluted: {}.polluted === undefined ? 'no' : 'yes',
  }));
  assert.deepEqual([after.images, after.polluted, after.title.includes('owned')], [0, 'no', false]);
  assert.ok(await page.getByText(ATTACK).count(), 'it is there, as text');
  assertNoErrors(page);
  await page.context().close();
});

test('a report with far more events than can be drawn neither freezes the page nor loses them in silence', async () => {
  const page = await fresh();
  const [first, ...others] = native.results;
  const events = Array(1_200_000).fill(first.trace.events[0]);
  const long = { ...native, results: [{ ...first, trace: { ...first.trace, events } }, ...others] };
  await page.evaluate(() => {
    window.longest = 0;
    let last = performance.now();
    const beat = () => {
      const now = performance.now();
      window.longest = Math.max(window.longest, now - last);
      last = now;
      setTimeout(beat, 0);
    };
    beat();
  });
  const path = join(folder, 'long.json');
  writeFileSync(path, JSON.stringify(long));
  await page.locator('input[type=file]').setInputFiles(path);
  await page.locator('.source').waitFor();
  assert.ok(await page.getByText(/does not|has \d+ events|events/).count(), 'it says so');
  const longest = await page.evaluate(() => window.longest);
  console.log(`the page stood still for ${longest.toFixed(0)} ms at most`);
  assert.ok(longest < 2_000, `${longest} ms`);
  await page.context().close();
});

test('a report that was saved on the page is read again as it was', async () => {
  const page = await fresh();
  const report = await page.evaluate(plan => window.interleave.run(plan), PLAN);
  const saved = async title => {
    await page.getByRole('button', { name: 'Save …' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: title }).click()]);
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
  };
  const json = await saved('JSON');
  assert.deepEqual(JSON.parse(json.text), report);
  assert.match(json.name, /^interleave-count-\d{4}-\d{2}-\d{2}T.*\.json$/);
  assert.equal((await saved('CSV')).text.trim().split('\r\n').length, 1 + PLAN.models.length * PLAN.runs);
  assert.match((await saved('Markdown')).text, /^# /);
  assert.match((await saved('HTML')).text, /^<!doctype html>/);
  const trace = await saved('Trace');
  const [opened] = await page.evaluate(text => window.interleave.open([new File([text], 'again.json')]), json.text);
  for (const result of report.results) result.trace = null;
  assert.deepEqual(opened, report, 'what was exported and imported is the same');
  await choose(page, file('trace.json', trace.text));
  assert.ok((await page.locator('.console h3').allTextContents()).some(title => title.endsWith('trace.json')));
  assertNoErrors(page);
  await page.context().close();
});

test('what another program recorded is shown, with what could not be, and is no refusal', async () => {
  const page = await fresh();
  const events = [
    { ph: 'X', pid: 1, tid: 1, ts: 0, dur: 5, name: 'work' },
    { ph: 'no such phase', pid: 1, tid: 1, ts: 1, name: 'odd' },
  ];
  const text = JSON.stringify({ traceEvents: events });
  const opened = await page.evaluate(text => window.interleave.open([new File([text], 'odd.json')]), text);
  assert.deepEqual(opened, [], 'it has no figures');
  await page.locator('.warnings li', { hasText: 'odd.json' }).waitFor();
  assert.equal(await page.locator('.refusals').count(), 0);
  await page.getByRole('button', { name: 'Close odd.json' }).click();
  await page.locator('.warnings li', { hasText: 'odd.json' }).waitFor({ state: 'detached' });
  assertNoErrors(page);
  await page.context().close();
});
