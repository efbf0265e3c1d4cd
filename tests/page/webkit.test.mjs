// The page in WebKitGTK, which is Safari's engine without shared memory: it runs in limited mode, on any host and at each visit.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openByWebDriver } from './both.mjs';
import { serveNatively } from './native.mjs';
import { serve } from './server.mjs';
import { skipWebKit, startWebKit } from './webkit.mjs';

const SMALL = '#workload=count&param.n=100000&runs=1';
/** A visit with an empty cache, then with what it kept of a worker's script. */
const VISITS = 3;
const LIMITED = ['sequential', 'time-slicing', 'processes', 'async'];
const MODELS = [...LIMITED, 'threads', 'gil'];

const HOSTS = [
  { name: 'a static host that sends the headers', start: () => serve({ isolated: true }) },
  { name: 'a static host that sends none', start: () => serve({ isolated: false }) },
  // This engine refuses a worker's script of which it is told, without the headers, that what it has is still right.
  {
    name: 'a static host that sends the headers with files alone',
    start: () => serve({ isolated: true, bareUnchanged: true }),
  },
  // In both places, where the program runs every model.
  { name: '`interleave serve`', start: serveNatively, native: MODELS },
];

let page;

before(async () => {
  if (!skipWebKit) page = await openByWebDriver(startWebKit, 'about:blank');
});

after(() => page?.close());

for (const { name, start, native = [] } of HOSTS) {
  test(`in WebKitGTK the page runs on ${name}, at each visit`, { skip: skipWebKit }, async () => {
    const host = await start();
    try {
      const url = await (host.address?.() ?? host.url);
      await page.open(url);
      await page.open(new URL(`/${SMALL}`, url).href);
      for (let visit = 1; visit <= VISITS; visit += 1) {
        await page.reload();
        await page.inside(watchErrors);
        await assertLimited(native.length > 0);
        assert.deepEqual(await answers(), Array(LIMITED.length + native.length).fill('same'), `visit ${visit}`);
        assert.deepEqual(await page.inside(() => window.errors), [], 'the page or its console reported errors');
      }
    } finally {
      await host.close();
    }
  });
}

/** In the page: collects its errors from now on. This driver does not tell them, and what came before is lost. */
function watchErrors() {
  window.errors = [];
  const { error } = console;
  console.error = (...what) => {
    window.errors.push(what.join(' '));
    error.apply(console, what);
  };
  addEventListener('error', ({ message }) => window.errors.push(message));
  addEventListener('unhandledrejection', ({ reason }) => window.errors.push(String(reason)));
}

/** The page has opened without shared memory, and says so and what that means, also where the program runs what is off here. */
async function assertLimited(served) {
  const said = await page.inside(async () => {
    const { models } = await window.interleave.catalog();
    while (!document.querySelector('.notice')) await new Promise(requestAnimationFrame);
    return {
      isolated: crossOriginIsolated,
      memory: typeof SharedArrayBuffer,
      models: models.filter(({ available }) => available).map(({ id }) => id),
      notice: document.querySelector('.notice').textContent,
      // Lanes on other machines are off for a reason of their own.
      reasons: [...document.querySelectorAll('.model:has(input:disabled) .reason')]
        .filter(({ id }) => !id.includes('distributed'))
        .map(reason => reason.textContent),
    };
  });
  const why = 'this engine has learned to share memory: ask it for every model';
  assert.deepEqual([said.isolated, said.memory], [true, 'undefined'], why);
  assert.deepEqual(said.models, LIMITED);
  assert.match(
    said.notice,
    /^Limited mode\. This browser offers no shared memory\. .+ Off( in this browser)?: Threads, Threads \+ GIL\.$/,
  );
  assert.equal(said.reasons.length, served ? 0 : MODELS.length - LIMITED.length);
  for (const reason of said.reasons) assert.match(reason, /this browser gives no page shared memory/);
}

/** Clicks on Run, and gives what the table says of each model's answer when the run has ended. */
async function answers() {
  await page.inside(() => {
    const button = document.querySelector('.run');
    window.runEnded = new Promise(resolve => {
      new MutationObserver(() => button.textContent === 'Run' && resolve()).observe(button, {
        subtree: true,
        childList: true,
        characterData: true,
      });
    });
  });
  await page.click('.run');
  return page.inside(async () => {
    await window.runEnded;
    return [...document.querySelectorAll('.results tbody .verdict')].map(({ textContent }) => textContent.trim());
  });
}
