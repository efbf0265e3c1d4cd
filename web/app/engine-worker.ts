// One engine worker, seen from the page: calls that are promises, and a cancel that reaches it even while it blocks.
import type { EngineSource } from '../workers/module.ts';
import type { Call, FromEngine, ToEngine, UpdateMessage } from '../workers/protocol.ts';

/** The engine waits until the promise is resolved. */
type OnUpdate = (update: UpdateMessage) => Promise<void>;

export interface EngineWorker {
  catalog: unknown;
  noThreads: string | null;
  call(call: Call): Promise<unknown>;
  run(plan: unknown, onUpdate: OnUpdate): Promise<unknown>;
  cancel(): void;
  end(): void;
}

interface PendingCall {
  resolve(value: unknown): void;
  reject(error: Error): void;
  onUpdate: OnUpdate | undefined;
}

export function startWorker(source: EngineSource, workers: number): Promise<EngineWorker> {
  // The bundler finds the worker's script only when it is written exactly like this.
  const worker = new Worker(new URL('../workers/engine.ts', import.meta.url), { type: 'module', name: 'engine' });
  const post = (message: ToEngine) => worker.postMessage(message);
  const pending = new Map<number, PendingCall>();
  let lastId = 0;
  const call = (call: Call, onUpdate?: OnUpdate) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++lastId;
      pending.set(id, { resolve, reject, onUpdate });
      post({ type: 'call', id, call });
    });
  const take = (id: number) => {
    const found = pending.get(id);
    pending.delete(id);
    return found;
  };
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      reject(error);
      for (const id of [...pending.keys()]) take(id)?.reject(error);
    };
    const end = () => {
      worker.terminate();
      fail(new Error('The engine was stopped.'));
    };
    worker.onerror = event => fail(new Error(event.message || 'The engine could not be started.'));
    worker.onmessage = async ({ data }: MessageEvent<FromEngine>) => {
      switch (data.type) {
        case 'failed':
          return fail(new Error(data.message));
        case 'result':
          return take(data.id)?.resolve(data.value);
        case 'error':
          return take(data.id)?.reject(new Error(data.message));
        case 'update':
          await pending.get(data.id)?.onUpdate?.(data.update);
          return post({ type: 'shown' });
        case 'started': {
          const { catalog, noThreads, memory, cancelAddress } = data;
          const cancel = () => {
            // A shared memory is written to directly, because an engine that blocks reads no messages.
            if (memory) Atomics.store(new Uint8Array(memory.buffer), cancelAddress, 1);
            post({ type: 'cancel' });
          };
          const run = (plan: unknown, onUpdate: OnUpdate) => call({ method: 'run', plan }, onUpdate);
          return resolve({ catalog, noThreads, call, run, cancel, end });
        }
      }
    };
    post({ type: 'start', source, workers });
  });
}
