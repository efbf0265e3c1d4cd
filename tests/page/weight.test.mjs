// What a first visit loads has a budget: bytes are the same on every machine, and what grows by a little each week is heavy in a year.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertNoErrors, launch, open } from './browser.mjs';
import { serve } from './server.mjs';
import { READING_MS, weigh } from './weight.mjs';

/** Bytes, compressed by brotli: of all that is loaded, and of the engine's first part. */
const BUDGET = 200_000;
const BUDGET_OF_ENGINE = 120_000;
const ENGINE = /^\/engine\/threaded\/.*\.wasm$/;
const ADVICE = 'where the engine grew, `cargo xtask parts` finds out anew which of its functions open the page';

test('before the pointer comes near Run, a visit loads no more than its budget, however long it lasts', async () => {
  const asked = new Set();
  const host = await serve({ isolated: true, seen: path => asked.add(path) });
  const browser = await launch();
  try {
    const page = await open(browser, host.url);
    await page.waitForTimeout(READING_MS);
    const parts = () => [...asked].filter(path => ENGINE.test(path));
    const engine = parts();
    assert.equal(engine.length, 1, `one part of the engine is loaded, and not ${engine.join(', ')}: ${ADVICE}`);
    within(weigh(engine, 'brotli'), BUDGET_OF_ENGINE);
    within(weigh([...asked], 'brotli'), BUDGET);
    // What is loaded then shows that it would have been seen before.
    await page.locator('button.run').hover();
    await page.locator('.status', { hasText: 'about' }).waitFor();
    assert.ok(parts().length > 1, 'a run has what it needs before the button is pressed');
    assertNoErrors(page);
  } finally {
    await browser.close();
    await host.close();
  }
});

function within(bytes, budget) {
  assert.ok(bytes <= budget, `${bytes} bytes are more than the ${budget} of the budget: ${ADVICE}`);
}
