// The page in Firefox: every workload runs under every model, with the results of the native program.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openFirefox, withPage } from './both.mjs';
import { runNatively } from './native.mjs';
import { smallPlan } from './plans.mjs';
import { skipFirefox } from './webdriver.mjs';

const RESULTS = join(import.meta.dirname, '../../test-results');

test('in Firefox every workload finishes under every model with the checksum of the native program', { skip: skipFirefox }, () =>
  withPage(openFirefox, async ({ inside, screenshot }) => {
    const catalog = await inside(() => window.interleave.catalog());
    for (const workload of catalog.workloads) {
      const plan = { ...smallPlan(workload), runs: 1 };
      const report = await inside(given => window.interleave.run(given), plan);
      const native = runNatively(plan);
      assert.deepEqual(
        report.results.map(({ model, checksum }) => ({ model, checksum })),
        native.results.map(({ model, checksum }) => ({ model, checksum })),
        workload.id,
      );
    }
    mkdirSync(RESULTS, { recursive: true });
    writeFileSync(join(RESULTS, 'firefox.png'), await screenshot());
  }),
);
