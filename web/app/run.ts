// Running a plan and stopping it: the only place that runs anything on the engine.
import { batch } from '@preact/signals';
import { errorMessage } from '../workers/error.ts';
import type { Progress, Report } from './schema.ts';
import { activity, engine, hovered, selected, shown, zoomedRange } from './state.ts';
import type { PartialPlan } from './types.ts';

let current: AbortController | null = null;

/** Runs a plan and shows each model as it finishes. Gives the report; after a cancel, it holds what had finished. */
export async function run(plan: PartialPlan): Promise<Report> {
  const runner = engine.value;
  if (!runner) throw new Error('Interleave is still starting: wait.');
  if (current) throw new Error('A run is going on: wait until it ends, or cancel it.');
  current = new AbortController();
  const { signal } = current;
  batch(() => {
    activity.value = { phase: 'running', progress: null, stopping: false };
    shown.value = { plan, report: null, view: null };
    zoomedRange.value = hovered.value = selected.value = null;
  });
  try {
    const report = await runner.run(plan, { signal, onProgress: showProgress, onReport: partial => void show(partial) });
    await show(report);
    activity.value = { phase: 'idle' };
    return report;
  } catch (error) {
    activity.value = { phase: 'failed', message: errorMessage(error) };
    throw error;
  } finally {
    current = null;
  }
}

export function cancel(): void {
  if (activity.value.phase === 'running') activity.value = { ...activity.value, stopping: true };
  current?.abort();
}

function showProgress(progress: Progress): void {
  if (activity.value.phase === 'running') activity.value = { ...activity.value, progress };
}

let lastShow = 0;

/** Core makes the view of the report; a view that comes after that of a later report is dropped. */
async function show(report: Report): Promise<void> {
  const thisShow = ++lastShow;
  const view = await engine.value?.view(report);
  if (thisShow === lastShow && view) shown.value = { plan: report.plan, report, view };
}
