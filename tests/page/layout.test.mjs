// The page at every width that people have: nothing overflows the window, no text runs into another, nothing moves while a run fills it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoErrors, launch, open, run, showTab } from './browser.mjs';
import { serve } from './server.mjs';

const SIZES = [
  [320, 640],
  [390, 800],
  [768, 1024],
  [1280, 860],
  [1366, 625],
  [1920, 1080],
  [2560, 1440],
];
/** One width for each way in which the results are laid out. */
const RUN_AT = [320, 768, 1366];
/** What rounding to whole pixels may do. */
const TOLERANCE_PX = 2;
const PLAN = '#workload=count&param.n=2000000&runs=1&workers=2';
/** Its tasks share lanes, on which they get rows of their own. */
const SHARING = '#workload=arithmetic&param.time_scale=1&runs=1&workers=2';
const LONG_NUMBERS = '#workload=sort&param.n=2000000';
const PROJECTOR_PX = 18;
/** The first lane, in pixels below the top of the timeline. */
const FIRST_LANE = 55;
const SMALL = { workload: 'count', parameters: { n: 2_000_000 }, models: ['sequential', 'threads'], runs: 3 };
const FIRST_VISIT = { width: 1366, height: 625 };

let browser;
let host;
let page;

before(async () => {
  host = await serve({ isolated: true });
  browser = await launch();
  page = await open(browser, host.url, { viewport: FIRST_VISIT });
});

after(async () => {
  await browser?.close();
  await host?.close();
});

test('a first visit on a small laptop shows program, Run and what to expect without scrolling', async () => {
  for (const what of ['#workload', '.run', '.results tbody tr:last-child']) {
    const box = await page.locator(what).boundingBox();
    assert.ok(box.y >= 0 && box.y + box.height <= FIRST_VISIT.height, `${what}: ${JSON.stringify(box)}`);
  }
});

test('at no width does anything overflow the window or run into another text, before a run or after it', async () => {
  await page.goto(`${host.url}${LONG_NUMBERS}`);
  await page.locator('#command', { hasText: 'run sort' }).waitFor();
  assert.deepEqual(await page.evaluate(faults), [], 'a long number beside its unit');
  await page.goto(host.url + PLAN);
  await page.locator('#command', { hasText: 'run count' }).waitFor();
  for (const when of ['before', 'after']) {
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height });
      await settled();
      assert.deepEqual(await page.evaluate(faults), [], `${width} px, ${when} a run`);
    }
    if (when === 'before') await run(page);
  }
  assertNoErrors(page);
});

test('each number of each program is seen in its field, at the narrowest and at a usual width', async () => {
  const programs = await page.evaluate(() => window.interleave.catalog().then(({ workloads }) => workloads.map(({ id }) => id)));
  for (const [width, height] of [SIZES[0], SIZES[3]]) {
    await page.setViewportSize({ width, height });
    for (const id of programs) {
      await page.locator('#workload').selectOption(id);
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll('.number input')]
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
          .map(input => `${input.id}: ${input.value}`),
      );
      assert.deepEqual(cut, [], `${id} at ${width}`);
    }
  }
  await page.goto(host.url);
});

test('from the first frame of a run to the frame after its end nothing moves', async () => {
  await page.goto(host.url + SHARING);
  await page.locator('#command', { hasText: 'run arithmetic' }).waitFor();
  // The forecast, which knows what room is needed, begins when a run is near.
  await page.locator('button.run').hover();
  await page.locator('.status', { hasText: 'about' }).waitFor();
  for (const [width, height] of SIZES.filter(([one]) => RUN_AT.includes(one))) {
    await page.setViewportSize({ width, height });
    await page.evaluate(() => scrollTo(0, 0));
    await settled();
    await page.evaluate(watch);
    await run(page);
    await settled();
    assert.deepEqual(await page.evaluate(limit => window.moved(limit), TOLERANCE_PX), [], `${width} px`);
  }
});

test('reports side by side fit every width too', async () => {
  await page.evaluate(async plan => {
    const report = await window.interleave.run(plan);
    await window.interleave.open([new File([JSON.stringify(report)], 'first.json')]);
  }, SMALL);
  await page.locator('.compared').waitFor();
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    await settled();
    assert.deepEqual(await page.evaluate(faults), [], `${width} px`);
  }
  await page.getByRole('button', { name: 'Close first.json' }).click();
});

test('the tab Code shows three languages, line by line, and marks what the chosen model has of its own', async () => {
  await showTab(page, 'Code');
  for (const language of ['Rust', 'Python', 'JavaScript']) {
    const program = page.getByRole('region', { name: `${language}: the program` });
    await program.locator('.code-line').first().waitFor();
    const tops = await program.locator('.code-line').evaluateAll(all => all.map(one => one.getBoundingClientRect().top));
    assert.ok(tops.length > 10 && tops.every((top, place) => place === 0 || top > tops[place - 1]), `${language}: ${tops}`);
  }
  await page.locator('.code-models label', { hasText: 'Async' }).click();
  await page.locator('.differs', { hasText: 'async def perform_async' }).first().waitFor();
  // In the middle of the replay the one lane of this model is on a line, and only the pane has scrolled to it.
  await page.locator('.code-models label', { hasText: 'Sequential' }).click();
  const scrolled = await page.evaluate(() => scrollY);
  await page.getByRole('slider', { name: 'Moment of the replay' }).evaluate(slider => {
    slider.value = String((Number(slider.min) + Number(slider.max)) / 2);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  });
  const lit = page.locator('.code-line.lit');
  await lit.getByText('main').waitFor();
  const [line, pane] = [await lit.boundingBox(), await page.getByRole('region', { name: 'Rust: the program' }).boundingBox()];
  assert.ok(line.y >= pane.y && line.y + line.height <= pane.y + pane.height, 'the line is in view');
  assert.equal(await page.evaluate(() => scrollY), scrolled);
  await showTab(page, 'Console');
});

test('head and content stand on one line on a screen wider than the page', async () => {
  await page.setViewportSize({ width: 2560, height: 1440 });
  const left = selector => page.locator(selector).evaluate(one => one.getBoundingClientRect().left);
  const right = selector => page.locator(selector).evaluate(one => one.getBoundingClientRect().right);
  assert.ok(Math.abs((await left('.head h1')) - (await left('#workload'))) <= TOLERANCE_PX);
  assert.ok(Math.abs((await right('.badge')) - (await right('.results table'))) <= TOLERANCE_PX);
});

test('the projector view is switched by keyboard, kept, and has no text below 18 px; nothing overflows, and the pointer still hits', async () => {
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.getByRole('button', { name: 'Projector view' }).press('Enter');
  for (const width of [1280, 1920]) {
    await page.setViewportSize({ width, height: 1000 });
    await settled();
    assert.deepEqual(await page.evaluate(faults), [], `${width} px`);
    assert.deepEqual(await page.evaluate(textsBelow, PROJECTOR_PX), [], `${width} px`);
  }
  const timeline = page.getByRole('application');
  await timeline.scrollIntoViewIfNeeded();
  const [box, height] = [await timeline.boundingBox(), await timeline.evaluate(one => one.offsetHeight)];
  // The first lane, as many of its own pixels below the top as without the zoom.
  await page.mouse.move(box.x + box.width * 0.25, box.y + (FIRST_LANE * box.height) / height);
  await page.locator('.span-tip').waitFor();
  await page.reload();
  const button = page.getByRole('button', { name: 'Projector view', pressed: true });
  await button.press('Enter');
  assert.deepEqual(await page.evaluate(textsBelow, PROJECTOR_PX).then(small => small.length > 0), true);
});

test('a finger reads what a model is without switching it off', async () => {
  const touched = await open(browser, host.url, { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true });
  const model = touched.locator('.model').filter({ has: touched.locator('#model-gil') });
  await model.getByRole('button', { name: 'What Threads + GIL is' }).tap();
  await model.locator('.reason').waitFor();
  assert.ok(await touched.locator('#model-gil').isChecked());
  assert.deepEqual(await touched.evaluate(faults), []);
  await touched.context().close();
});

async function settled() {
  await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/** In the page: what overflows the window, and which texts stand on each other or on a part of it that they do not fit in. */
function faults() {
  const found = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`the page needs ${scrollWidth} px`);
  for (const input of document.querySelectorAll('.chooser input:not([type=checkbox]), .chooser select')) {
    if (input.checkVisibility() && input.scrollWidth > input.clientWidth) found.push(`${input.id} does not fit its field`);
  }
  const texts = [...document.querySelectorAll('.head, .chooser, .results, .happened')].flatMap(part => [...textsIn(part)]);
  for (const [i, one] of texts.entries()) {
    for (const other of texts.slice(i + 1)) {
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      // Lines of one paragraph stand closer than their boxes are high.
      if (across > 1 && down > 5) found.push(`"${one.text}" runs into "${other.text}"`);
    }
  }
  return found;

  /** Each line of each text that is seen, with its box, as far as nothing cuts it off. */
  function* textsIn(part) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement: element, textContent } = walker.currentNode;
      const text = textContent.trim();
      if (!text || !element.checkVisibility() || element.closest('select, .visually-hidden, [popover], .run-bar')) continue;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      const limits = [...clips(element)];
      for (const line of range.getClientRects()) {
        const box = {
          left: Math.max(line.left, ...limits.map(({ left }) => left)),
          right: Math.min(line.right, ...limits.map(({ right }) => right)),
          top: Math.max(line.top, ...limits.map(({ top }) => top)),
          bottom: Math.min(line.bottom, ...limits.map(({ bottom }) => bottom)),
        };
        yield { text, box };
      }
    }
  }

  function* clips(element) {
    for (let one = element; one && one !== document.body; one = one.parentElement) {
      if (getComputedStyle(one).overflowX !== 'visible') yield one.getBoundingClientRect();
    }
  }
}

/** In the page: the seen texts that are smaller than that many pixels. */
function textsBelow(px) {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { parentElement: element, textContent } = walker.currentNode;
    if (!textContent.trim() || !element.checkVisibility() || element.closest('.visually-hidden, noscript')) continue;
    const size = Number.parseFloat(getComputedStyle(element).fontSize) * element.currentCSSZoom;
    if (size < px) found.push(`${size} px: ${textContent.trim()}`);
  }
  return found;
}

/** In the page: from the first frame of the next run on, notes in each frame where its parts are. */
function watch() {
  const parts = ['#workload', '.run', '.models', '.results table', '.steady', '.happened', '.timeline', '.tabs'];
  const places = () => {
    const rows = [...document.querySelectorAll('.results tbody tr')].map((row, i) => [`row ${i + 1}`, row]);
    const all = [...parts.map(part => [part, document.querySelector(part)]), ...rows];
    return all.map(([name, element]) => [name, element.getBoundingClientRect().top]);
  };
  const first = new Map();
  const furthest = new Map();
  const note = () => {
    const busy = document.querySelector('.run').textContent !== 'Run';
    if (busy || first.size > 0) {
      for (const [name, top] of places()) {
        if (!first.has(name)) first.set(name, top);
        furthest.set(name, Math.max(furthest.get(name) ?? 0, Math.abs(top - first.get(name))));
      }
    }
    if (!window.watched) requestAnimationFrame(note);
  };
  window.watched = false;
  window.moved = limit => {
    window.watched = true;
    if (first.size === 0) return ['no run was seen'];
    return [...furthest].filter(([, by]) => by > limit).map(([name, by]) => `${name} moved by ${by} px`);
  };
  requestAnimationFrame(note);
}
