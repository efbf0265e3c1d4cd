// The same test in Chromium and in Firefox: opens the page in either, and runs functions inside of it.
import { launch, open } from './browser.mjs';
import { serve } from './server.mjs';
import { pageLeft, skipFirefox, startFirefox } from './webdriver.mjs';

export const BROWSERS = [
  { name: 'Chromium', openBrowser: openChromium, skip: false },
  { name: 'Firefox', openBrowser: openFirefox, skip: skipFirefox },
];

/**
 * Opens the page in a browser, gives it to `check` and closes it. `inside(function, ...arguments)` runs a function in the page; `workers`
 * gives its workers where the browser tells them.
 */
export async function withPage(openBrowser, check) {
  const host = await serve({ isolated: true });
  await withPageAt(host.url, openBrowser, check, () => host.close());
}

/** The same on another host, which `end` ends. */
export async function withPageAt(url, openBrowser, check, end) {
  try {
    const { close, ...page } = await openBrowser(url);
    try {
      await page.inside(() => window.interleave.catalog());
      await check(page);
    } finally {
      await close();
    }
  } finally {
    await end();
  }
}

async function openChromium(url) {
  const browser = await launch();
  const page = await open(browser, url);
  return {
    inside: (body, ...args) => page.evaluate(`(${body})(...${JSON.stringify(args)})`),
    workers: () => page.workers(),
    close: () => browser.close(),
  };
}

export function openFirefox(url) {
  return openByWebDriver(startFirefox, url);
}

/** Opens the page in a browser that `start` starts, and waits until it is loaded. */
export async function openByWebDriver(start, url) {
  const browser = await start();
  try {
    await browser.open(url);
    await loaded(browser);
  } catch (error) {
    // A browser that lives on would keep the tests from ending.
    await browser.end();
    throw error;
  }
  return {
    ...browser,
    inside: (body, ...args) => browser.evaluate(`return (${body})(...args)`, ...args),
    async open(next) {
      await browser.open(next);
      await loaded(browser);
    },
    async reload() {
      // A driver may answer while the page that is left is still there.
      await browser.evaluate('window.isLeft = true;');
      await browser.reload();
      await loaded(browser);
    },
    workers: null,
    close: () => browser.end(),
  };
}

/** Pages that may follow each other before the one that stays. */
const MOST_PAGES = 5;

/** A driver does not wait for the page that another one goes on to by itself, as the one that lets a browser in. */
async function loaded(browser) {
  for (let page = 1; ; page += 1) {
    try {
      return await browser.evaluate(`
        if (document.readyState !== "complete") await new Promise(resolve => addEventListener("load", resolve));
        if (window.isLeft || document.querySelector("meta[http-equiv=refresh]")) await new Promise(() => {});`);
    } catch (error) {
      if (!pageLeft(error) || page === MOST_PAGES) throw error;
    }
  }
}
