// A link that holds the results: made on one page, opened on another, with the same figures; damaged ones say what is wrong, and still bring the plan.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { assertNoErrors, launch, open, rows, script, showTab } from './browser.mjs';
import { serve } from './server.mjs';

const PLAN = { workload: 'count', parameters: { n: 300_000 }, models: ['sequential', 'threads'], workers: 3, runs: 4, warmup: 1 };
/** What a link's value looks like, made of anything. */
const value = bytes => {
  const data = bytes.toString('base64url');
  return `1.${data.length}.${data}`;
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

/** Copies the link of what a page shows, and gives it with what the page says of it. */
async function copied(page) {
  await page.getByRole('button', { name: 'Copy link with results' }).click();
  const said = await page.locator('.copied-link .caption').textContent();
  return { said, link: await page.evaluate(() => navigator.clipboard.readText()) };
}

/** What is looked at on the timeline, as far as it can be seen. */
async function look(page) {
  const timeline = page.locator('.timeline');
  return {
    range: [await timeline.getAttribute('data-from-ns'), await timeline.getAttribute('data-to-ns')].map(ns => Math.round(ns)),
    focus: await page.locator('.model-head[aria-pressed=true]').textContent(),
    details: await page.locator('.details .times').textContent(),
    tab: await page.locator('[role=tab][aria-selected=true]').textContent(),
  };
}

const figures = page =>
  page.locator('.results tbody').evaluate(body => [...body.querySelectorAll('td')].map(cell => cell.textContent));

test('a link made after a run shows the same figures and lanes where it is opened, and a damaged one says why not', async () => {
  const page = await open(browser, host.url, { permissions: ['clipboard-read', 'clipboard-write'] });
  await script(page, PLAN);
  const { said, link } = await copied(page);
  assert.equal(said, 'Copied.');
  assert.ok(link.startsWith(`${host.url}#workload=count&param.n=300000&`), link);
  assert.ok(!page.url().includes('results'), 'the plain link stays in the address');

  const other = await open(browser, link);
  await other.locator('.source', { hasText: 'from the link' }).waitFor();
  assert.deepEqual(await figures(other), await figures(page));
  assert.equal((await rows(other)).length, PLAN.models.length);
  assert.equal(await other.locator('.results .run-dot').count(), PLAN.models.length * PLAN.runs);
  assert.deepEqual(await other.locator('.console h3').allTextContents(), ['Sequential, from the link', 'Threads, from the link']);
  assertNoErrors(other);

  const [address, whole] = link.split('&results=');
  const damaged = [
    [whole.slice(0, -20), 'end early: 20 of'],
    [`${whole.slice(0, 200)}${whole[200] === 'A' ? 'B' : 'A'}${whole.slice(201)}`, 'altered'],
    [`2${whole.slice(1)}`, "version '2'"],
    [`${whole.slice(0, 200)}*${whole.slice(201)}`, "'*' is none of their characters"],
    [value(gzipSync(Buffer.alloc(40_000_000))), 'more than 8 MB'],
    [value(gzipSync('{"schema":"interleave.report/9"}')), 'interleave.report/9'],
    [value(gzipSync('<img src=x onerror=alert(1)>')), 'The report from the link cannot be used: it is not valid JSON'],
  ];
  const reader = await open(browser, host.url);
  for (const [i, [broken, words]] of damaged.entries()) {
    // Each with a plan of its own, which is read whatever its results are.
    await reader.goto(`${address.replace('300000', `${i + 1}00`)}&results=${broken}`);
    await reader.locator('.refusals li', { hasText: words }).waitFor();
    assert.equal(await reader.locator('.refusals li').count(), 1);
    await reader.locator('#command', { hasText: `--param n=${i + 1}00 ` }).waitFor();
  }
  assert.equal(await reader.locator('.source').count(), 0);
  assertNoErrors(reader);
  for (const one of [page, other, reader]) await one.context().close();
});

test('an address that the page has not read yet is not written over', async () => {
  const page = await open(browser, host.url);
  await page.locator('#workers').fill('3');
  // As a link does, but that the browser has not told the page of it yet.
  await page.evaluate(() => history.pushState(null, '', '#workload=sort'));
  // Longer than the page waits for before it writes.
  await page.waitForTimeout(600);
  assert.equal(await page.evaluate(() => location.hash), '#workload=sort');
  await page.evaluate(() => dispatchEvent(new HashChangeEvent('hashchange')));
  await page.locator('#command', { hasText: 'run sort' }).waitFor();
  await page.locator('#workers').fill('5');
  await page.waitForFunction(() => location.hash === '#workload=sort&workers=5');
  assertNoErrors(page);
  await page.context().close();
});

test('a link reopens tab, range, selection and the model in focus, and says what of them is no more', async () => {
  const page = await open(browser, host.url, { permissions: ['clipboard-read', 'clipboard-write'] });
  await script(page, { ...PLAN, runs: 1, warmup: 0 });
  await showTab(page, 'Where the time went');
  await page.locator('.model-head', { hasText: 'Threads' }).click();
  await page.locator('.timeline').press('ArrowRight');
  await page.locator('.timeline').press('ArrowDown');
  for (const key of ['w', 'w', 'd']) await page.locator('.timeline').press(key);
  const seen = await look(page);
  const { link } = await copied(page);
  await page.waitForURL(url => url.hash.includes('&tab=where&focus=threads&range='));

  const other = await open(browser, link);
  await other.locator('.details').waitFor();
  assert.deepEqual(await look(other), { ...seen, focus: `${seen.focus}, from the link` });
  await other.goto(
    link.replace(/&range=\d+\.\.\d+/, '&range=7000000000000..8000000000000').replace(/&span=[^&]+/, '&span=threads.9.9'),
  );
  const said = 'The address names a range and a span that this run does not have: they are left out.';
  await other.locator('.refusals li', { hasText: said }).waitFor();

  // The short address has no run: what it wants is found in the next one.
  const short = await open(browser, page.url());
  assert.equal(await short.locator('.model-head[aria-pressed=true]').textContent(), seen.focus);
  await script(short, { ...PLAN, runs: 1, warmup: 0 });
  const lane = one => one.locator('.details .span-state .faint').textContent();
  assert.equal(await lane(short), await lane(page));
  for (const one of [page, other, short]) {
    assertNoErrors(one);
    await one.context().close();
  }
});

test('where the timelines do not fit they are left out, and where nothing fits the page says what to do', async () => {
  const page = await open(browser, host.url, { permissions: ['clipboard-read', 'clipboard-write'] });
  const report = await script(page, PLAN);
  const noise = length => Array.from({ length }, (_, i) => Math.sin(i).toString(36).slice(2, 9));
  const [first, ...others] = report.results;
  const tasks = first.trace.tasks;
  const shown = results =>
    page.evaluate(text => window.interleave.open([new File([text], 'long.json')]), JSON.stringify({ ...report, results }));
  await page.reload();
  await shown([{ ...first, trace: { ...first.trace, tasks: [...tasks, ...noise(8_000)] } }, ...others]);
  const { said, link } = await copied(page);
  assert.match(said, /^Copied, without the timelines: with them, it would be longer than the 32.000 characters/);
  assert.ok(link.length < 32_000);
  await page.getByRole('button', { name: 'Close long.json' }).click();
  await shown([{ ...first, output: noise(9_000).map(text => ({ at_ns: 1, lane: 0, task: null, text })) }, ...others]);
  await page.getByRole('button', { name: 'Copy link with results' }).click();
  await page.locator('.copied-link', { hasText: 'save them as JSON' }).waitFor();
  assertNoErrors(page);
  await page.context().close();
});

test('where the page may not copy, the link is there to be copied by hand', async () => {
  const page = await open(browser, host.url);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await script(page, { ...PLAN, runs: 1 });
  await page.getByRole('button', { name: 'Copy link with results' }).click();
  const field = page.getByLabel('The link with the results');
  assert.match(await field.inputValue(), /&results=1\./);
  assert.equal(
    await field.evaluate(({ selectionStart, selectionEnd, value }) => selectionEnd - selectionStart === value.length),
    true,
  );
  assertNoErrors(page);
  await page.context().close();
});
