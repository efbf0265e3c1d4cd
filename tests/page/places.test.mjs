// One session in the browser and natively, on the page that `interleave serve` serves: rounds alternate and pair, and both can be stopped.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BROWSERS, withPageAt } from './both.mjs';
import { assertNoErrors, launch, open, ready, run } from './browser.mjs';
import { runNatively, serveNatively } from './native.mjs';
import { withSays } from './run-button.mjs';

const PLAN = {
  workload: 'count',
  parameters: { n: 2_000_000 },
  models: ['sequential', 'threads', 'processes'],
  workers: 2,
  runs: 6,
  warmup: 1,
};
const BOTH = ['browser', 'native'];
/** Only what hangs takes longer. */
const USABLE_MS = 2_000;

for (const { name, openBrowser, skip } of BROWSERS) {
  test(`in ${name}, one session in both places gives one report, in which each round has each model once in each place`, {
    skip,
  }, async () => {
    const server = await serveNatively();
    const check = async ({ inside }) => {
      const { report, order } = await inside(runAndSeeOrder, PLAN, BOTH);
      const ids = report.results.map(({ platform, model }) => `${platform} ${model}`);
      assert.deepEqual(
        ids,
        ['native', 'browser'].flatMap(platform => PLAN.models.map(model => `${platform} ${model}`)),
      );
      for (const { samples_ms, checksum, trace } of report.results) {
        assert.equal(samples_ms.length, PLAN.runs);
        assert.equal(checksum, report.results[0].checksum);
        assert.ok(trace);
      }
      assert.deepEqual([report.environment.host, report.other_environments.map(({ host }) => host)], ['native', ['browser']]);
      assert.ok(report.environment.cores_measured > 0, 'the cores of the machine were measured natively');
      const turns = PLAN.models.length * BOTH.length;
      assert.equal(order.length, (PLAN.runs + PLAN.warmup) * turns);
      const rounds = Array.from({ length: PLAN.runs + PLAN.warmup }, (_, round) =>
        order.slice(round * turns, (round + 1) * turns),
      );
      for (const round of rounds) assert.equal(new Set(round.map(({ group, model }) => `${group} ${model}`)).size, turns);
      const shapes = new Set(rounds.map(round => round.map(({ group }) => group).join('')));
      assert.ok(shapes.size > 1, `one shuffled order for both places: ${[...shapes]}`);
    };
    await withPageAt(await server.address(), openBrowser, check, () => server.close());
  });
}

test('one click shows every model in both places, with ratios, intervals and a verdict', async () => {
  const server = await serveNatively();
  const browser = await launch();
  try {
    const page = await open(browser, await server.address());
    await page.goto(`${server.origin}/#workload=count&param.n=2000000&runs=6`);
    assert.equal(await page.getByRole('radio', { name: 'Both' }).isChecked(), true, 'both, where both can be had');
    await run(page);
    const models = await page.evaluate(() =>
      window.interleave.catalog().then(catalog => catalog.models.filter(({ available }) => available).map(({ title }) => title)),
    );
    const groups = await page.locator('.compared tbody').evaluateAll(all =>
      all.map(group => ({
        title: group.querySelector('th').textContent,
        lines: [...group.querySelectorAll('tr')].map(line => ({
          where: line.querySelector('.where').firstChild.textContent,
          dots: line.querySelectorAll('.run-dot').length,
          answer: line.querySelector('.verdict')?.textContent,
          ratio: line.querySelector('.against span')?.textContent,
          verdict: line.querySelector('.against .said')?.textContent,
        })),
      })),
    );
    assert.deepEqual(
      groups.map(({ title }) => title),
      models,
    );
    for (const { title, lines } of groups) {
      assert.deepEqual(
        lines.map(({ where, dots, answer }) => [where, dots, answer]),
        [
          ['native', 6, 'same'],
          ['the browser', 6, 'same'],
        ],
        title,
      );
      assert.match(lines[1].ratio, /^[\d.]+×$/, title);
      assert.ok(['faster', 'slower', 'no difference', 'cannot tell'].includes(lines[1].verdict), title);
    }
    assert.equal(await page.locator('.verdicts li').count(), models.length);
    const labels = await page.evaluate(() => document.querySelectorAll('.console').length);
    assert.equal(labels, 2 * models.length, 'the console has every model of both places');
    const other = runNatively({ ...PLAN, parameters: { n: 1000 }, runs: 1 });
    const buffer = Buffer.from(JSON.stringify(other));
    await page.locator('input[type=file]').setInputFiles({ name: 'other.json', mimeType: 'application/json', buffer });
    await page.locator('.refusals li', { hasText: 'cannot be compared' }).waitFor();
    assert.equal(await page.locator('.compared .against .said').count(), models.length, 'what is about other work hides nothing');
    const sort = { workload: 'sort', parameters: { n: 20_000 }, models: ['sequential', 'threads'], runs: 3 };
    const { references, insight } = await page.evaluate(runOn, [sort, BOTH]);
    assert.deepEqual(
      references.map(({ platform, samples_ms, same_answer }) => [platform, samples_ms.length, same_answer]),
      ['native', 'browser'].map(platform => [platform, 3, true]),
      'what a workload is set beside takes its turns in both places',
    );
    const said = insight.filter(sentence => sentence.includes("For reference, rayon's own parallel sort on 4 threads"));
    assert.equal(said.length, 2, insight.join(' '));
    assertNoErrors(page);
  } finally {
    await browser.close();
    await server.close();
  }
});

test('a native execution is cancelled like any other, and the next run begins at once', async () => {
  const server = await serveNatively();
  const browser = await launch();
  try {
    const page = await open(browser, await server.address());
    const long = { ...PLAN, parameters: { n: 10_000_000_000 }, models: ['sequential'], warmup: 0 };
    const { usable, complete, after } = await page.evaluate(
      `(${withSays(cancelAndRunAgain)})(${JSON.stringify(long)}, ${JSON.stringify(PLAN)})`,
    );
    assert.equal(complete, false);
    assert.ok(usable < USABLE_MS, `${usable} ms`);
    assert.equal(after.complete, true);
    assert.ok(
      after.results.every(({ checksum }) => checksum),
      'every model ran',
    );
    assertNoErrors(page);
  } finally {
    await browser.close();
    await server.close();
  }
});

test('when the program ends in mid-run, the native models say so and those of the browser go on', async () => {
  const server = await serveNatively();
  const browser = await launch();
  let running = true;
  try {
    const page = await open(browser, await server.address());
    const first = page.waitForFunction(() => document.querySelectorAll('.compared .run-dot').length > 0);
    const ended = page.evaluate(plan => window.interleave.run(plan, { on: ['browser', 'native'] }), {
      ...PLAN,
      models: ['sequential', 'threads'],
      runs: 30,
    });
    await first;
    await server.close();
    running = false;
    const report = await ended;
    for (const { platform, samples_ms, warnings } of report.results) {
      if (platform === 'browser') assert.equal(samples_ms.length, 30);
      else assert.ok(warnings.some(({ code, text }) => code === 'unavailable' && text.includes('does not answer')));
    }
  } finally {
    await browser.close();
    if (running) await server.close();
  }
});

test('a page that no program serves has no choice of places, and says how to get native figures', async () => {
  const { serve } = await import('./server.mjs');
  const host = await serve({ isolated: true });
  const browser = await launch();
  try {
    const page = await open(browser, `${host.url}#workload=count`);
    await ready(page);
    assert.equal(await page.getByRole('radio').count(), 0);
    await page
      .locator('#command', { hasText: /^interleave run count .*--json native\.json$|^interleave run count --json native\.json$/ })
      .waitFor();
    const refused = page.evaluate(() => window.interleave.run({}, { on: ['native'] }).catch(error => error.message));
    assert.match(await refused, /interleave serve/);
    assertNoErrors(page);
  } finally {
    await browser.close();
    await host.close();
  }
});

/** Runs inside the page: the report, and what ran when, by the page's own marks. */
async function runAndSeeOrder(plan, on) {
  const report = await window.interleave.run(plan, { on });
  const order = performance
    .getEntriesByType('measure')
    .filter(({ name }) => name === 'interleave execution')
    .sort((a, b) => a.startTime - b.startTime)
    .map(({ detail }) => ({ group: detail.group, model: detail.model }));
  return { report, order };
}

/** Runs inside the page. */
function runOn([plan, on]) {
  return window.interleave.run(plan, { on });
}

/** Runs inside the page: cancels when the run has begun natively. */
async function cancelAndRunAgain(says, long, next) {
  const button = document.querySelector('.run');
  const begun = new Promise(resolve => {
    const status = document.querySelector('.status');
    new MutationObserver(() => status.textContent.includes('run 1') && resolve()).observe(status, {
      subtree: true,
      childList: true,
    });
  });
  const ended = window.interleave.run(long, { on: ['native'] });
  await begun;
  const cancelled = performance.now();
  button.click();
  await says('Run');
  const usable = performance.now() - cancelled;
  const { complete } = await ended;
  const after = await window.interleave.run(next, { on: ['native'] });
  return { usable, complete, after };
}

test('a browser without threads leaves models off only where it runs alone', async () => {
  const server = await serveNatively();
  const browser = await launch();
  try {
    const page = await open(browser, 'about:blank', { expectReady: false, serviceWorkers: 'block' });
    await page.addInitScript(() => Object.defineProperty(window, 'crossOriginIsolated', { value: false }));
    await page.goto(await server.address());
    await page.waitForURL(`${server.origin}/**`);
    await ready(page);
    const off = async () => {
      const models = await page.locator('.model', { has: page.locator('input:disabled') }).allInnerTexts();
      // Other machines lend its lanes: nobody has named their server.
      return models.filter(model => !model.includes('Distributed'));
    };
    assert.deepEqual(await off(), [], 'in both places, the program runs them');
    await page.getByRole('radio', { name: 'Browser' }).check({ force: true });
    assert.ok((await off()).length > 0);
    assert.equal(await page.locator('.model input:disabled:checked').count(), 0);
    await page.getByRole('radio', { name: 'Native' }).check({ force: true });
    assert.deepEqual(await off(), []);
    const { results, warnings } = await page.evaluate(plan => window.interleave.run(plan, { on: ['browser', 'native'] }), {
      ...PLAN,
      runs: 1,
      models: ['sequential', 'threads'],
    });
    assert.deepEqual(
      results.map(({ platform, model, samples_ms }) => `${platform} ${model} ${samples_ms.length}`),
      ['native sequential 1', 'native threads 1', 'browser sequential 1', 'browser threads 0'],
    );
    const said = results
      .flatMap(result => result.warnings ?? [])
      .concat(warnings)
      .find(({ code }) => code === 'unavailable');
    assert.match(said.text, /browser|page|isolat/);
    assertNoErrors(page);
  } finally {
    await browser.close();
    await server.close();
  }
});
