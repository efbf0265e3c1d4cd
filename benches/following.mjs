// What following costs on the page, in Chromium: the same plan, on the same engine and in turns, once as the page runs it, which folds and
// paints between executions, and once with nobody who does anything. Both wait for as many frames before each execution: cores that have
// been idle for that long are a little slower at first, whatever was done meanwhile.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch, open, ready } from '../tests/page/browser.mjs';
import { serve } from '../tests/page/server.mjs';
import { browserName, handOver, isStarted, quick } from './rows.mjs';

const ROUNDS = quick ? 6 : 12;
/** What nobody would notice, as natively. */
const UNNOTICED = 1.02;
const WHOLE = JSON.parse(readFileSync(join(import.meta.dirname, 'following.json'), 'utf8'));
const PLAN = quick ? { ...WHOLE, runs: 1 } : WHOLE;

/** Medians by model of so many rounds, and how often the page folded and painted on either side. */
export async function measure(rounds) {
  const browser = await launch();
  const host = await serve({ isolated: true });
  try {
    const page = await open(browser, 'about:blank', { expectReady: false });
    await page.addInitScript(keepRunner);
    await page.goto(host.url);
    await ready(page);
    // A page can be used before its runner and the runner's threads have started: with a first run that is not counted, neither side finds them missing.
    await page.evaluate(runFollowed, PLAN);
    const series = PLAN.models.map(model => ({ model, with_ms: [], without_ms: [] }));
    const marks = { with: [], without: [] };
    for (let round = 0; round < rounds; round++) {
      // In turns who is first, so that neither is always the one after the other.
      for (const side of round % 2 ? ['with', 'without'] : ['without', 'with']) {
        const { medians, marked } = await page.evaluate(side === 'with' ? runFollowed : runAlone, PLAN);
        for (const one of series) one[`${side}_ms`].push(medians[one.model]);
        marks[side].push(marked);
      }
    }
    return { series, marks, browser: await page.evaluate(browserName) };
  } finally {
    await browser.close();
    await host.close();
  }
}

/** Before the page's own scripts: keeps the worker that runs plans, and prepares what both sides need. */
function keepRunner() {
  const send = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message.type === 'start' && message.workers > 0) window.runner = this;
    if (window.alone && message.type === 'shown') return void window.alone().then(() => send.call(this, message, ...rest));
    return send.call(this, message, ...rest);
  };
  window.idle = async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    await new Promise(resolve => requestIdleCallback(resolve));
  };
  window.marked = () => {
    const names = performance.getEntriesByType('measure').map(({ name }) => name.replace('interleave ', ''));
    return Object.fromEntries(['execution', 'fold', 'paint'].map(what => [what, names.filter(name => name === what).length]));
  };
  window.mediansOf = times => {
    const median = all => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];
    return Object.fromEntries(Object.entries(times).map(([model, all]) => [model, median(all)]));
  };
}

/** From inside the page: as the page runs a plan. */
async function runFollowed(plan) {
  await window.idle();
  const { results } = await window.interleave.run(plan);
  const times = Object.fromEntries(results.map(({ model, samples_ms }) => [model, samples_ms]));
  return { medians: window.mediansOf(times), marked: window.marked() };
}

/** From inside the page: its engine runs the plan for a caller of whom the page knows nothing, and so does nothing for it but wait. */
async function runAlone(plan) {
  await window.idle();
  performance.clearMeasures();
  const samples = [];
  let isMeasured = false;
  let coresAreMeasured = false;
  /** What lies between two executions. The page measures the cores before the first one that counts, and when all are over. */
  window.alone = async () => {
    await window.idle();
    if (!isMeasured || coresAreMeasured) return;
    coresAreMeasured = true;
    await call({ method: 'measureCores' });
    await window.idle();
  };
  const call = asked =>
    new Promise((resolve, reject) => {
      const id = `alone ${crypto.randomUUID()}`;
      const listen = ({ data }) => {
        if (data.id !== id) return;
        // It is read when everything is over. The page itself lets the engine go on.
        if (data.type === 'update') {
          const { update, sample, progress } = data.update;
          if (update === 'ended') samples.push(sample);
          if (update === 'begins') isMeasured = progress.measured;
          return;
        }
        window.runner.removeEventListener('message', listen);
        if (data.type === 'result') resolve(data.value);
        else reject(new Error(data.message));
      };
      window.runner.addEventListener('message', listen);
      window.runner.postMessage({ type: 'call', id, call: asked });
    });
  await call({ method: 'run', plans: [plan], platforms: ['browser'] });
  await call({ method: 'measureCores' });
  window.alone = null;
  const times = {};
  for (const bytes of samples) {
    const { model, wall_ns } = JSON.parse(new TextDecoder().decode(bytes));
    times[model] = [...(times[model] ?? []), wall_ns / 1e6];
  }
  return { medians: window.mediansOf(times), marked: window.marked() };
}

if (isStarted(import.meta)) {
  const { series, browser } = await measure(ROUNDS);
  const row = ({ model, with_ms, without_ms }) => ({
    kind: 'pair',
    id: 'following',
    place: 'browser',
    name: `following a run under ${model}`,
    ours: 'folded and painted between executions',
    peer: 'left alone',
    unit: 'ms',
    ours_values: with_ms,
    peer_values: without_ms,
    reach: { at_most: UNNOTICED },
    browser,
  });
  handOver(series.map(row));
}
