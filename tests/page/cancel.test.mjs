// Cancel at random moments: soon the page can be used again, nothing of the cancelled run lives, and the next run is right.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BROWSERS, withPage } from './both.mjs';
import { withSays } from './run-button.mjs';

const CYCLES = 60;
/** Cycles for which the page is asked at once: a browser that is asked for long gives up. */
const BATCH = 5;
const SEED = 20_240_229;
/** Until after the first executions of a run, counted from its begin. */
const LATEST_CANCEL_MS = 400;
/** Half of all cancels take less on any machine, however busy. */
const WANTED_MS = 200;
/** Far beyond the 120 ms after which an engine that does not stop is ended: only what hangs takes longer. */
const USABLE_MS = 5_000;
/** Chromium lets a worker that computes without a checkpoint go on for two seconds before it ends the thread. */
const GONE_MS = 6_000;

/** After this time Chromium ends the thread of a worker that was terminated and still computes, which ends any wait for it. */
const FORCED_END_MS = 2_000;
const PROCESS_CYCLES = 10;

const WORKLOADS = [
  { workload: 'counter', parameters: { increments: 10_000_000 } },
  { workload: 'mandelbrot', parameters: { width: 4000, height: 2000, limit: 10_000 } },
  { workload: 'gil-lab', parameters: { slices: 10_000_000, checkpoint: 'none' } },
  { workload: 'storm', parameters: { waits: 10_000, wait_ms: 100 } },
];
const MODELS = ['sequential', 'time-slicing', 'threads', 'gil', 'processes', 'async'];

/** Small numbers by chance, the same ones for the same seed: a linear congruential generator. */
function randomNumbers(seed) {
  let state = seed;
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function cyclesToTry() {
  const random = randomNumbers(SEED);
  return Array.from({ length: CYCLES }, (_, number) => {
    const models = [MODELS[random(MODELS.length)], MODELS[random(MODELS.length)]];
    const plan = { ...WORKLOADS[number % WORKLOADS.length], models: [...new Set(models)], workers: 2, runs: 20, warmup: 0 };
    const next = { workload: 'count', parameters: { n: 10_000 }, models: [models[0]], workers: 2, runs: 1, warmup: 0 };
    return { plan, delay: random(LATEST_CANCEL_MS), next };
  });
}

for (const { name, openBrowser, skip } of BROWSERS) {
  test(`in ${name}, ${CYCLES} runs cancelled at random moments leave a page that works and no worker that lives`, { skip }, () =>
    withPage(openBrowser, async ({ inside, workers }) => {
      const { next } = cyclesToTry()[0];
      const [expected] = (await inside(plan => window.interleave.run(plan), { ...next, models: ['sequential'] })).results;
      const cycles = cyclesToTry();
      const found = [];
      while (found.length < CYCLES) {
        const batch = await inside(withSays(cancelEach), cycles.slice(found.length, found.length + BATCH), GONE_MS);
        for (const [place, one] of batch.entries()) {
          const which = JSON.stringify({ ...cycles[found.length + place], ...one });
          assert.equal(one.complete, false, `was cancelled: ${which}`);
          assert.ok(one.usable < USABLE_MS, `usable again: ${which}`);
          assert.deepEqual(one.alive, [], `nothing of the run lives: ${which}`);
          assert.equal(one.engines, 2, `the clerk and one engine live: ${which}`);
          assert.equal(one.checksum, expected.checksum, `the next run is right: ${which}`);
        }
        found.push(...batch);
        await onlyWorkers(workers, 2);
      }
      for (const figure of ['usable', 'gone']) {
        const times = found.map(one => one[figure]);
        console.log(`${name}, ${figure} after a cancel: ${quantiles(times)}`);
        assert.ok(times.toSorted((a, b) => a - b)[CYCLES / 2] <= WANTED_MS, figure);
      }
    }),
  );
}

test('in Chromium, processes that compute stand still long before the browser would end their threads by force', () =>
  withPage(openBrowserOf('Chromium'), async ({ inside, workers }) => {
    const plan = {
      // It writes to its memory after each slice, and never ends by itself.
      workload: 'gil-lab',
      parameters: { computing: 2, waiting: 0, slices: 10_000_000 },
      models: ['processes'],
      runs: 1,
      warmup: 0,
    };
    const stopped = [];
    // An engine that does not stop in time is ended, and what it knew of its processes with it: then it is tried again.
    for (let cycle = 0; stopped.length < PROCESS_CYCLES && cycle < 3 * PROCESS_CYCLES; cycle++) {
      const engines = workers().filter(worker => worker.url().includes('/engine-'));
      for (const engine of engines) await engine.evaluate(keepMemories);
      const ended = inside(plan => window.interleave.run(plan).then(report => report.complete), plan);
      const engine = await Promise.any(engines.map(each => each.evaluate(twoCompute).then(() => each)));
      const cancelled = performance.now();
      await inside(() => document.querySelector('.run').click());
      assert.equal(await ended, false);
      const standStill = await engine.evaluate(noneComputes).catch(() => false);
      if (standStill) stopped.push(performance.now() - cancelled);
    }
    console.log(`Chromium, processes seen to stand still after a cancel: ${quantiles(stopped)}`);
    assert.equal(stopped.length, PROCESS_CYCLES);
    assert.ok(Math.max(...stopped) < FORCED_END_MS / 2, `${Math.max(...stopped)} ms`);
  }));

/** From inside an engine worker: keeps the memories of the processes that it starts from now on. */
function keepMemories() {
  self.memories = [];
  if (self.changing) return;
  const Original = self.Worker;
  self.Worker = class extends Original {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', ({ data }) => data.flag && self.memories.push(data.flag.memory));
    }
  };
  /** In how many of them something changes: whoever computes writes to its memory all the time. */
  self.changing = async () => {
    const words = memory => new BigUint64Array(memory.buffer);
    // One more may begin meanwhile.
    const all = self.memories.map(memory => ({ memory, before: words(memory).slice() }));
    await new Promise(resolve => setTimeout(resolve, 20));
    const changes = ({ memory, before }) => {
      const now = words(memory);
      return before.some((word, place) => word !== now[place]);
    };
    return all.filter(changes).length;
  };
}

/** From inside an engine worker: resolves when none of the processes computes. */
async function noneComputes() {
  while ((await self.changing()) > 0);
  return true;
}

/** From inside an engine worker: resolves when two processes compute. The engine that answers questions never has any. */
async function twoCompute() {
  for (let look = 0; look < 500; look++) if ((await self.changing()) >= 2) return;
  throw new Error('no two processes compute');
}

const openBrowserOf = name => BROWSERS.find(browser => browser.name === name).openBrowser;

/** Waits until the browser has ended all processes and all engines but so many; it fails when none ends for long. */
async function onlyWorkers(workers, engines) {
  const too = () => {
    const all = workers?.() ?? [];
    const old = all.filter(worker => worker.url().includes('/engine-')).length > engines;
    return old ? all : all.filter(worker => worker.url().includes('/process-'));
  };
  while (too().length > 0) {
    const left = too();
    const told = left.map(worker => worker.waitForEvent('close', { timeout: GONE_MS }));
    await Promise.any(told).catch(() => assert.fail(`these live on: ${left.map(worker => worker.url())}`));
  }
}

function quantiles(milliseconds) {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = share => sorted[Math.ceil(share * sorted.length) - 1].toFixed(0);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms`;
}

/** Runs inside the page. A worker that lives holds a lock, which the browser takes back when it has ended the worker. */
async function cancelEach(says, cycles, patience) {
  const button = document.querySelector('.run');
  const living = async () =>
    (await navigator.locks.query()).held.map(lock => lock.name).filter(each => each.startsWith('interleave'));
  const found = [];
  for (const { plan, delay, next } of cycles) {
    const ended = window.interleave.run(plan);
    await says('Cancel');
    await new Promise(resolve => setTimeout(resolve, delay));
    const cancelled = performance.now();
    button.click();
    await says('Run');
    const usable = performance.now() - cancelled;
    // The clerk and one engine stay, or the engine is replaced by another one.
    const old = async () => {
      const now = await living();
      const kept = new Set(now.filter(each => !each.endsWith('processes')));
      return [...now.filter(each => each.endsWith('processes')), ...[...kept].slice(0, Math.max(0, kept.size - 2))];
    };
    let alive = await old();
    while (alive.length > 0 && performance.now() - cancelled < patience) {
      await new Promise(requestAnimationFrame);
      alive = await old();
    }
    const gone = performance.now() - cancelled;
    if (alive.length > 0) alive = await living();
    const { complete } = await ended;
    const report = await window.interleave.run(next);
    const engines = (await living()).filter(each => !each.endsWith('processes')).length;
    found.push({ complete, usable, gone, alive, engines, checksum: report.results[0].checksum });
  }
  return found;
}
