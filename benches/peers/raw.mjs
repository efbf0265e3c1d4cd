// Bare workers, and how they are asked.

/** So many workers that have not been told anything yet. */
export function openRaw(count) {
  return Array.from({ length: count }, () => {
    const worker = new Worker('/bench/raw-worker.js', { type: 'module' });
    const ask = (message, transfer = []) =>
      new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = event => reject(new Error(event.message || 'the bare worker failed'));
        worker.postMessage(message, transfer);
      });
    return {
      start: async (source, memory) => (await ask({ source, memory })).at,
      increment: number => ask({ number }),
      echo: (bytes, how) => ask({ bytes, how }, how === 'clone' ? [] : [bytes]),
      /** Does these tasks of a plan: what they answer, and how many milliseconds it took. */
      compute: (plan, tasks) => ask({ plan, tasks: Uint32Array.from(tasks) }),
      end: () => worker.terminate(),
    };
  });
}
