// Two bare workers on one memory: what a wake by `Atomics.notify` takes, one way.
import { moment } from './own.mjs';

const ASLEEP = 0;
const WOKEN = 1;
/** As long as the pool of the engine has been idle at least when a job comes. */
const IDLE_MS = 20;

/** Places in the shared memory: two words that are waited for, and the moment of waking. */
const views = shared => ({ words: new Int32Array(shared, 0, 2), woke: new Float64Array(shared, 8, 1) });

onmessage = ({ data }) => {
  if (data.sleep) return sleep(views(data.sleep), data.wakes);
  const shared = new SharedArrayBuffer(16);
  const sleeper = new Worker('/bench/waker.js', { type: 'module' });
  sleeper.onmessage = () => postMessage({ id: data.id, value: wake(views(shared), data.args[0], sleeper) });
  sleeper.postMessage({ sleep: shared, wakes: data.args[0] });
};

function sleep({ words, woke }, wakes) {
  postMessage('ready');
  for (let wake = 0; wake < wakes; wake++) {
    Atomics.wait(words, 0, ASLEEP);
    woke[0] = moment();
    Atomics.store(words, 0, ASLEEP);
    Atomics.store(words, 1, WOKEN);
    Atomics.notify(words, 1);
  }
}

/** Microseconds of each wake. */
function wake({ words, woke }, wakes, sleeper) {
  const times = [];
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let wake = 0; wake < wakes; wake++) {
    Atomics.wait(pause, 0, 0, IDLE_MS);
    const began = moment();
    Atomics.store(words, 0, WOKEN);
    Atomics.notify(words, 0);
    while (Atomics.load(words, 1) !== WOKEN) Atomics.wait(words, 1, ASLEEP);
    Atomics.store(words, 1, ASLEEP);
    times.push(1_000 * (woke[0] - began));
  }
  sleeper.terminate();
  return times;
}
