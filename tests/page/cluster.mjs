// Machines for one test: a server, a browser, and whoever lends or uses lanes. All of them end with the test.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach } from 'node:test';
import { openFirefox } from './both.mjs';
import { launch, open } from './browser.mjs';
import { lend, use } from './machines.mjs';
import { startWorker } from './native.mjs';
import { skipNats, startNats } from './nats.mjs';
import { serve } from './server.mjs';

export const MANDELBROT = { workload: 'mandelbrot', parameters: { width: 240, height: 160, limit: 400 }, runs: 1, warmup: 0 };
/** Takes seconds, so that something can happen meanwhile. */
export const LONG = { ...MANDELBROT, parameters: { width: 1200, height: 800, limit: 6_000 }, models: ['distributed'] };
const NARROW = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true };

/** Runs a function in a page. */
export const inside = (page, body, ...args) => page.evaluate(`(${body})(...${JSON.stringify(args)})`);

/** Runs a plan in a page. */
export const runIn = (page, plan) => page.evaluate(plan => window.interleave.run(plan), plan);

/** The lanes of the run on other machines, but the parent's. */
export const lanesOf = report =>
  report.results.find(({ model }) => model === 'distributed').trace.lanes.filter(({ id }) => id > 0);

export const answerOf = (report, model) => report.results.find(result => result.model === model).checksum;

/** For each test of the file that calls this. */
export function machines() {
  let host;
  let browser;
  let nats;
  let closing;
  before(async () => {
    if (skipNats) return;
    host = await serve({ isolated: true });
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await host?.close();
  });
  beforeEach(async () => {
    closing = [];
    if (!skipNats) nats = await startNats();
  });
  afterEach(async () => {
    for (const close of closing.reverse()) await close();
    if (!skipNats) await nats.close();
  });
  const openPage = async options => {
    const page = await open(browser, host.url, options);
    closing.push(() => page.context().close());
    return page;
  };
  return {
    nats: () => nats,
    closeLater: close => closing.push(close),
    openPage,
    /** A page that may use what others lend, and waits so many seconds for it where it has to. */
    async parent(timeout = 60) {
      const page = await openPage();
      assert.match(await inside(page, use, nats.websocket, timeout), /^Connected to ws:\/\/127\.0\.0\.1:\d+[:.]/);
      return page;
    },
    /** A page as narrow as a phone that lends so many processes. */
    async lending(lanes) {
      const page = await openPage(NARROW);
      assert.match(await inside(page, lend, nats.websocket, lanes), /^Lent as “Chrome/);
      return page;
    },
    /** The same in Firefox. */
    async firefoxLending(lanes) {
      const firefox = await openFirefox(host.url);
      closing.push(() => firefox.close());
      await firefox.inside(() => window.interleave.catalog());
      assert.match(await firefox.inside(lend, nats.websocket, lanes), /^Lent as “Firefox/);
      return firefox;
    },
    /** A native worker. */
    async native(lanes, name = 'native') {
      const worker = await startWorker(nats.nats, name, lanes);
      closing.push(worker.close);
      return worker;
    },
  };
}
