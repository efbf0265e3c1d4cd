// The page as `interleave serve` serves it: by its printed address alone, isolated at every visit, with native runs beside the browser's.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { assertNoErrors, launch, open, ready, rows, run } from './browser.mjs';
import { serveNatively } from './native.mjs';

const SMALL = '#workload=count&param.n=100000&runs=1';
const TURN = { plan: { workload: 'count', parameters: { n: 1000 } }, model: 'processes', round: 2 };

let browser;
let server;

before(async () => {
  browser = await launch();
  server = await serveNatively();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** Calls the server as the page does; `null` where the browser or the server gave nothing. */
function call(page, address, body, options = {}) {
  return page.evaluate(
    async ([url, text, more]) => {
      const headers = { 'Content-Type': 'application/json', 'X-Interleave': '1' };
      const answer = await fetch(url, { method: 'POST', headers, body: text, ...more }).catch(() => null);
      return answer?.ok ? answer.json() : null;
    },
    [address, JSON.stringify(body), options],
  );
}

test('the printed address opens the page, which runs every model at each visit and forgets the token', async () => {
  const page = await open(browser, await server.address());
  // The page writes the form into the hash, sooner or later.
  assert.equal(page.url().split('#')[0], `${server.origin}/`);
  for (let visit = 0; visit < 3; visit += 1) {
    await page.goto(`${server.origin}/?${SMALL}`);
    await page.reload();
    await ready(page);
    assert.equal(await page.evaluate(() => crossOriginIsolated), true);
    await run(page);
    for (const row of await rows(page)) assert.equal(row.answer, 'same', row.title);
  }
  await page.goBack();
  assert.ok(!page.url().includes('token'), page.url());
  assertNoErrors(page);
  await page.context().close();
});

test('the page can ask for a native run, and has its sample', async () => {
  const page = await open(browser, await server.address());
  const sample = await call(page, '/api/execute', TURN);
  assert.deepEqual([sample.model, sample.round, sample.tasks], ['processes', 2, [{ Ok: 499500 }, { Ok: 499500 }]]);
  assertNoErrors(page);
  await page.context().close();
});

test('a page of another site gets nothing, whatever it tries and whatever its name points to', async () => {
  const hostile = createServer((_, response) =>
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>evil</title>'),
  );
  await new Promise(resolve => hostile.listen(0, '127.0.0.1', resolve));
  // As after DNS rebinding: the attacker's name leads to this machine.
  const rebound = await launch(['--host-resolver-rules=MAP evil.test 127.0.0.1']);
  try {
    const context = await rebound.newContext();
    const page = await context.newPage();
    // This browser has been let in; the attacker's page is opened in it.
    await page.goto(await server.address());
    await ready(page);
    assert.ok(await call(page, '/api/host', {}), 'the page itself gets in');
    let got = 0;
    const count = outcome => {
      got += outcome ? 1 : 0;
    };
    const { port } = new URL(server.origin);
    const rebinding = await page.goto(`http://evil.test:${port}/`);
    assert.equal(rebinding.status(), 421);
    count(await call(page, '/api/host', {}));
    count(await call(page, '/api/execute', TURN));
    for (const origin of [`http://evil.test:${hostile.address().port}`, `http://127.0.0.1:${hostile.address().port}`]) {
      await page.goto(`${origin}/`);
      for (const mode of ['cors', 'no-cors']) {
        for (const credentials of ['include', 'omit']) {
          count(await call(page, `${server.origin}/api/execute`, TURN, { mode, credentials }));
          count(await call(page, `${server.origin}/api/cancel`, {}, { mode, credentials }));
        }
      }
      count(await page.evaluate(loads, { tag: 'script', address: `${server.origin}/service-worker.js` }));
      count(await page.evaluate(loads, { tag: 'img', address: `${server.origin}/icon.svg` }));
      await page.evaluate(submit, `${server.origin}/api/execute`);
      await page.waitForURL(`${server.origin}/api/execute`);
      assert.match(await page.locator('body').textContent(), /another site/);
    }
    assert.equal(got, 0);
    await page.goto(server.origin);
    await ready(page);
    assert.ok(await call(page, '/api/host', {}), 'the page itself still gets in');
  } finally {
    await rebound.close();
    await new Promise(resolve => hostile.close(resolve));
  }
});

/** Runs in the hostile page: whether an element loads something. */
function loads({ tag, address }) {
  return new Promise(resolve => {
    const element = document.createElement(tag);
    element.onload = () => resolve(true);
    element.onerror = () => resolve(false);
    element.src = address;
    document.head.append(element);
  });
}

/** Runs in the hostile page: sends a form, which needs nobody's permission. */
function submit(address) {
  const form = document.createElement('form');
  Object.assign(form, { method: 'post', action: address, enctype: 'text/plain' });
  document.body.append(form);
  form.submit();
}
