// The editor of scenarios: a built-in one is changed, its mistake is shown at its place, it runs, and it is still there after a reload.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { assertNoErrors, launch, open, ready, rows, run, showTab } from './browser.mjs';
import { serve } from './server.mjs';

const RESULTS = join(import.meta.dirname, '../../test-results');
const ADDRESS = '#workload=scenario&models=threads,async&runs=1';

let browser;
let host;
let page;

before(async () => {
  mkdirSync(RESULTS, { recursive: true });
  host = await serve({ isolated: true });
  browser = await launch();
  page = await open(browser, host.url + ADDRESS);
});

after(async () => {
  await browser?.close();
  await host?.close();
});

const editor = () => page.locator('.cm-content');
const chooser = () => page.locator('.scenario-chooser');
const chosen = () => chooser().evaluate(select => select.selectedOptions[0].textContent);
const said = () => page.locator('.scenario .said');
const text = () => editor().evaluate(content => content.cmTile?.view?.state.doc.toString() ?? content.innerText);

/** Puts the cursor behind the first place of some words. */
async function goBehind(words) {
  await editor().evaluate((content, found) => {
    const line = [...content.querySelectorAll('.cm-line')].find(one => one.textContent.includes(found));
    let rest = line ? line.textContent.indexOf(found) + found.length : 0;
    const walker = document.createTreeWalker(line ?? content, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); line && node; node = walker.nextNode()) {
      if (rest > node.data.length) {
        rest -= node.data.length;
        continue;
      }
      content.focus();
      content.getRootNode().getSelection().collapse(node, rest);
      return;
    }
    throw new Error(`There is no '${found}'.`);
  }, words);
}

test('a built-in scenario that is changed becomes one of the visitor, with its mistake shown at its place until it is corrected', async () => {
  await chooser().selectOption({ label: 'Lost update' });
  await editor().getByText('# Two people pay into one account.').waitFor();
  await goBehind('wait');
  await page.keyboard.type('t');
  const marked = page.locator('.cm-lintRange-error');
  await marked.waitFor();
  assert.match(await marked.first().textContent(), /waitt/);
  assert.match(
    await page.locator('#text-mistake').textContent(),
    /^Line 12, column 3: 'waitt' is no step\. Did you mean 'wait'\?/,
  );
  assert.equal(await chosen(), 'Lost update (changed)');
  await page.keyboard.press('Backspace');
  await marked.first().waitFor({ state: 'detached' });
  // What is as it was needs no copy.
  await chooser().and(page.locator(':has(option:checked:text-is("Lost update"))')).waitFor();
  assert.equal(await chooser().locator('optgroup').count(), 1);
});

test('steps and names are completed from core, and what is typed runs', async () => {
  await goBehind('{ wait = 5 },');
  await page.keyboard.type('\n{ pri');
  // A click: the editor takes no key for a choice that has only just appeared.
  await page.locator('.cm-tooltip-autocomplete [aria-selected]', { hasText: 'print' }).click();
  await page.keyboard.type('from the editor');
  await page.keyboard.press('End');
  await page.keyboard.type(',\n{ add = "');
  await page.locator('.cm-tooltip-autocomplete [aria-selected]', { hasText: 'balance' }).click();
  await page.keyboard.press('End');
  await page.keyboard.type(',');
  await page.locator('.mistake').first().waitFor({ state: 'detached' });
  assert.match(await said().textContent(), /Kept in this browser/);
  await run(page);
  assert.deepEqual(
    (await rows(page)).map(row => row.answer),
    ['same', 'same'],
  );
  await page.locator('.console', { hasText: 'from the editor' }).first().waitFor();
});

test('in a replay the steps light up in the visitor’s own text on which its lanes are', async () => {
  await showTab(page, 'Code');
  const listing = page.getByRole('region', { name: 'Scenario: the text' });
  await listing.locator('.code-line', { hasText: 'from the editor' }).waitFor();
  await page.getByRole('slider', { name: 'Moment of the replay' }).evaluate(slider => {
    slider.value = String((Number(slider.min) + Number(slider.max)) / 2);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  });
  // Most of the run is this wait.
  await listing.locator('.code-line.lit', { hasText: '{ wait = 5 }' }).first().waitFor();
  await showTab(page, 'Console');
});

test('Escape, then Tab leaves the editor, and Control+Z takes back', async () => {
  await goBehind('from the editor');
  await page.keyboard.type('!');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.id), '', 'the focus is elsewhere');
  assert.notEqual(await page.evaluate(() => document.activeElement?.tagName), 'BODY');
  assert.doesNotMatch(await text(), /editor!/);
});

test('what was changed is kept over a reload, can be renamed, saved, deleted, and had back', async () => {
  const before = await text();
  await page.waitForFunction(() => localStorage.getItem('interleave.scenarios')?.includes('from the editor'));
  await page.waitForFunction(() => location.hash.includes('from+the+editor'));
  await page.reload();
  await ready(page);
  await editor().getByText('from the editor').waitFor();
  assert.equal(await text(), before);
  assert.equal(await chosen(), 'Lost update (changed)');
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'The name of this scenario' }).fill('Paying');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Delete' }).waitFor();
  assert.equal(await chosen(), 'Paying');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as file' }).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'paying.toml');
  assert.equal(readFileSync(await download.path(), 'utf8'), before);
  await page.getByRole('button', { name: 'Delete' }).click();
  await said().filter({ hasText: '“Paying” is deleted.' }).waitFor();
  assert.equal(await chosen(), 'Lost update');
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.equal(await chosen(), 'Paying');
  assert.equal(await text(), before);
});

test('a file becomes a scenario of its own, and one that cannot be used is answered with the reason', async () => {
  const give = (name, content) =>
    page.getByLabel('A scenario to open').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
  await give('long.toml', '#'.repeat(40_000));
  await page.locator('.scenario .mistake', { hasText: "'long.toml' is longer than 32\u202f768 bytes" }).waitFor();
  await give('two-cooks.toml', '[[task]]\r\nname = "cook"\r\nsteps = []\r\n');
  await editor().getByText('cook').waitFor();
  assert.equal(await chosen(), 'two-cooks');
  assertNoErrors(page);
});

for (const { name, ...device } of [
  { name: 'wide', viewport: { width: 1280, height: 860 }, colorScheme: 'light' },
  { name: 'phone', viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true, colorScheme: 'dark' },
]) {
  test(`${name}, ${device.colorScheme}: the editor is accessible with a mistake in it, and nothing overflows`, async () => {
    const shown = await open(browser, `${host.url}${ADDRESS}&param.builtin=deadlock`, device);
    await shown.locator('.cm-content').getByText('[[task]]').first().waitFor();
    await shown.locator('.cm-content').click();
    await shown.keyboard.press('Control+End');
    await shown.keyboard.type('[[task]]\nnaem = "third"\n');
    await shown.locator('.cm-lintRange-error').waitFor();
    await shown.screenshot({ path: join(RESULTS, `scenario-${name}.png`), fullPage: true });
    await shown.evaluate(axe.source);
    const { violations } = await shown.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
    assert.deepEqual(
      violations.map(one => `${one.id}: ${one.nodes[0].target} ${one.nodes[0].failureSummary}`),
      [],
    );
    const overflow = await shown.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(overflow, 0);
    assertNoErrors(shown);
    await shown.context().close();
  });
}
