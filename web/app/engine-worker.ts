// One engine worker, seen from the page: calls that are promises, and a cancel that reaches it even while it blocks.
import { hearThreads } from '../workers/distress.ts';
import engineScript from '../workers/engine.ts?worker&url';
import { setFlag, setSkipped } from '../workers/flag.ts';
import { launch } from '../workers/launch.ts';
import { processesOf } from '../workers/lifeline.ts';
import type { Answer, EngineSource } from '../workers/module.ts';
import type { Call, FromEngine, GilProgress, GilTable, ToEngine, UpdateMessage } from '../workers/protocol.ts';
import { Looker } from './living.ts';
import { mark } from './marks.ts';
import { Onlooker } from './onlooker.ts';
import type { Platform } from './schema.ts';

/** The tints of the tasks that are finished, while an execution goes on that is not measured. */
type OnFinished = (tints: Uint8Array) => void;

/** Where and on what plans are run: see `RunOptions`. */
interface Where {
  platforms: Platform[];
  files: File[];
  /** By which lanes of other machines are asked for. */
  parent: MessagePort | null;
  onFinished?: OnFinished | undefined;
}

/** The engine waits until the promise is resolved. It never rejects. */
type OnUpdate = (update: UpdateMessage) => Promise<Answer>;

export interface EngineWorker {
  noThreads: string | null;
  call(call: Call, transfer?: Transferable[]): Promise<unknown>;
  run(plans: unknown[], where: Where, onUpdate: OnUpdate): Promise<unknown>;
  /** The engine waits before each measurement, as after the updates of a run. */
  measureGil(rounds: number, onProgress: (progress: GilProgress) => Promise<void>): Promise<GilTable>;
  /** Cancels the run, or clears the flag for the next one. */
  setCancel(wanted: boolean): void;
  /** Ends the execution that goes on; its model is left out from then on. */
  skip(): void;
}

export interface StartedWorker {
  ready: Promise<EngineWorker>;
  /** Whatever it has been asked and has not answered fails, for this reason. */
  end(why: Error): void;
  /** Resolves when none of its processes lives. */
  withoutProcesses(): Promise<void>;
  /** Resolves when the worker itself does not live any more. */
  gone(): Promise<void>;
}

interface PendingCall {
  resolve(value: unknown): void;
  reject(error: Error): void;
  onUpdate: ((update: UpdateMessage | GilProgress) => Promise<Answer>) | undefined;
}

/** Other pages of this origin see the same locks. */
const PAGE = Math.random().toString(36).slice(2);
let lastWorker = 0;

/** `onFailure` is called when the worker can never be used again, with the reason. */
export function startWorker(source: Promise<EngineSource>, workers: number, onFailure: (why: Error) => void): StartedWorker {
  const lifeline = `interleave ${PAGE} engine ${++lastWorker}`;
  const pending = new Map<number, PendingCall>();
  let lastId = 0;
  /** When an execution began that still goes on. */
  let executing: { since: number; progress: unknown } | null = null;
  const onlooker = new Onlooker();
  let shared: WebAssembly.Memory | null = null;
  const looker = new Looker(1 + workers, processesOf(lifeline), () => shared);
  let places: Platform[] = [];
  let hearNoMore = () => {};
  let start = (_: EngineWorker) => {};
  let refuse = (_: Error) => {};
  const ready = new Promise<EngineWorker>((resolve, reject) => {
    start = resolve;
    refuse = reject;
  });
  // It may fail before anybody asks for it.
  ready.catch(() => {});
  const call = (call: Call, transfer?: Transferable[], onUpdate?: PendingCall['onUpdate']) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++lastId;
      pending.set(id, { resolve, reject, onUpdate });
      worker.postMessage({ type: 'call', id, call }, transfer);
    });
  const take = (id: number) => {
    const found = pending.get(id);
    pending.delete(id);
    return found;
  };
  const rejectAll = (error: Error) => {
    refuse(error);
    for (const id of [...pending.keys()]) take(id)?.reject(error);
  };
  const fail = (error: Error) => {
    rejectAll(error);
    onFailure(error);
  };
  const hear = async (data: FromEngine) => {
    if (data.type === 'finished') return onlooker.finished(data.task, data.tint);
    onlooker.stop();
    looker.stop();
    if (executing) mark('execution', executing.since, executing.progress);
    executing = null;
    switch (data.type) {
      case 'failed':
        return fail(new Error(data.message));
      case 'result':
        return take(data.id)?.resolve(data.value);
      case 'error':
        return take(data.id)?.reject(new Error(data.message));
      case 'update': {
        const { update } = data;
        const answer = await pending.get(data.id)?.onUpdate?.(update);
        worker.postMessage({ type: 'shown', answer });
        if (update.update === 'begins') {
          executing = { since: performance.now(), progress: { ...update.progress, group: update.group } };
          const { measured, round } = update.progress;
          if (!measured && round === 0) {
            onlooker.start();
            if (places[update.group % places.length] === 'browser') looker.start(update.progress.model);
          }
        }
        return;
      }
      case 'started': {
        const { noThreads, memory, cancelAddress, tints } = data;
        shared = memory;
        // Without a shared memory there are no threads; and WebKitGTK, which has none, crashes now and then where a page has such a channel.
        if (memory && workers > 0) hearNoMore = hearThreads(lifeline, fail);
        if (memory) onlooker.share(new Uint8Array(memory.buffer, tints.address, tints.length));
        const setCancel = (wanted: boolean) => {
          // A shared memory is written to directly, because an engine that blocks reads no messages, and reads old ones too late.
          if (memory) setFlag({ memory, address: cancelAddress }, wanted);
          else worker.postMessage({ type: 'cancel', wanted });
        };
        const skip = () => {
          if (memory) setSkipped({ memory, address: cancelAddress });
          else worker.postMessage({ type: 'skip' });
        };
        const run = (plans: unknown[], { platforms, files, parent, onFinished }: Where, onUpdate: OnUpdate) => {
          onlooker.tell = onFinished;
          places = platforms;
          const transfer = parent ? [parent] : [];
          return call({ method: 'run', plans, platforms, files, parent }, transfer, update => onUpdate(update as UpdateMessage));
        };
        const measureGil = async (rounds: number, onProgress: (progress: GilProgress) => Promise<void>) => {
          const created = new Date().toISOString();
          const table = await call({ method: 'measureGil', rounds, created }, [], async progress => {
            await onProgress(progress as GilProgress);
            return undefined;
          });
          return table as GilTable;
        };
        return start({ noThreads, call, run, measureGil, setCancel, skip });
      }
    }
  };
  const worker = launch<FromEngine, ToEngine>(engineScript, 'engine', { message: hear, failure: fail });
  source.then(source => worker.postMessage({ type: 'start', source, workers, lifeline }), fail);
  return {
    ready,
    end(why) {
      onlooker.stop();
      looker.stop();
      hearNoMore();
      worker.terminate();
      rejectAll(why);
    },
    withoutProcesses: () => nobodyHolds(processesOf(lifeline)),
    gone: () => nobodyHolds(lifeline),
  };
}

/** Resolves when no worker holds this lock any more. Where the browser has no locks, nobody can know. */
async function nobodyHolds(name: string): Promise<void> {
  await navigator.locks?.request(name, () => {});
}
