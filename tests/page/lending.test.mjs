// Pages that lend themselves: two browsers and a native worker in one run, one time axis and the right answer; and a page that stops.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { BROWSERS, withPageAt } from './both.mjs';
import { launch, open } from './browser.mjs';
import { lend } from './machines.mjs';
import { runNatively, runNativelyBeside, startWorker } from './native.mjs';
import { skipNats, startNats } from './nats.mjs';
import { serve } from './server.mjs';

const PLAN = { workload: 'mandelbrot', parameters: { width: 240, height: 160, limit: 400 }, runs: 1, warmup: 0 };

let nats;
let host;

before(async () => {
  if (skipNats) return;
  nats = await startNats();
  host = await serve({ isolated: true });
});

after(async () => {
  await host?.close();
  await nats?.close();
});

/** The run on whoever lends; the names of its lanes but the parent's, and its answer. */
async function runDistributed(workers) {
  const more = ['--nats', nats.nats, '--timeout', '20'];
  const { results } = await runNativelyBeside({ ...PLAN, models: ['distributed'], workers }, more);
  const [{ trace, checksum }] = results;
  return { lanes: trace.lanes.filter(({ id }) => id > 0).map(({ name }) => name), checksum };
}

test('two pages and a native worker share one run, with the right answer', { skip: skipNats }, async () => {
  const worker = await startWorker(nats.nats, 'native', 1);
  try {
    const lent = async ([browser, ...others], done) => {
      if (!browser) return done();
      if (browser.skip) return lent(others, done);
      await withPageAt(
        host.url,
        browser.openBrowser,
        async ({ inside }) => {
          assert.match(await inside(lend, nats.websocket, 1), /^Lent as “.+”.* 0 of 1 process in use, 0 lent so far\.$/);
          await lent(others, done);
          assert.match(await inside(() => document.querySelector('.lending-bar [role=status]').textContent), /1 lent so far/);
        },
        () => {},
      );
    };
    const pages = BROWSERS.filter(({ skip }) => !skip).length;
    await lent(BROWSERS, async () => {
      const { lanes, checksum } = await runDistributed(pages + 1);
      assert.equal(lanes.filter(name => /, (Chrome|Firefox) \w+$/.test(name)).length, pages, lanes.join());
      assert.equal(lanes.filter(name => /, native$/.test(name)).length, 1, lanes.join());
      const [sequential] = runNatively({ ...PLAN, models: ['sequential'] }).results;
      assert.equal(checksum, sequential.checksum);
    });
  } finally {
    await worker.close();
  }
});

test('a page lends itself to nobody whose address is wrong, who refuses it or who is not there, and no more when it is stopped', {
  skip: skipNats,
}, async () => {
  const browser = await launch();
  try {
    const page = await open(browser, host.url);
    const refused = async (address, why) => assert.match(await page.evaluate(`(${lend})(${JSON.stringify(address)}, 1)`), why);
    await refused(nats.nats, /^It must be the address of a NATS server for pages/);
    await refused('ws://127.0.0.1:9', /^The server at ws:\/\/127\.0\.0\.1:9 cannot be reached\.$/);
    await refused(nats.websocket.replace(/\/\/.+@/, '//wrong@'), /refuses these credentials/);
    await page.evaluate(`(${lend})(${JSON.stringify(nats.websocket)}, 2)`);
    assert.equal((await runDistributed(2)).lanes.length, 2);
    await page.locator('.lending-bar button').click();
    await page.locator('.lending-bar').waitFor({ state: 'detached' });
    await assert.rejects(
      runNativelyBeside({ ...PLAN, models: ['distributed'] }, ['--nats', nats.nats, '--timeout', '1']),
      /No worker/,
    );
  } finally {
    await browser.close();
  }
});
