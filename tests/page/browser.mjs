// The browser the page is tested in, and what every test does with it: open the page, wait until it is ready, run, read.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { programOnPath } from './programs.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
/** Enough for a slow machine to load the engine and to run a small plan; nothing is measured by it. */
const PATIENCE_MS = 60_000;

export function launch() {
  const executablePath = programOnPath(NAMES, process.env.CHROMIUM);
  if (!executablePath) throw new Error('No Chromium found: install the package chromium, or set CHROMIUM to its program.');
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic'];
  // Browsers run by root have no sandbox of their own.
  return chromium.launch({ executablePath, args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...quiet] });
}

/** Opens the page at an address and waits until it can be used. `page.complaints` collects errors of the page and its console. */
export async function open(browser, url, { expectReady = true, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  page.complaints = [];
  page.on('console', message => message.type() === 'error' && page.complaints.push(message.text()));
  page.on('pageerror', error => page.complaints.push(String(error)));
  await page.goto(url);
  if (expectReady) await ready(page);
  return page;
}

export async function ready(page) {
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
}

/** Presses Run and waits for the end of the run, which may come before anybody could have seen the button change. */
export async function run(page) {
  const button = page.getByRole('button', { name: 'Run', exact: true });
  await button.evaluate(element => {
    window.ran = new Promise(resolve => {
      const observer = new MutationObserver(() => {
        if (element.textContent !== 'Run') return;
        observer.disconnect();
        resolve();
      });
      observer.observe(element, { subtree: true, childList: true, characterData: true });
    });
  });
  await button.click();
  await page.evaluate(() => window.ran);
}

/** The rows of the table as a visitor reads them. */
export function rows(page) {
  return page.locator('.results tbody tr').evaluateAll(all =>
    all.map(row => ({
      title: row.querySelector('th')?.textContent?.trim(),
      median: row.querySelector('.figure')?.textContent?.trim(),
      answer: row.querySelector('.answer')?.textContent?.trim(),
    })),
  );
}

/** Runs a plan by the script interface. */
export function script(page, plan) {
  return page.evaluate(wish => window.interleave.run(wish), plan);
}

export function assertQuiet(page) {
  assert.deepEqual(page.complaints, [], 'the page or its console complained');
}
