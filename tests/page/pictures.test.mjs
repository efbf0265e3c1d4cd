// Pictures of what the page shows, saved and looked into: marks, words, size; nothing in them is markup of a report's.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { assertNoErrors, launch, open, script } from './browser.mjs';
import { serve } from './server.mjs';

const PLAN = { workload: 'count', parameters: { n: 300_000 }, models: ['sequential', 'threads'], workers: 2, runs: 5, warmup: 1 };
const ATTACK = '<img src=x onerror="document.title=\'owned\'">';

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

test('pictures of results, lanes and a sweep are SVG and PNG with what, where and when in them, and names stay text', async () => {
  const page = await open(browser, host.url);
  const report = await script(page, PLAN);
  await page.reload();
  const hostile = { ...report, environment: { ...report.environment, machine: ATTACK } };
  await page.evaluate(text => window.interleave.open([new File([text], 'hostile.json')]), JSON.stringify(hostile));
  await page.evaluate(() =>
    window.interleave.sweep({ workload: 'count', models: ['sequential'], runs: 1 }, { parameter: 'n', values: [10, 100] }),
  );
  const saved = async title => {
    await page.getByRole('button', { name: 'Save …' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: title }).click()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };
  for (const [subject, marks] of [
    ['Results', { selector: '.run', count: PLAN.models.length * PLAN.runs }],
    ['Timeline', { selector: 'pattern', count: 5 }],
    ['Sweep', { selector: '.point', count: 2 }],
  ]) {
    const { name, bytes } = await saved(`${subject} as SVG`);
    assert.match(name, new RegExp(`^interleave-count-.*-${subject.toLowerCase()}\\.svg$`));
    const seen = await page.evaluate(
      ([text, selector]) => {
        const picture = new DOMParser().parseFromString(text, 'image/svg+xml');
        const { width, height } = picture.documentElement.attributes;
        const texts = [...picture.querySelectorAll('text')].map(({ textContent }) => textContent);
        const foreign = picture.querySelectorAll('parsererror, img, script').length;
        const found = picture.querySelectorAll(selector).length;
        return { size: [Number(width.value), Number(height.value)], words: texts.join('\n'), foreign, found };
      },
      [bytes.toString('utf8'), marks.selector],
    );
    assert.deepEqual([seen.foreign, seen.found], [0, marks.count], subject);
    assert.match(seen.words, /^Count up, count down/);
    assert.match(seen.words, /\d{4}-\d\d-\d\d, \d\d:\d\d UTC/);
    assert.match(seen.words, /\d cores/);
    if (subject !== 'Sweep') assert.ok(seen.words.includes(ATTACK), 'what looks like markup is there as text');
    const png = (await saved(`${subject} as PNG`)).bytes;
    assert.equal(png.subarray(1, 4).toString('latin1'), 'PNG');
    assert.deepEqual(
      [png.readUInt32BE(16), png.readUInt32BE(20)],
      seen.size.map(side => 2 * side),
    );
  }
  assertNoErrors(page);
  await page.context().close();
});
