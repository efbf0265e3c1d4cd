// Accessibility and layout: axe finds nothing serious, nothing jumps or overflows. Screenshots go to test-results/.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { launch, open, run, showTab } from './browser.mjs';
import { serve } from './server.mjs';

const RESULTS = join(import.meta.dirname, '../../test-results');
const SIZES = [
  { name: 'wide', viewport: { width: 1280, height: 860 } },
  { name: 'phone', viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true },
];
const SCHEMES = ['light', 'dark'];
/** As short as a run with intervals and verdicts can be. */
const SHORT = '&time_s=1';
const PLANS = {
  count: `#workload=count&param.n=4000000${SHORT}`,
  arithmetic: `#workload=arithmetic&param.time_scale=1&tab=where${SHORT}`,
};
/** Web Vitals call a cumulative layout shift up to 0.1 good; for this page the limit is much lower. */
const LAYOUT_SHIFT = 0.01;

let browser;
let host;

before(async () => {
  mkdirSync(RESULTS, { recursive: true });
  host = await serve({ isolated: true });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await host?.close();
});

async function seriousViolations(page) {
  // By the browser's own tools: the page's policy lets no script in that is written into it.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations
    .filter(one => ['serious', 'critical'].includes(one.impact))
    .map(one => `${one.id} (${one.nodes.length}): ${one.nodes[0].target} ${one.nodes[0].failureSummary}`);
}

for (const { name, ...device } of SIZES) {
  for (const colorScheme of SCHEMES) {
    test(`${name}, ${colorScheme}: accessible before and after a run, and nothing overflows`, async () => {
      const page = await open(browser, host.url, { ...device, colorScheme });
      await page.screenshot({ path: join(RESULTS, `start-${name}-${colorScheme}.png`), fullPage: true });
      assert.deepEqual(await seriousViolations(page), []);
      for (const [workload, hash] of Object.entries(PLANS)) {
        await page.goto(host.url + hash);
        await page.locator('#command', { hasText: `run ${workload}` }).waitFor();
        await run(page);
        await page.screenshot({ path: join(RESULTS, `${workload}-${name}-${colorScheme}.png`), fullPage: true });
        assert.deepEqual(await seriousViolations(page), []);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(overflow, 0, workload);
      }
      for (const tab of ['Task manager', 'Where the time went', 'GIL', 'Code', 'As text']) {
        await showTab(page, tab);
        if (tab === 'GIL') await page.locator('.lab-chart').first().waitFor();
        assert.deepEqual(await seriousViolations(page), [], tab);
      }
      await page.context().close();
    });
  }
}

for (const [place, { name, ...device }] of SIZES.entries()) {
  // Each size in one of the schemes: both are seen.
  const colorScheme = SCHEMES[place];
  test(`${name}, ${colorScheme}: reports side by side and a sweep are accessible too, and nothing overflows`, async () => {
    const page = await open(browser, host.url, { ...device, colorScheme });
    await page.evaluate(async () => {
      const plan = { workload: 'count', parameters: { n: 4_000_000 }, models: ['sequential', 'threads'], runs: 6 };
      const report = await window.interleave.run(plan);
      await window.interleave.open(['first', 'second'].map(name => new File([JSON.stringify(report)], `${name}.json`)));
      await window.interleave.sweep(plan, { parameter: 'workers', values: '1..3' });
    });
    await page.locator('.sweep .chart canvas').waitFor();
    await page.getByText('Sweep: one thing at many values').click();
    await page.screenshot({ path: join(RESULTS, `compared-${name}-${colorScheme}.png`), fullPage: true });
    assert.deepEqual(await seriousViolations(page), []);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(overflow, 0);
    await page.context().close();
  });
}

for (const { name, ...device } of SIZES) {
  test(`${name}: nothing jumps while a run fills the page`, async () => {
    const page = await open(browser, host.url + PLANS.count, device);
    await page.evaluate(() => {
      window.shifted = 0;
      window.what = [];
      new PerformanceObserver(list => {
        for (const { value, hadRecentInput, sources } of list.getEntries()) {
          if (hadRecentInput) continue;
          window.shifted += value;
          window.what.push(...sources.map(({ node }) => node?.className || node?.nodeName));
        }
      }).observe({ type: 'layout-shift' });
    });
    await run(page);
    await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    const { shifted, what } = await page.evaluate(() => ({ shifted: window.shifted, what: window.what }));
    assert.ok(shifted < LAYOUT_SHIFT, `layout shift ${shifted} of ${what}`);
    await page.context().close();
  });
}

test('the whole page can be used with the keyboard, and the focus is always visible', async () => {
  const page = await open(browser, host.url);
  const reached = new Set();
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    const now = await page.evaluate(() => {
      const element = document.activeElement;
      // A number and its unit share one frame.
      const style = getComputedStyle(element.closest('.number') ?? element);
      return {
        what: element.id || element.className || element.tagName,
        visible: style.outlineStyle !== 'none' && style.outlineWidth !== '0px',
      };
    });
    if (now.what === 'BODY') break;
    assert.ok(now.visible, `no visible focus on ${now.what}`);
    reached.add(now.what);
  }
  for (const what of ['workload', 'workers', 'time_s', 'run', 'timeline', 'tab-console']) assert.ok(reached.has(what), what);
  await page.context().close();
});

test('on a phone, Run stays within reach of the thumb wherever the page is scrolled to', async () => {
  const page = await open(browser, host.url, { viewport: SIZES[1].viewport });
  for (const share of [0, 0.5, 1]) {
    await page.evaluate(part => scrollTo(0, document.documentElement.scrollHeight * part), share);
    const box = await page.getByRole('button', { name: 'Run', exact: true }).boundingBox();
    assert.ok(box.y > 600 && box.y + box.height <= 800, `at ${share}: ${JSON.stringify(box)}`);
    assert.ok(box.height >= 44);
  }
  await page.context().close();
});
