// The page in Firefox: every model runs, with the results of the native program.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runNatively } from './native.mjs';
import { smallPlan } from './plans.mjs';
import { serve } from './server.mjs';
import { DRIVER, FIREFOX, startFirefox } from './webdriver.mjs';

const RESULTS = join(import.meta.dirname, '../../test-results');
const skip = FIREFOX && DRIVER ? false : 'Firefox or geckodriver is not installed.';

test('in Firefox every model finishes with the checksum of the native program', { skip }, async () => {
  const host = await serve({ isolated: true });
  const firefox = await startFirefox();
  try {
    await firefox.open(host.url);
    const catalog = await firefox.evaluate('return window.interleave.catalog()');
    for (const id of ['count', 'arithmetic']) {
      const plan = smallPlan(catalog.workloads.find(workload => workload.id === id));
      const report = await firefox.evaluate('return window.interleave.run(args[0])', plan);
      const native = runNatively(plan);
      assert.deepEqual(
        report.results.map(({ model, checksum }) => ({ model, checksum })),
        native.results.map(({ model, checksum }) => ({ model, checksum })),
      );
    }
    mkdirSync(RESULTS, { recursive: true });
    writeFileSync(join(RESULTS, 'firefox.png'), await firefox.screenshot());
  } finally {
    await firefox.end();
    await host.close();
  }
});
