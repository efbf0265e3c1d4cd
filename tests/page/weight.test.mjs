// What a first visit loads has a budget: bytes are the same on every machine, and what grows by a little each week is heavy in a year.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launch, open } from './browser.mjs';
import { serve } from './server.mjs';
import { weigh } from './weight.mjs';

/** Bytes, compressed by brotli. Whoever needs more raises it in the open, and says why; whoever saves some lowers it. */
const BUDGET = 1_030_000;

test('before the first run a visit loads no more than its budget', async () => {
  const asked = new Set();
  const host = await serve({ isolated: true, seen: path => asked.add(path) });
  const browser = await launch();
  try {
    await open(browser, host.url);
    const bytes = weigh([...asked], 'brotli');
    assert.ok(asked.size > 5, 'the page has been loaded');
    assert.ok(bytes <= BUDGET, `${bytes} bytes are more than the ${BUDGET} of the budget`);
  } finally {
    await browser.close();
    await host.close();
  }
});
