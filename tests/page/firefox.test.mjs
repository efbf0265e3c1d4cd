// The page in Firefox: every model runs, with the results of the native program.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openFirefox, withPage } from './both.mjs';
import { runNatively } from './native.mjs';
import { smallPlan } from './plans.mjs';
import { skipFirefox } from './webdriver.mjs';

const RESULTS = join(import.meta.dirname, '../../test-results');

test('in Firefox every model finishes with the checksum of the native program', { skip: skipFirefox }, () =>
  withPage(openFirefox, async ({ inside, screenshot }) => {
    const catalog = await inside(() => window.interleave.catalog());
    for (const id of ['count', 'arithmetic']) {
      const plan = smallPlan(catalog.workloads.find(workload => workload.id === id));
      const report = await inside(given => window.interleave.run(given), plan);
      const native = runNatively(plan);
      assert.deepEqual(
        report.results.map(({ model, checksum }) => ({ model, checksum })),
        native.results.map(({ model, checksum }) => ({ model, checksum })),
      );
    }
    mkdirSync(RESULTS, { recursive: true });
    writeFileSync(join(RESULTS, 'firefox.png'), await screenshot());
  }),
);
