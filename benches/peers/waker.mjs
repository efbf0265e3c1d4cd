// Two bare workers on one memory: what a wake by `Atomics.notify` takes, one way.
import { moment } from './own.mjs';

const ASLEEP = 0;
const WOKEN = 1;

/** Places in the shared memory: two words that are waited for, and the moment of waking. */
const views = shared => ({ words: new Int32Array(shared, 0, 2), woke: new Float64Array(shared, 8, 1) });

/** What the one that sleeps shares with this one, once it is about to sleep. */
let asleep = null;
/** Called when the page lets this worker go on. */
let goOn = () => {};

onmessage = async ({ data }) => {
  if (data.sleep) return sleep(views(data.sleep));
  if (data.goOn) return goOn();
  asleep ??= await startSleeper();
  // The page is asked first, as by an engine before each execution: it and the browser are about to rest, and have not come to it yet.
  await new Promise(resolve => {
    goOn = resolve;
    postMessage({ begins: true });
  });
  postMessage({ id: data.id, value: wake(asleep) });
};

function startSleeper() {
  const shared = new SharedArrayBuffer(16);
  const sleeper = new Worker('/bench/waker.js', { type: 'module' });
  return new Promise(resolve => {
    sleeper.onmessage = () => resolve(views(shared));
    sleeper.postMessage({ sleep: shared });
  });
}

function sleep({ words, woke }) {
  postMessage('ready');
  for (;;) {
    Atomics.wait(words, 0, ASLEEP);
    woke[0] = moment();
    Atomics.store(words, 0, ASLEEP);
    Atomics.store(words, 1, WOKEN);
    Atomics.notify(words, 1);
  }
}

/** Microseconds of a wake. */
function wake({ words, woke }) {
  const began = moment();
  Atomics.store(words, 0, WOKEN);
  Atomics.notify(words, 0);
  while (Atomics.load(words, 1) !== WOKEN) Atomics.wait(words, 1, ASLEEP);
  Atomics.store(words, 1, ASLEEP);
  return 1_000 * (woke[0] - began);
}
