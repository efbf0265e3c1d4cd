// The browser in which the page is tested, and what every test does with it: open the page, wait until it is ready, run, read.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { findProgram } from './programs.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
/** Enough for a slow machine to load the engine and to run a small plan. No test measures with it. */
const TIMEOUT_MS = 60_000;

export function launch(more = []) {
  const executablePath = findProgram(NAMES, process.env.CHROMIUM);
  if (!executablePath) throw new Error('No Chromium found: install the package chromium, or set CHROMIUM to its program.');
  const offline = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic'];
  // Chromium refuses to start as root with its sandbox.
  return chromium.launch({ executablePath, args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...offline, ...more] });
}

/**
 * Opens the page at an address and waits until it can be used. `page.errors` collects the errors of the page and its
 * console, `page.loads` counts how often the page was loaded.
 */
export async function open(browser, url, { expectReady = true, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
  context.setDefaultTimeout(TIMEOUT_MS);
  const page = await context.newPage();
  page.errors = [];
  page.on('console', message => message.type() === 'error' && page.errors.push(message.text()));
  page.on('pageerror', error => page.errors.push(String(error)));
  page.loads = 0;
  page.on('request', request => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) page.loads += 1;
  });
  await page.goto(url);
  if (expectReady) await ready(page);
  return page;
}

/** Waits until the page can be used. */
export async function ready(page) {
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
}

/** Presses Run and waits for the end of the run. The observer is set up first, because a short run may end at once. */
export async function run(page) {
  const button = page.getByRole('button', { name: 'Run', exact: true });
  await button.evaluate(element => {
    window.runEnded = new Promise(resolve => {
      const observer = new MutationObserver(() => {
        if (element.textContent !== 'Run') return;
        observer.disconnect();
        resolve();
      });
      observer.observe(element, { subtree: true, childList: true, characterData: true });
    });
  });
  await button.click();
  await page.evaluate(() => window.runEnded);
}

/** Shows a tab and waits until it is loaded, which it is when it is first shown. */
export async function showTab(page, name) {
  await page.getByRole('tab', { name }).click();
  await page.waitForFunction(() => !document.querySelector('[role=tabpanel] [aria-busy=true]'));
}

/** The rows of the table as a visitor reads them. */
export function rows(page) {
  return page.locator('.results tbody tr').evaluateAll(all =>
    all.map(row => ({
      title: row.querySelector('th')?.textContent?.trim(),
      median: row.querySelector('.figure')?.textContent?.trim(),
      answer: row.querySelector('.verdict')?.textContent?.trim(),
    })),
  );
}

/** Runs a plan by the script interface. */
export function script(page, plan) {
  return page.evaluate(given => window.interleave.run(given), plan);
}

export function assertNoErrors(page) {
  assert.deepEqual(page.errors, [], 'the page or its console reported errors');
}
