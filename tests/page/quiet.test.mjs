// The page does not disturb what it measures: while an execution goes on, nothing else of ours runs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BROWSERS, withPage } from './both.mjs';

const PLAN = {
  workload: 'mandelbrot',
  parameters: { width: 320, height: 200, limit: 1000 },
  models: ['sequential', 'threads', 'processes'],
  workers: 2,
  runs: 5,
  warmup: 1,
};
const EXECUTIONS = (PLAN.runs + PLAN.warmup) * PLAN.models.length;

for (const { name, openBrowser, skip } of BROWSERS) {
  test(
    `in ${name}, while an execution is measured the page folds, paints and changes nothing, and sends and receives no message`,
    { skip },
    () =>
      withPage(openBrowser, async ({ inside }) => {
        await inside(watch);
        await inside(plan => window.interleave.run(plan).then(() => {}), PLAN);
        const { busy, marks } = await inside(seen);
        const marked = what => marks.filter(mark => mark.what === what);
        assert.equal(marked('execution').length, EXECUTIONS);
        // In the first round, which only warms up, the picture is seen to grow.
        const executions = marked('execution').filter(({ watched }) => !watched);
        assert.equal(executions.length, PLAN.runs * PLAN.models.length);
        assert.ok(marked('fold').length >= PLAN.models.length, 'the page showed samples before the end');
        assert.ok(marked('paint').length >= EXECUTIONS, 'the page painted before each execution');
        for (const what of ['frame', 'change', 'sent', 'received'])
          assert.ok(
            busy.some(one => one.what === what),
            what,
          );
        const quiet = [...executions, ...marked('cores')];
        const disturbing = [...busy, ...marked('fold'), ...marked('paint')].filter(one =>
          quiet.some(({ from, to }) => one.from < to && one.to > from),
        );
        assert.deepEqual(disturbing, []);
      }),
  );

  test(`in ${name}, the cores are measured before the first execution that is measured and after the last`, { skip }, () =>
    withPage(openBrowser, async ({ inside }) => {
      await inside(plan => window.interleave.run(plan).then(() => {}), PLAN);
      const { marks } = await inside(seen);
      const order = marks.filter(({ what }) => ['cores', 'execution'].includes(what)).sort((a, b) => a.from - b.from);
      const warmups = Array(PLAN.warmup * PLAN.models.length).fill('execution');
      const expected = [...warmups, 'cores', ...Array(EXECUTIONS - warmups.length).fill('execution'), 'cores'];
      assert.deepEqual(
        order.map(({ what }) => what),
        expected,
      );
    }),
  );

  test(`in ${name}, each sample goes to the clerk once, and a timeline comes back only when it has changed`, { skip }, () =>
    withPage(openBrowser, async ({ inside }) => {
      await inside(watch);
      const report = await inside(plan => window.interleave.run(plan), PLAN);
      const { messages } = await inside(seen);
      const calls = messages.filter(({ method }) => method);
      const large = calls.filter(({ size }) => size > 4_000).map(({ method }) => method);
      assert.deepEqual(large, [], 'only samples are large');
      assert.equal(calls.filter(({ method }) => method === 'addSample').length, PLAN.runs * PLAN.models.length);
      const news = messages.filter(({ timelines }) => timelines);
      assert.ok(news.length > 1);
      for (const { id } of await inside(() => window.interleave.catalog().then(({ models }) => models))) {
        const sent = news.flatMap(({ timelines }) => timelines[id] ?? []);
        const unchanged = sent.filter((timeline, place) => timeline === sent[place - 1]);
        assert.deepEqual(unchanged, [], id);
      }
      assert.deepEqual(
        news.slice(0, -1).map(({ traces }) => traces),
        news.slice(0, -1).map(() => 0),
        'traces come with the last report only',
      );
      assert.equal(report.results.filter(({ trace }) => trace).length, PLAN.models.length);
    }),
  );
}

/** Notes from inside the page whatever its own thread does, and every message between it and its workers. */
function watch() {
  const noted = { busy: [], messages: [] };
  window.noted = noted;
  const note = (what, from) => noted.busy.push({ what, from, to: performance.now() });
  for (const [name, what] of [
    ['requestAnimationFrame', 'frame'],
    ['requestIdleCallback', 'idle'],
    ['setTimeout', 'timer'],
  ]) {
    const original = window[name].bind(window);
    window[name] = (callback, ...rest) =>
      original(
        (...args) => {
          const from = performance.now();
          callback?.(...args);
          note(what, from);
        },
        ...rest,
      );
  }
  new MutationObserver(() => note('change', performance.now())).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  const heard = new Set();
  const received = ({ data }) => {
    note('received', performance.now());
    const { view, report } = data.value ?? {};
    if (!view) return;
    const timelines = Object.fromEntries(view.timelines.map(timeline => [timeline.model, JSON.stringify(timeline)]));
    noted.messages.push({ timelines, traces: report.results.filter(({ trace }) => trace).length });
  };
  const send = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    note('sent', performance.now());
    if (!heard.has(this)) this.addEventListener('message', received);
    heard.add(this);
    const { method, sample, ...others } = message.call ?? {};
    if (method) noted.messages.push({ method, size: JSON.stringify(others).length });
    return send.call(this, message, ...rest);
  };
}

/** What was noted, and the page's own marks of its last run. */
function seen() {
  const marks = performance
    .getEntriesByType('measure')
    .filter(({ name }) => name.startsWith('interleave '))
    .map(({ name, startTime, duration, detail }) => ({
      what: name.split(' ')[1],
      from: startTime,
      to: startTime + duration,
      watched: detail?.measured === false && detail.round === 0,
    }));
  return { ...window.noted, marks };
}
