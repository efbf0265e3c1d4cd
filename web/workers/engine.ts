// The engine worker: owner of one wasm instance and its pool of workers. All Rust of the page runs here or below.
import { Mailbox } from './mailbox';
import { type Exports, importGlue, type Mode } from './module';
import type { Call, FromEngine, ToEngine, Update } from './protocol';

const say = (message: FromEngine) => postMessage(message);
const words = (error: unknown) => (error instanceof Error ? error.message : String(error));

let rust: Exports;
let seen = () => {};
let origin: { base: string; mode: Mode; module: WebAssembly.Module };

onmessage = async ({ data }: MessageEvent<ToEngine>) => {
  if (data.say === 'boot') {
    await boot(data).catch(error => say({ say: 'failed', message: words(error) }));
  } else if (data.say === 'cancel') {
    rust.cancel();
    seen();
  } else if (data.say === 'seen') {
    seen();
  } else {
    await answer(data.id, data.call).then(
      value => say({ say: 'answer', id: data.id, value }),
      error => say({ say: 'mistake', id: data.id, message: words(error) }),
    );
  }
};

async function boot({ base, mode, module, workers }: ToEngine & { say: 'boot' }): Promise<void> {
  origin = { base, mode, module };
  rust = await importGlue(base, mode);
  const { memory } = await rust.default({ module_or_path: module });
  // The clerk only answers questions, and needs no pool.
  if (workers > 0) await rust.initThreadPool?.(workers);
  say({
    say: 'booted',
    catalog: rust.catalog(),
    noThreads: rust.noThreads() ?? null,
    // Only a shared memory can be sent, and only that can be written to while the engine blocks.
    memory: mode === 'threaded' ? memory : null,
    cancelAddress: rust.cancelAddress(),
  });
}

async function answer(id: number, call: Call): Promise<unknown> {
  switch (call.call) {
    case 'check':
      return rust.check(call.plan) ?? null;
    case 'command':
      return rust.command(call.plan) ?? null;
    case 'lanes':
      return rust.lanes(call.plan) ?? null;
    case 'environment':
      return rust.environment();
    case 'run':
      return rust.run(call.plan, update => told(id, update as Update), launch);
    case 'report': {
      const { plan, created, environment, samples, unavailable, complete } = call;
      return rust.report(plan, created, environment, samples, unavailable, complete);
    }
    case 'view':
      return rust.view(call.report);
  }
}

/** Sends an update, and promises that the page has shown it: only then does the next execution begin. */
function told(id: number, update: Update): Promise<void> {
  say({ say: 'update', id, update });
  return new Promise(resolve => {
    seen = resolve;
  });
}

/** Starts a process: a worker that shares nothing with this one but the compiled code. */
function launch(lane: number): Mailbox {
  const worker = new Worker(new URL('./process.ts', import.meta.url), { type: 'module', name: `process ${lane}` });
  const mailbox = new Mailbox(lane, worker, () => worker.terminate());
  worker.onmessage = ({ data }) => mailbox.arrived(data);
  worker.onerror = event => mailbox.broke(new Error(event.message || 'its worker could not be started'));
  worker.postMessage({ number: lane, ...origin });
  return mailbox;
}
