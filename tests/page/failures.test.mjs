// Workers that fail: whoever waits for one is told, and the next run gets a new one.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { BROWSERS, withPageAt } from './both.mjs';
import { launch, open, ready, rows, script } from './browser.mjs';
import { serve } from './server.mjs';

const SMALL = { workload: 'count', parameters: { n: 10_000 }, models: ['sequential', 'threads'], runs: 1, warmup: 0 };
const ADVICE = /could not be loaded, and not under a fresh address either\. Check .+ load the page again\./;
const LONG = { ...SMALL, parameters: { n: 10_000_000_000 } };

let browser;
let host;
let page;

before(async () => {
  host = await serve({ isolated: true });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await host?.close();
});

/** Opens a page that keeps its engines within reach, the clerk first, and starts them from elsewhere when it is told to. */
async function openFragile() {
  page = await open(browser, 'about:blank', { expectReady: false });
  await page.addInitScript(() => {
    window.started = [];
    window.startFrom = null;
    window.Worker = class extends Worker {
      constructor(address, options) {
        super(window.startFrom ?? address, options);
        if (String(address).includes('/engine-')) window.started.push(this);
      }
    };
  });
  await page.goto(host.url);
  await ready(page);
}

/** Runs a plan that is expected to fail, does something to the page meanwhile, and gives the sentence. */
async function failure(plan, meanwhile) {
  const failed = page.evaluate(
    given =>
      window.interleave.run(given).then(
        () => 'no failure',
        error => error.message,
      ),
    plan,
  );
  await meanwhile();
  return failed;
}

async function assertRuns(plan) {
  const report = await script(page, plan);
  assert.equal(report.complete, true);
  for (const row of await rows(page)) assert.equal(row.answer, 'same', row.title);
}

test('a clerk that fails while a run goes on ends the run with a sentence, and a new clerk serves the next one', async () => {
  await openFragile();
  const message = await failure(LONG, async () => {
    await page.locator('.status', { hasText: /, (run|warm-up) \d/ }).waitFor();
    // It fails while it is asked for something, as the checks of the form do; the run needs it when the first sample has come.
    await page.evaluate(() => {
      window.started[0].onerror(new ErrorEvent('error', { message: 'The clerk failed.' }));
      document.querySelector('.run').click();
    });
  });
  assert.match(message, /No run has begun|The clerk failed/);
  await ready(page);
  await assertRuns(SMALL);
  await page.context().close();
});

test('a clerk that fails while it is asked something tells whoever waits', async () => {
  await openFragile();
  const message = await page.evaluate(plan => {
    const failed = window.interleave.run(plan).then(
      () => 'no failure',
      error => error.message,
    );
    const send = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (given, ...rest) {
      if (given.call?.method !== 'begin') return send.call(this, given, ...rest);
      Worker.prototype.postMessage = send;
      queueMicrotask(() => this.onerror(new ErrorEvent('error', { message: 'The clerk failed.' })));
    };
    return failed;
  }, SMALL);
  assert.equal(message, 'The clerk failed.');
  await ready(page);
  await assertRuns(SMALL);
  await page.context().close();
});

test('a worker that could not start is forgotten: the next run tries again', async () => {
  await openFragile();
  // More workers than the pool has.
  const plan = { ...SMALL, workers: 20, workload: 'mandelbrot', parameters: { width: 48, height: 24, limit: 100 } };
  await page.evaluate(() => {
    window.startFrom = '/no-such-script.js';
  });
  assert.match(await failure(plan, async () => {}), ADVICE);
  await page.evaluate(() => {
    window.startFrom = null;
  });
  await assertRuns(plan);
  await page.context().close();
});

const MODELS = { ...SMALL, models: ['sequential', 'threads', 'processes'] };

/** Serves a page on whose host some files are out of order, by their addresses without the host. */
const serveBroken = broken => serve({ isolated: true, broken });

for (const { name, openBrowser, skip } of BROWSERS) {
  test(`in ${name} a worker whose script does not load is started once more, under a fresh address`, { skip }, async () => {
    const again = new Set();
    const host = await serveBroken(address => {
      const [, script, query] = /^\/page\/(engine|process)-[^?]*(\?again=.+)?$/.exec(address) ?? [];
      if (query) again.add(script);
      return script && !query;
    });
    const check = async ({ inside }) => {
      const report = await inside(plan => window.interleave.run(plan), MODELS);
      assert.deepEqual(
        report.results.map(({ model }) => model),
        MODELS.models,
      );
      assert.equal(new Set(report.results.map(({ checksum }) => checksum)).size, 1);
      assert.deepEqual([...again].sort(), ['engine', 'process']);
    };
    await withPageAt(host.url, openBrowser, check, () => host.close());
  });
}

for (const script of ['page/engine-', 'engine/threaded/interleave_web.js']) {
  test(`where the engine’s script ${script} never loads, the page names it and says what to do`, async () => {
    const host = await serveBroken(address => address.startsWith(`/${script}`));
    try {
      page = await open(browser, host.url, { expectReady: false });
      const text = await page.getByRole('alert').textContent();
      assert.ok(text.includes(`The script ${host.url}${script}`), text);
      assert.match(text, /could not be loaded.+load the page again\./i);
      await page.context().close();
    } finally {
      await host.close();
    }
  });
}

test('where the script of a process never loads, its model says which, and the models beside it run', async () => {
  const host = await serveBroken(address => address.startsWith('/page/process-'));
  try {
    page = await open(browser, host.url);
    const { results } = await script(page, MODELS);
    assert.deepEqual(
      results.map(({ samples_ms: samples }) => samples.length),
      [1, 1, 0],
    );
    const [{ text }] = results[2].warnings;
    assert.ok(text.includes(`The script ${host.url}page/process-`), text);
    assert.match(text, ADVICE);
    await page.context().close();
  } finally {
    await host.close();
  }
});

test('where the script of the painter never loads, or no worker can have a canvas, the page paints its timeline itself', async () => {
  const host = await serveBroken(address => address.startsWith('/page/painter-'));
  const withoutTransfer = () => {
    delete HTMLCanvasElement.prototype.transferControlToOffscreen;
  };
  try {
    for (const before of [() => {}, withoutTransfer]) {
      page = await open(browser, 'about:blank', { expectReady: false });
      await page.addInitScript(before);
      await page.goto(host.url);
      await ready(page);
      await script(page, SMALL);
      // What a worker paints cannot be read on the page.
      const colours = await page.locator('.timeline canvas').evaluate(canvas => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(data.buffer)).size;
      });
      assert.ok(colours > 10, `${colours} colours`);
      await page.context().close();
    }
  } finally {
    await host.close();
  }
});
