// What a first visit costs in Chromium, each time in a browser context that knows nothing: the time until the page can be used, the bytes until the
// first run, and the time from a click on Run until every model has run for the first time, and until it has its first figure.
import { launch } from '../tests/page/browser.mjs';
import { serve } from '../tests/page/server.mjs';
import { encodings, READING_MS, watch, weigh } from '../tests/page/weight.mjs';
import { roundsOf } from './rounds.mjs';
import { browserName, handOver, isStarted } from './rows.mjs';

const ROUNDS = { few: 6, all: 10 };
const PLAN = '#workload=count';
const BYTES = { at_most: 200_000 };
const ENGINE_BYTES = { at_most: 120_000 };
const USABLE_MS = { at_most: 500 };
const RESULT_MS = { at_most: 1_500 };
const READ = `A visitor who reads the page for ${READING_MS / 1_000} seconds and then clicks. Who changes the form or moves the pointer to Run has the rest of the engine loaded from then on.`;
/** Only what hangs takes longer. */
const PATIENCE_MS = 30_000;

export async function measure(rounds) {
  const asked = new Set();
  const host = await serve({ isolated: true, seen: path => asked.add(path) });
  const browser = await launch();
  try {
    const visits = [];
    for (let round = 0; round < rounds; round++) {
      asked.clear();
      visits.push(await visit(browser, host.url, () => [...asked]));
    }
    const [{ files, name }] = visits;
    const row = { kind: 'bound', id: 'P11', place: 'browser', browser: name };
    const bytes = (what, some, encoding, reach) => ({
      ...row,
      name: `${what}, ${encoding}`,
      unit: 'bytes',
      values: [weigh(some, encoding)],
      figure: 'median',
      reach,
    });
    const time = (name, of, reach) => ({ ...row, name, unit: 'ms', values: visits.map(of), figure: 'median', reach });
    const engine = files.filter(file => file.endsWith('.wasm'));
    return [
      ...encodings.map(encoding => ({
        ...bytes(`all ${files.length} files before the first run`, files, encoding, encoding === 'brotli' ? BYTES : undefined),
        note: READ,
      })),
      ...encodings.map(encoding =>
        bytes(
          'the part of the threaded engine that opens the page',
          engine,
          encoding,
          encoding === 'brotli' ? ENGINE_BYTES : undefined,
        ),
      ),
      bytes(`all files until each of six models of count has a figure`, visits[0].filesToResult, 'brotli'),
      time('from the address to a page that can be used', visit => visit.usable, USABLE_MS),
      time('from a click on Run to the first result', visit => visit.first),
      time('from a click on Run to a first result of each of six models of count', visit => visit.all, RESULT_MS),
      time('from a click on Run to a figure of each of them, after a warm-up', visit => visit.figures),
    ];
  } finally {
    await browser.close();
    await host.close();
  }
}

/** One visit in a context of its own. */
async function visit(browser, url, asked) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
  context.setDefaultTimeout(PATIENCE_MS);
  try {
    const page = await context.newPage();
    await page.addInitScript(watch);
    await page.goto(url + PLAN);
    const usable = await page.evaluate(() => window.usable);
    await page.waitForTimeout(READING_MS);
    const files = asked();
    const results = await page.evaluate(clickRun);
    return { usable, ...results, files, filesToResult: asked(), name: await page.evaluate(browserName) };
  } finally {
    await context.close();
  }
}

/**
 * In the page: presses Run; milliseconds until one model has run and its answer and timeline are shown, until all have, and until all have a
 * figure: the first runs only warm up.
 */
async function clickRun() {
  const began = performance.now();
  const since = {};
  const figures = new Promise(resolve => {
    new MutationObserver((_, observer) => {
      const rows = [...document.querySelectorAll('.results tbody tr')];
      const measured = rows.filter(row => row.querySelector('.run-dot')).length;
      const run = measured + rows.filter(row => row.matches('.warming')).length;
      if (run > 0) since.first ??= performance.now() - began;
      if (run > 0 && run === rows.length) since.all ??= performance.now() - began;
      if (measured === 0 || measured < rows.length) return;
      observer.disconnect();
      resolve(performance.now() - began);
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
  document.querySelector('button.run').click();
  return { figures: await figures, ...since };
}

if (isStarted(import.meta)) handOver(await measure(roundsOf(ROUNDS)));
