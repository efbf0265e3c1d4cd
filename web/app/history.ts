// The page's earlier runs: kept for a while, so that two of them can stand side by side, before a change and after it.
import { batch } from '@preact/signals';
import { shownNumber } from './number.ts';
import { compareSources } from './opened.ts';
import { defaultOf } from './plan.ts';
import { earlier, engine, findNamed, opened, ownRun, type Source } from './state.ts';

/** More are not kept: their traces take memory. */
const MOST_RUNS = 6;

/** How core calls the page's own run. */
const OWN_NAME = 'this run';

let lastRun = 0;

/** Keeps a run that another one takes the place of. */
export function keep(run: Source | null): void {
  if (run?.id == null) return;
  if (!isMeasured(run)) {
    void engine.value?.close(run.id);
    return;
  }
  lastRun += 1;
  const name = `run ${lastRun}`;
  void engine.value?.rename(run.id, name);
  const timelines = run.timelines.map((timeline, place) => ({
    ...timeline,
    title: `${timeline.title}, ${name}`,
    key: `run ${lastRun} ${place}`,
  }));
  const kept = [{ ...run, name, timelines, isEarlier: true }, ...earlier.value];
  for (const { id } of kept.slice(MOST_RUNS)) if (id !== null) void engine.value?.close(id);
  earlier.value = kept.slice(0, MOST_RUNS);
}

/** Whether anything was measured, and not only warmed up. */
export function isMeasured(run: Source | null): boolean {
  return run?.report?.results.some(({ samples_ms }) => samples_ms.length) ?? false;
}

/** Takes a run that was kept back as the page's own, because nothing came of the one that took its place. */
export function takeBack(run: Source | null): void {
  if (run?.id == null || !earlier.value.some(({ id }) => id === run.id)) return;
  void engine.value?.rename(run.id, OWN_NAME);
  if (ownRun.value?.id != null) void engine.value?.close(ownRun.value.id);
  earlier.value = earlier.value.filter(({ id }) => id !== run.id);
  ownRun.value = run;
}

/** Puts an earlier run beside what is shown. */
export async function showBeside(source: Source): Promise<void> {
  batch(() => {
    earlier.value = earlier.value.filter(other => other !== source);
    opened.value = [...opened.value, source];
  });
  await compareSources();
}

/** `run 2, How the number is protected: By a mutex`: with what its values were changed to. */
export function told({ name, plan }: Source): string {
  const parameters = findNamed(plan.workload)?.parameters ?? [];
  const changed = parameters.flatMap(one => {
    const value = plan.parameters?.[one.id];
    // A text of one's own is too long for a line, and files have no default.
    if (value === undefined || one.type === 'text' || one.type === 'files') return [];
    const shown = shownNumber(String(value));
    if (shown === shownNumber(defaultOf(one, plan.parameters ?? {}))) return [];
    const option = one.type === 'choice' ? one.options.find(({ id }) => id === value)?.title : null;
    return `${one.title}: ${option ?? shown}`;
  });
  return [name, ...changed].join(', ');
}
