// What the page measures of the GIL besides runs: on the engine that runs plans, and nothing of the page meanwhile.
import type { GilProgress, GilTable } from '../workers/protocol.ts';
import { unlessAborted } from './abort.ts';
import type { EngineWorker } from './engine-worker.ts';
import { painted } from './painted.ts';
import type { LabPanel, LabSettings } from './schema.ts';
import { type Staff, stopped } from './session.ts';
import type { GilOptions } from './types.ts';
import { visible } from './visible.ts';

/** Ten threads that sleep and one that computes, and one to spare. */
const MOST_LANES = 12;

/** How closely our GIL behaves like CPython's: one measurement after another. */
export function measureGil(rounds: number, { signal, onProgress }: GilOptions, staff: Staff): Promise<GilTable | null> {
  const show = async (progress: GilProgress) => {
    if (signal.aborted) return;
    onProgress(progress);
    // A cancel is seen by the engine itself.
    await visible(signal).catch(() => {});
    await painted(signal).catch(() => {});
  };
  return unlessCancelled(MOST_LANES, signal, staff, worker => worker.measureGil(rounds, show));
}

/** The laboratory's charts of real runs. */
export function measureLab(settings: LabSettings, signal: AbortSignal, staff: Staff): Promise<LabPanel[] | null> {
  const lanes = settings.computing + settings.waiting + 1;
  return unlessCancelled(lanes, signal, staff, async worker => {
    await painted(signal);
    return (await worker.call({ method: 'measureLab', settings })) as LabPanel[];
  });
}

/** What the engine comes to; `null` when it was cancelled. */
async function unlessCancelled<T>(
  lanes: number,
  signal: AbortSignal,
  { runner, pool, parts }: Staff,
  work: (worker: EngineWorker) => Promise<T>,
): Promise<T | null> {
  try {
    await unlessAborted(parts.all(), signal);
    const worker = await unlessAborted(runner.get(pool(lanes)), signal);
    await unlessAborted(runner.quiet(), signal);
    worker.setCancel(false);
    const ended = work(worker);
    try {
      return await unlessAborted(ended, signal);
    } catch (error) {
      await stopped(worker, runner, ended, signal);
      throw error;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    return null;
  }
}
