// Running a plan and stopping it: the only place that starts the engine.
import { batch } from '@preact/signals';
import type { Progress, Report } from './schema.ts';
import { activity, engine, hovered, range, selected, shown } from './state.ts';
import type { PartialPlan } from './types.ts';

let stop: AbortController | null = null;

/** Runs a plan and shows each model as it finishes; gives the report, of what finished when cancelled. */
export async function run(plan: PartialPlan): Promise<Report> {
  const runner = engine.value;
  if (!runner) throw new Error('Interleave is still starting: wait.');
  if (stop) throw new Error('A run is going on: wait until it ends, or cancel it.');
  const own = new AbortController();
  stop = own;
  batch(() => {
    activity.value = { phase: 'running', progress: null, stopping: false };
    shown.value = { plan, report: null, view: null };
    range.value = hovered.value = selected.value = null;
  });
  try {
    const report = await runner.run(plan, { signal: own.signal, onProgress: advance, onReport: partial => void show(partial) });
    await show(report);
    activity.value = { phase: 'idle' };
    return report;
  } catch (error) {
    activity.value = { phase: 'failed', message: error instanceof Error ? error.message : String(error) };
    throw error;
  } finally {
    stop = null;
  }
}

export function cancel(): void {
  if (activity.value.phase === 'running') activity.value = { ...activity.value, stopping: true };
  stop?.abort();
}

function advance(progress: Progress): void {
  if (activity.value.phase === 'running') activity.value = { ...activity.value, progress };
}

let latest = 0;

/** Core folds and words the report; a later report overtakes an earlier one that is still being folded. */
async function show(report: Report): Promise<void> {
  const own = ++latest;
  const view = await engine.value?.view(report);
  if (own === latest && view) shown.value = { plan: report.plan, report, view };
}
