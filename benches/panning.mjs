// What a trace of a million events costs on the page, in Chromium and in Firefox: how long until its first picture, and how long the frames take
// while it is panned, of the page's thread and of the worker that paints.
import { BROWSERS, openByWebDriver, withPage } from '../tests/page/both.mjs';
import { startFirefox } from '../tests/page/webdriver.mjs';
import { withEvents } from './million.mjs';
import { browserName, handOver, isStarted, quick } from './rows.mjs';

const EVENTS = 1_000_000;
/** So many frames are panned at each zoom. */
const FRAMES = quick ? 60 : 120;
/** How much of the run is in view: all but a little, a hundredth, a ten-thousandth. */
const VIEWS = [0.9, 0.01, 0.0001];
/** Milliseconds until the first picture, and of a frame at 60 a second. */
const FIRST_PICTURE_MS = 1_500;
const FRAME_MS = 16.7;
/** Without a display Firefox makes a frame each 16 or 17 ms, whatever a page does: it cannot make each within 16.7. */
const FIREFOX_FRAMES = 120;
const OPEN = { Firefox: url => openByWebDriver(() => startFirefox({ 'layout.frame_rate': FIREFOX_FRAMES }), url) };
const RATES = { Firefox: `It makes ${FIREFOX_FRAMES} frames a second here, as for a display that shows so many.` };
/** How often the trace is opened; it is panned once. */
const ROUNDS = quick ? 1 : 6;

/** Opens a trace of so many events, and if there are to be any frames, pans it; the figures of each browser that is there. */
export async function measure(events, frames, browsers = BROWSERS) {
  const all = [];
  for (const { name, openBrowser, skip } of browsers) {
    if (skip) continue;
    await withPage(OPEN[name] ?? openBrowser, async ({ inside }) => {
      const opened = await inside(`(events => (${openTrace})(${withEvents}, events))`, events);
      const views = [];
      for (const share of frames ? VIEWS : []) views.push({ share, ...(await inside(pan, share, frames)) });
      all.push({ browser: await inside(browserName), events, ...opened, views });
    });
  }
  return all;
}

/** From inside the page: makes the trace, opens it as a file, and gives how long it took until it was painted. */
async function openTrace(withEvents, events) {
  const small = await window.interleave.run({ workload: 'count', parameters: { n: 1_000 }, models: ['gil'], runs: 1, warmup: 0 });
  const file = new File([JSON.stringify(withEvents(small, events))], 'million.json');
  // The page tells nobody when its timeline is painted: its own worker does.
  window.painted = [];
  const send = Worker.prototype.postMessage;
  let told = () => {};
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message.type === 'sight' && !window.painter) {
      window.painter = this;
      this.addEventListener('message', ({ data }) => {
        if (data.type !== 'painted') return;
        window.painted.push(data);
        told(data);
      });
    }
    if (message.type === 'timelines' && message.added.length) window.added = true;
    return send.call(this, message, ...rest);
  };
  const began = performance.now();
  const picture = new Promise(resolve => {
    told = () => window.added && resolve(performance.now() - began);
  });
  await window.interleave.open([file]);
  return { bytes: file.size, first_picture_ms: await picture };
}

/** From inside the page: zooms to a share of the run and pans by the wheel, once in each frame. */
async function pan(share, frames) {
  const timeline = document.querySelector('.timeline');
  timeline.focus();
  const wheel = options => timeline.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, ...options }));
  const shown = () => Number(timeline.dataset.toNs) - Number(timeline.dataset.fromNs);
  const frame = () => new Promise(requestAnimationFrame);
  document.querySelector('.tools button:last-child')?.click();
  await frame();
  const whole = shown();
  // The wheel zooms around the pointer, here the middle.
  const { clientWidth } = timeline;
  for (let i = 0; i < 400 && shown() > whole * share; i++) {
    wheel({ deltaY: -60, clientX: timeline.getBoundingClientRect().left + clientWidth / 2 });
    await frame();
  }
  // The browser's own frames, while nothing is done.
  const idle = [];
  for (let i = 0; i < frames; i++) idle.push(await frame());
  window.painted.length = 0;
  const at = [];
  for (let i = 0; i < frames; i++) {
    wheel({ deltaX: i < frames / 2 ? 24 : -24, shiftKey: true });
    at.push(await frame());
  }
  for (let i = 0; i < 10; i++) await frame();
  const between = times => times.slice(1).map((time, i) => time - times[i]);
  return {
    idle_ms: between(idle),
    page_ms: between(at),
    painter_ms: between(window.painted.map(one => one.began_ms)),
    took_ms: window.painted.map(one => one.took_ms),
  };
}

/** The rows of one browser. */
function rowsOf({ browser, first_picture_ms, views }) {
  const bound = (name, values, figure, at_most) => ({
    kind: 'bound',
    id: 'P13',
    place: 'browser',
    name,
    unit: 'ms',
    values,
    figure,
    reach: at_most && { at_most },
    browser,
  });
  const frames = ({ share, idle_ms, page_ms, painter_ms, took_ms }) => {
    const of = `${100 * share} % of a million events in view`;
    const beganNote =
      'When painting began, by the clock of its thread: a picture that begins later within its frame is shown with it all the same.';
    return [
      { ...bound(`a frame of the page that is panned, ${of}`, page_ms, 'p95', FRAME_MS), note: RATES[browser.split(' ')[0]] },
      bound(`painting one of ${took_ms.length} pictures in ${page_ms.length + 1} frames, ${of}`, took_ms, 'p95', FRAME_MS),
      bound(`a frame of the page while nothing is done, ${of}`, idle_ms, 'p95'),
      { ...bound(`from picture to picture, ${of}`, painter_ms, 'p95'), note: beganNote },
    ];
  };
  return [
    bound('a million events, from the file to the first picture', first_picture_ms, 'median', FIRST_PICTURE_MS),
    ...views.flatMap(frames),
  ];
}

if (isStarted(import.meta)) {
  // One browser opens the trace anew each time: what it keeps would make the next time quicker.
  const opened = [];
  for (let round = 0; round < ROUNDS; round++)
    opened.push(await measure(EVENTS, round ? 0 : FRAMES, quick ? BROWSERS.slice(0, 1) : BROWSERS));
  const [first, ...others] = opened;
  const rows = first.map(({ browser, views, first_picture_ms }, which) =>
    rowsOf({ browser, views, first_picture_ms: [first_picture_ms, ...others.map(all => all[which].first_picture_ms)] }),
  );
  handOver(rows.flat());
}
