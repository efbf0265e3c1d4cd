// A worker that does with bare promises and timers what the model `async` does with tasks, and reads the clock.
import { start } from './own.mjs';

/** Kept: to look up the worker's own property costs more than to read the clock. */
const clock = performance;

/** An instance of the engine, once somebody needs it. */
let engine = null;

const ASKS = {
  /** Milliseconds that so many asynchronous functions take which all await the same promise. */
  async promises(count) {
    const began = clock.now();
    const common = Promise.resolve();
    await Promise.all(Array.from({ length: count }, async () => await common));
    return clock.now() - began;
  },
  /** The same, where each notes the time as often as a task of ours does: when it begins to wait, and when it ends. */
  async notingPromises(count) {
    const began = clock.now();
    const common = Promise.resolve();
    const noted = new Float64Array(2 * count);
    let last = 0;
    const one = async () => {
      noted[last++] = clock.now();
      await common;
      noted[last++] = clock.now();
    };
    await Promise.all(Array.from({ length: count }, one));
    return clock.now() - began;
  },
  /** The same, where each waits by a timer of its own. */
  async timers(count, milliseconds) {
    const began = clock.now();
    const wait = async () => await new Promise(resolve => setTimeout(resolve, milliseconds));
    await Promise.all(Array.from({ length: count }, wait));
    return clock.now() - began;
  },
  /** Milliseconds of each of so many timers, one after the other. */
  async chain(count, milliseconds) {
    const began = clock.now();
    for (let wait = 0; wait < count; wait++) await new Promise(resolve => setTimeout(resolve, milliseconds));
    return (clock.now() - began) / count;
  },
  /** Nanoseconds of each of so many events that the engine writes down with their times. */
  async events(count, source) {
    engine ??= start(source);
    const { rust } = await engine;
    rust.nanosecondsOfEvents(count);
    return rust.nanosecondsOfEvents(count);
  },
  /** Nanoseconds of each of so many readings of the clock, by JavaScript. */
  clockOfScript(count) {
    let sum = 0;
    const began = clock.now();
    for (let call = 0; call < count; call++) sum += clock.now();
    const took = clock.now() - began;
    return sum > 0 ? (1e6 * took) / count : Number.NaN;
  },
  /** The same by wasm: `bytes` are a module that reads the clock that it imports. */
  async clockOfWasm(count, bytes) {
    const { instance } = await WebAssembly.instantiate(new Uint8Array(bytes), { clock: { now: () => clock.now() } });
    instance.exports.read(count);
    const began = clock.now();
    const sum = instance.exports.read(count);
    const took = clock.now() - began;
    return sum > 0 ? (1e6 * took) / count : Number.NaN;
  },
};

onmessage = async ({ data: { id, ask, args } }) => {
  try {
    postMessage({ id, value: await ASKS[ask](...args) });
  } catch (error) {
    postMessage({ id, error: String(error) });
  }
};
