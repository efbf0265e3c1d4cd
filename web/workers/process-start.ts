// Starts a process: a worker that shares nothing with whoever starts it but the compiled code.
import { type CancelFlag, setFlag } from './flag.ts';
import { launch } from './launch.ts';
import { processesOf } from './lifeline.ts';
import type { Posted } from './mailbox.ts';
import type { ToProcess } from './module.ts';
import processScript from './process.ts?worker&url';

export interface StartedProcess {
  postMessage(posted: Posted, transfer?: Transferable[]): void;
  end(): void;
}

/** `lifeline` is that of the engine whose process it is, or of the page that has `lent` it. */
export function startProcess(
  { lifeline, ...first }: ToProcess,
  listener: { message(posted: Posted): void; failure(error: Error): void },
): StartedProcess {
  let flag: CancelFlag | null = null;
  const worker = launch<Posted | { flag: CancelFlag }, Posted | ToProcess>(processScript, `process ${first.number}`, {
    message(data) {
      if (typeof data === 'object' && 'flag' in data) flag = data.flag;
      else listener.message(data);
    },
    failure: listener.failure,
  });
  worker.postMessage({ ...first, lifeline: processesOf(lifeline) });
  return {
    postMessage: (posted, transfer) => worker.postMessage(posted, transfer),
    end() {
      // A thread that computes goes on for two seconds after its end in Chromium, unless its task is cancelled.
      if (flag) setFlag(flag, true);
      worker.terminate();
    },
  };
}
