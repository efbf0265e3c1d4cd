// One engine worker, seen from the page: calls that are promises, and a cancel that reaches it even while it blocks.
import type { Mode } from '../workers/module.ts';
import type { Call, FromEngine, ToEngine, Update } from '../workers/protocol.ts';

export interface Origin {
  base: string;
  mode: Mode;
  module: WebAssembly.Module;
  workers: number;
}

export interface EngineWorker {
  catalog: unknown;
  noThreads: string | null;
  call(call: Call): Promise<unknown>;
  /** Runs a plan; the engine waits until `told` has taken in each update. */
  run(plan: unknown, told: (update: Update) => Promise<void>): Promise<unknown>;
  cancel(): void;
  /** Whether a call has no answer yet. */
  busy(): boolean;
  end(): void;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
  told?: (update: Update) => Promise<void>;
}

export function startWorker(origin: Origin): Promise<EngineWorker> {
  // Spelt exactly so, the bundler finds the worker's script.
  const worker = new Worker(new URL('../workers/engine.ts', import.meta.url), { type: 'module', name: 'engine' });
  const send = (message: ToEngine) => worker.postMessage(message);
  const waiting = new Map<number, Waiting>();
  let last = 0;
  const call = (call: Call, told?: Waiting['told']) =>
    new Promise<unknown>((resolve, reject) => {
      waiting.set(++last, told ? { resolve, reject, told } : { resolve, reject });
      send({ say: 'call', id: last, call });
    });
  const settle = (id: number, how: (waiting: Waiting) => void) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (one) how(one);
  };
  return new Promise((resolve, reject) => {
    const broke = (error: Error) => {
      reject(error);
      for (const id of [...waiting.keys()]) settle(id, one => one.reject(error));
    };
    worker.onerror = event => broke(new Error(event.message || 'The engine could not be started.'));
    worker.onmessage = async ({ data }: MessageEvent<FromEngine>) => {
      if (data.say === 'failed') broke(new Error(data.message));
      if (data.say === 'answer') settle(data.id, one => one.resolve(data.value));
      if (data.say === 'mistake') settle(data.id, one => one.reject(new Error(data.message)));
      if (data.say === 'update') {
        await waiting.get(data.id)?.told?.(data.update);
        send({ say: 'seen' });
      }
      if (data.say !== 'booted') return;
      const { catalog, noThreads, memory, cancelAddress } = data;
      resolve({
        catalog,
        noThreads,
        call,
        run: (plan, told) => call({ call: 'run', plan }, told),
        cancel() {
          // A shared memory is written to directly, because an engine that blocks reads no messages.
          if (memory) Atomics.store(new Uint8Array(memory.buffer), cancelAddress, 1);
          send({ say: 'cancel' });
        },
        busy: () => waiting.size > 0,
        end() {
          worker.terminate();
          broke(new Error('The engine was stopped.'));
        },
      });
    };
    send({ say: 'boot', ...origin });
  });
}
