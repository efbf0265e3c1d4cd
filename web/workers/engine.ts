// The engine worker: owner of one wasm instance and its pool of workers. All Rust of the page runs here or below.
import { errorMessage } from './error.ts';
import { Mailbox } from './mailbox.ts';
import { type EngineSource, type Exports, instantiate } from './module.ts';
import type { Call, FromEngine, ToEngine, UpdateMessage } from './protocol.ts';

const post = (message: FromEngine) => postMessage(message);

let rust: Exports;
let source: EngineSource;
/** Lets the run go on after an update. */
let goOn = () => {};

onmessage = async ({ data }: MessageEvent<ToEngine>) => {
  if (data.type === 'start') {
    await start(data.source, data.workers).catch(error => post({ type: 'failed', message: errorMessage(error) }));
  } else if (data.type === 'cancel') {
    rust.cancel();
    goOn();
  } else if (data.type === 'shown') {
    goOn();
  } else {
    await perform(data.id, data.call).then(
      value => post({ type: 'result', id: data.id, value }),
      error => post({ type: 'error', id: data.id, message: errorMessage(error) }),
    );
  }
};

async function start(from: EngineSource, workers: number): Promise<void> {
  source = from;
  const instance = await instantiate(source);
  rust = instance.rust;
  if (workers > 0) await rust.initThreadPool?.(workers);
  post({
    type: 'started',
    catalog: rust.catalog(),
    noThreads: rust.noThreads() ?? null,
    // Only a shared memory can be sent, and only that can be written to while the engine blocks.
    memory: source.mode === 'threaded' ? instance.memory : null,
    cancelAddress: rust.cancelAddress(),
  });
}

async function perform(id: number, call: Call): Promise<unknown> {
  switch (call.method) {
    case 'check':
      return rust.check(call.plan) ?? null;
    case 'command':
      return rust.command(call.plan) ?? null;
    case 'lanes':
      return rust.lanes(call.plan) ?? null;
    case 'environment':
      return rust.environment();
    case 'run':
      return rust.run(call.plan, update => sendUpdate(id, update as UpdateMessage), launchProcess);
    case 'report': {
      const { plan, created, environment, samples, unavailable, complete } = call;
      return rust.report(plan, created, environment, samples, unavailable, complete);
    }
    case 'view':
      return rust.view(call.report);
  }
}

/** Sends an update, and promises that the page has shown it: only then does the next execution begin. */
function sendUpdate(id: number, update: UpdateMessage): Promise<void> {
  post({ type: 'update', id, update });
  return new Promise(resolve => {
    goOn = resolve;
  });
}

/** Starts a process: a worker that shares nothing with this one but the compiled code. */
function launchProcess(lane: number): Mailbox {
  const worker = new Worker(new URL('./process.ts', import.meta.url), { type: 'module', name: `process ${lane}` });
  const mailbox = new Mailbox(lane, worker, () => worker.terminate());
  worker.onmessage = ({ data }) => mailbox.receive(data);
  worker.onerror = event => mailbox.fail(new Error(event.message || 'its worker could not be started'));
  worker.postMessage({ number: lane, source });
  return mailbox;
}
