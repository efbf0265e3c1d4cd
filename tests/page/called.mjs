// Which functions the page calls until it can be used, and which until its first programs have run: for `cargo xtask parts`, which
// has built engines that tell of each function. Prints two lists of numbers.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch, ready } from './browser.mjs';
import { serve } from './server.mjs';

const programs = JSON.parse(readFileSync(join(import.meta.dirname, '../../web/parts/programs.json'), 'utf8'));
/** Each is opened and run in each of these ways: not all that happens in one visit happens in the next, and an engine that tells has time for few runs. */
const VISITS = ['', '&time_s=10', '&runs=7&workers=3'];
/** What nobody waits for comes after the page can be used, and after a run has ended. */
const CALM_MS = 1_500;

const isolated = process.argv[2] === 'threaded';
const host = await serve({ isolated });
const browser = await launch();
const opening = new Set();
const running = new Set();
for (const plan of programs.flatMap(program => VISITS.map(settings => `workload=${program}${settings}`))) {
  // A service worker would isolate the page.
  const page = await browser.newPage({ serviceWorkers: isolated ? 'allow' : 'block' });
  await page.addInitScript(() => {
    window.called = new Set();
    new BroadcastChannel('calls').onmessage = ({ data }) => window.called.add(data);
  });
  const calls = () => page.evaluate(() => [...window.called]);
  await page.goto(`${host.url}#${plan}`);
  await ready(page);
  await page.waitForTimeout(CALM_MS);
  for (const number of await calls()) opening.add(number);
  // Then a visitor changes the form, and is told how long a run will take.
  const workers = page.locator('#workers');
  const usual = await workers.inputValue();
  for (const value of [`${Number(usual) + 1}`, usual]) {
    await workers.fill(value);
    await page.locator('.status', { hasText: 'about' }).waitFor();
  }
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('button', { name: 'Cancel', exact: true }).waitFor();
  await ready(page);
  await page.waitForTimeout(CALM_MS);
  for (const number of await calls()) running.add(number);
  await page.close();
}
await browser.close();
await host.close();
process.stdout.write(JSON.stringify([[...opening], [...running]]));
