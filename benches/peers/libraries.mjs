// The libraries beside bare workers, each opened as many times as wanted: start, the smallest call, end.
import { releaseProxy, wrap } from 'comlink';
import { spawn, Thread } from 'threads';
import workerpool from 'workerpool';
import { openRaw } from './raw.mjs';

const opened = name => new Worker(`/bench/${name}-worker.js`, { type: 'module' });

function openComlink(count) {
  return Array.from({ length: count }, () => {
    const worker = opened('comlink');
    const remote = wrap(worker);
    return {
      start: source => remote.start(source),
      increment: number => remote.increment(number),
      end() {
        remote[releaseProxy]();
        worker.terminate();
      },
    };
  });
}

/** One pool, whose workers are all busy at once when each is asked to start. */
function openWorkerpool(count) {
  const pool = workerpool.pool('/bench/workerpool-worker.js', {
    workerType: 'web',
    maxWorkers: count,
    workerOpts: { type: 'module' },
  });
  return Array.from({ length: count }, (_, place) => ({
    start: source => pool.exec('start', [source]),
    increment: number => pool.exec('increment', [number]),
    end: () => (place === 0 ? pool.terminate(true) : undefined),
  }));
}

function openThreads(count) {
  return Array.from({ length: count }, () => {
    const thread = spawn(opened('threads'));
    return {
      start: async source => (await thread).start(source),
      increment: async number => (await thread).increment(number),
      end: async () => Thread.terminate(await thread),
    };
  });
}

export const OPEN = { raw: openRaw, comlink: openComlink, workerpool: openWorkerpool, threads: openThreads };
