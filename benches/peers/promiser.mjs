// A worker that does with bare promises and timers what the model `async` does with tasks, and reads the clock.
const ASKS = {
  /** Milliseconds that so many asynchronous functions take which all await the same promise. */
  async promises(count) {
    const began = performance.now();
    const common = Promise.resolve();
    await Promise.all(Array.from({ length: count }, async () => await common));
    return performance.now() - began;
  },
  /** The same, where each notes the time as often as a task of ours does: when it begins, waits, goes on and ends. */
  async notingPromises(count) {
    const began = performance.now();
    const common = Promise.resolve();
    const noted = new Float64Array(4 * count);
    let last = 0;
    const one = async () => {
      noted[last++] = performance.now();
      noted[last++] = performance.now();
      await common;
      noted[last++] = performance.now();
      noted[last++] = performance.now();
    };
    await Promise.all(Array.from({ length: count }, one));
    return performance.now() - began;
  },
  /** The same, where each waits by a timer of its own. */
  async timers(count, milliseconds) {
    const began = performance.now();
    const wait = async () => await new Promise(resolve => setTimeout(resolve, milliseconds));
    await Promise.all(Array.from({ length: count }, wait));
    return performance.now() - began;
  },
  /** Milliseconds of each of so many timers, one after the other. */
  async chain(count, milliseconds) {
    const began = performance.now();
    for (let wait = 0; wait < count; wait++) await new Promise(resolve => setTimeout(resolve, milliseconds));
    return (performance.now() - began) / count;
  },
  /** Nanoseconds of each of so many readings of the clock, by JavaScript. */
  clock(count) {
    let sum = 0;
    const began = performance.now();
    for (let call = 0; call < count; call++) sum += performance.now();
    const took = performance.now() - began;
    return sum > 0 ? (1e6 * took) / count : Number.NaN;
  },
  /** The same by wasm: `bytes` are a module that reads the clock that it imports. */
  async clockOfWasm(count, bytes) {
    const { instance } = await WebAssembly.instantiate(new Uint8Array(bytes), { clock: { now: () => performance.now() } });
    instance.exports.read(count);
    const began = performance.now();
    const sum = instance.exports.read(count);
    const took = performance.now() - began;
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
