// The timeline by mouse and touch: wheel, drag, pinch and hover, and that a plain wheel still scrolls the page.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoErrors, launch, open, run, script, showTab } from './browser.mjs';
import { serve } from './server.mjs';

let browser;
let host;
let page;
let stage;
let zoomedIn;

before(async () => {
  host = await serve({ isolated: true });
  browser = await launch();
  // A low window, so that the page can always scroll.
  page = await open(browser, `${host.url}#workload=count&param.n=2000000&runs=1&models=sequential,gil`, {
    viewport: { width: 1280, height: 500 },
  });
  await run(page);
  stage = page.getByRole('application');
  zoomedIn = () => page.getByRole('button', { name: 'Show all' }).isEnabled();
});

after(async () => {
  await browser?.close();
  await host?.close();
});

/** The first lane, in pixels below the top of the timeline. */
const FIRST_LANE = 55;

/** A point on the timeline's first lane, at a share of its width, scrolled into view. */
async function pointAt(share) {
  await stage.evaluate(element => element.scrollIntoView({ block: 'center' }));
  const box = await stage.boundingBox();
  return [box.x + box.width * share, box.y + FIRST_LANE];
}

test('a span under the pointer shows its exact times', async () => {
  await page.mouse.move(...(await pointAt(0.2)));
  await page.locator('.span-tip').waitFor();
  assert.match(await page.locator('.span-tip').textContent(), /from\s*[\d.]+\sms\s*to\s*[\d.]+\sms/);
  await page.mouse.move(2, 2);
  await page.locator('.span-tip').waitFor({ state: 'detached' });
});

test('a plain wheel scrolls the page and does not zoom', async () => {
  await page.mouse.move(...(await pointAt(0.5)));
  const before = await page.evaluate(() => scrollY);
  await page.mouse.wheel(0, 120);
  await page.waitForFunction(was => scrollY > was, before);
  assert.equal(await zoomedIn(), false);
});

/** The part of the run that is shown, in nanoseconds. */
function visible() {
  return stage.evaluate(({ dataset }) => ({ from: Number(dataset.fromNs), to: Number(dataset.toNs) }));
}

test('a wheel with Ctrl zooms around the pointer, a drag moves, Show all goes back', async () => {
  const whole = await visible();
  assert.ok(whole.from === 0 && whole.to > 0);
  await page.mouse.move(...(await pointAt(0.5)));
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -400);
  await page.keyboard.up('Control');
  await page.waitForFunction(() => !document.querySelector('.tools button:last-child').disabled);
  const before = await visible();
  assert.ok(before.from > whole.from && before.to < whole.to, 'nearer, from both sides');
  await page.mouse.move(...(await pointAt(0.7)));
  await page.mouse.down();
  await page.mouse.move(...(await pointAt(0.4)), { steps: 4 });
  await page.mouse.up();
  const after = await visible();
  assert.ok(after.from > before.from, 'dragging to the left shows what comes later');
  assert.ok(Math.abs(after.to - after.from - (before.to - before.from)) < 1, 'and as much of it');
  await page.getByRole('button', { name: 'Show all' }).click();
  assert.equal(await zoomedIn(), false);
  assert.deepEqual(await visible(), whole);
});

test('the recorded run is replayed: event by event there and back, each in a sentence, and by itself', async () => {
  await stage.focus();
  const told = () => page.locator('.told').textContent();
  const heard = () => page.locator('.replay [aria-live]').textContent();
  const printed = () => page.locator('.console tr:not(.unprinted)').count();
  const press = async (key, words) => {
    const before = await told();
    await page.keyboard.press(key);
    await page.waitForFunction(
      ([pattern, before]) => {
        const now = document.querySelector('.told').textContent;
        return now !== before && new RegExp(pattern).test(now);
      },
      [words, before],
    );
    return told();
  };
  const all = await printed();
  assert.ok(all > 0);
  await press('Home', '^The beginning');
  assert.equal(await printed(), 0, 'nothing has been printed yet');
  const first = await press('.', '^[^,]+, [\\d.]+\\sms: main executes its first instruction\\.$');
  assert.equal(await heard(), first);
  const second = await press('.', '.');
  await press('Shift+>', '.');
  await press('Shift+<', '.');
  assert.equal(await told(), second, 'ten events there and ten back');
  assert.equal(await press(',', '.'), first, 'and one more');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.waitForFunction(() => Number(document.querySelector('.playhead')?.dataset.atNs) > 0);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.waitForFunction(() => document.querySelector('.replay [aria-live]').textContent.startsWith('Paused at'));
  await stage.focus();
  await page.keyboard.press('End');
  await page.locator('.playhead').waitFor({ state: 'detached' });
  assert.equal(await printed(), all);
  assertNoErrors(page);
});

test('two fingers zoom', async () => {
  const phone = await open(browser, `${host.url}#workload=count&param.n=100000&runs=1&models=sequential`, {
    viewport: { width: 390, height: 800 },
    hasTouch: true,
    isMobile: true,
  });
  await run(phone);
  const area = phone.getByRole('application');
  await area.evaluate(element => element.scrollIntoView({ block: 'center' }));
  const box = await area.boundingBox();
  const touch = await phone.context().newCDPSession(phone);
  const fingers = apart => [-1, 1].map((side, id) => ({ x: box.x + 220 + side * apart, y: box.y + FIRST_LANE, id }));
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(20) });
  for (const apart of [40, 60, 80])
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await phone.waitForFunction(() => !document.querySelector('.tools button:last-child').disabled);
  await phone.context().close();
  assertNoErrors(page);
});

test('aligned by a task, it starts at the same moment everywhere', async () => {
  // Under time-slicing the second task begins after a quantum, and not after half of the run: so much later the run begins on the axis.
  const own = await open(browser, host.url);
  const plan = { workload: 'count', parameters: { n: 20_000_000 }, models: ['sequential', 'time-slicing'], runs: 1 };
  const { results } = await script(own, plan);
  const runs = results.map(({ trace }) => ({
    wall: trace.wall_ns,
    start: trace.events.find(({ kind, task }) => kind === 'task-started' && trace.tasks[task] === 'count_down').at_ns,
  }));
  const zero = Math.max(...runs.map(({ start }) => start));
  const endsAt = to => own.waitForFunction(to => Number(document.querySelector('[role=application]').dataset.toNs) === to, to);
  await endsAt(Math.max(...runs.map(({ wall }) => wall)));
  assert.deepEqual(await own.locator('.align option').allTextContents(), ['the start', 'count_up', 'count_down']);
  await own.getByLabel('aligned by').selectOption('count_down');
  await endsAt(Math.max(...runs.map(({ wall, start }) => zero - start + wall)));
  await own.getByLabel('aligned by').selectOption('the start');
  await endsAt(Math.max(...runs.map(({ wall }) => wall)));
  assertNoErrors(own);
  await own.context().close();
});

test('a span says why it waited and who ended that, the longest wait leads to its span, and the critical path can be lit', async () => {
  const own = await open(browser, `${host.url}#workload=count&param.n=20000000&runs=1&models=gil`);
  await run(own);
  await own.getByRole('application').focus();
  const said = () => own.locator('.details').textContent();
  const why = /waited [\d.]+\s[mµ]s for the GIL;( asked for it at [\d.]+\sms;)? thread [12] gave it up at [\d.]+\sms/;
  // From main down to a thread, and along it to its first wait for the lock: however the threads began, the other one ends it.
  for (const key of ['ArrowDown', 'ArrowDown']) await own.keyboard.press(key);
  for (let spans = 0; spans < 9 && !(await said()).includes('blocked on GIL'); spans += 1) await own.keyboard.press('ArrowRight');
  assert.match(await said(), why);
  assert.match(await own.locator('.timeline [aria-live]').textContent(), why);

  const lit = own.getByRole('button', { name: 'Critical path' });
  await own.keyboard.press('c');
  assert.equal(await lit.getAttribute('aria-pressed'), 'true');
  await lit.click();
  assert.equal(await lit.getAttribute('aria-pressed'), 'false');

  await showTab(own, 'Where the time went');
  assert.match(await own.locator('.path-costs .words').textContent(), /compute [\d.]+\s[mµ]s/);
  await own.locator('.longest summary').click();
  const first = own.locator('.waits button').first();
  const words = await first.textContent();
  await first.click();
  assert.ok((await said()).includes(words), `${words} is told of the span that it leads to`);
  assertNoErrors(own);
  await own.context().close();
});

test('what is found on the timeline is selected, and fits into the view', async () => {
  const own = await open(browser, `${host.url}#workload=count&param.n=2000000&runs=1&models=sequential,async`);
  await run(own);
  await own.keyboard.press('/');
  await own.keyboard.type('count_down');
  const said = own.locator('.find [role=status]');
  assert.equal(await said.textContent(), '4 found');
  await own.keyboard.press('Enter');
  assert.equal(await said.textContent(), '1 of 4: task count_down, under Sequential');
  assert.match(await own.locator('.details').textContent(), /count_down/);
  await own.keyboard.press('Shift+Enter');
  assert.match(await said.textContent(), /^4 of 4: “count_down: \d+”, printed, under Async$/);
  await own.getByRole('application').focus();
  await own.keyboard.press('f');
  const { fromNs, toNs } = await own.getByRole('application').evaluate(({ dataset }) => ({ ...dataset }));
  assert.ok(Number(fromNs) > 0 && Number(toNs) > Number(fromNs), `${fromNs} to ${toNs}`);
  assertNoErrors(own);
  await own.context().close();
});

test('the task manager shows threads, state and share of the processor, in a replay those of its moment', async () => {
  await showTab(page, 'Task manager');
  const cells = () => page.getByRole('region', { name: 'Processes of Threads + GIL' }).locator('tbody td').allTextContents();
  const [state, , threads, , share] = await cells();
  assert.equal(state, 'ended');
  assert.match(share, /^[\d.]+\s%$/);
  await stage.focus();
  await page.keyboard.press('Home');
  await page.getByText('nothing has happened yet').first().waitFor();
  const [first, , alive, , now] = await cells();
  assert.match(first, /starting|not started/);
  assert.match(now, /^\d+\s%$/);
  assert.ok(Number(threads) > 2 && Number(alive) <= Number(threads), `${alive} of ${threads} threads`);
  await page.keyboard.press('End');
  await page.getByRole('region', { name: 'Processes of Threads + GIL' }).getByText('ended').waitFor();
});
