// Running a plan and stopping it: the only place that runs anything on the engine.
import { batch } from '@preact/signals';
import { errorMessage } from '../workers/error.ts';
import type { Progress, Report } from './schema.ts';
import { activity, engine, hovered, selected, shown, zoomedRange } from './state.ts';
import type { News, PartialPlan } from './types.ts';

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
    const news = await runner.run(plan, { signal, onProgress: showProgress, onNews: show });
    batch(() => {
      show(news);
      activity.value = { phase: 'idle' };
    });
    return news.report;
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

/** Timelines that have not changed are not sent again. */
function show({ report, view }: News): void {
  const known = [...view.timelines, ...(shown.value?.view?.timelines ?? [])];
  const timelines = report.results.flatMap(({ model }) => known.find(timeline => timeline.model === model) ?? []);
  shown.value = { plan: report.plan, report, view: { ...view, timelines } };
}
