// Everything the page knows that can change, in one place; views read it, actions write it.
import { computed, signal } from '@preact/signals';
import { type FormValues, findWorkload, toPlan } from './plan.ts';
import type { Expectation, Mistake, ModelResult, Progress, Report, Timeline, View, WorkloadEntry } from './schema.ts';
import type { SpanRef } from './timeline/rows.ts';
import { endOf, type TimeRange, wholeRun } from './timeline/viewport.ts';
import type { Catalog, Engine, ModelInfo, PartialPlan } from './types.ts';

export type Boot = { phase: 'starting' } | { phase: 'ready'; engine: Engine } | { phase: 'failed'; message: string };

export type Activity =
  | { phase: 'idle' }
  | { phase: 'running'; progress: Progress | null; stopping: boolean }
  | { phase: 'failed'; message: string };

/** What the right side shows: the models of one plan, as far as they have finished. */
export interface Shown {
  plan: PartialPlan;
  report: Report | null;
  view: View | null;
}

export const TABS = ['console', 'processes', 'where', 'code', 'text'] as const;
export type Tab = (typeof TABS)[number];

export const boot = signal<Boot>({ phase: 'starting' });
export const formValues = signal<FormValues | null>(null);
/** What core finds wrong with the form's plan. */
export const coreMistake = signal<Mistake | null>(null);
export const command = signal('');
/** What a run of the form's plan may not record. */
export const unrecorded = signal<string | null>(null);
export const activity = signal<Activity>({ phase: 'idle' });
export const shown = signal<Shown | null>(null);
export const tab = signal<Tab>('console');
/** The part of the timeline that the visitor has zoomed to; `null` is all of it. */
export const zoomedRange = signal<TimeRange | null>(null);
export const hovered = signal<SpanRef | null>(null);
export const selected = signal<SpanRef | null>(null);

export const engine = computed<Engine | null>(() => (boot.value.phase === 'ready' ? boot.value.engine : null));
export const catalog = computed<Catalog>(() => engine.value?.catalog ?? { workloads: [], models: [], settings: [] });
export const running = computed(() => activity.value.phase === 'running');

/** The form's plan, and the mistake that core cannot find in it. */
export const formPlan = computed(() => (formValues.value ? toPlan(catalog.value, formValues.value) : null));
export const mistake = computed<Mistake | null>(() => formPlan.value?.mistake ?? coreMistake.value);

export const formWorkload = computed<WorkloadEntry | null>(() => findWorkload(catalog.value, formValues.value?.workload));

/** The plan on the right side: that of the last run, or before the first run, that of the form. */
export const shownPlan = computed<PartialPlan>(() => shown.value?.plan ?? formPlan.value?.plan ?? {});

export const shownWorkload = computed<WorkloadEntry | null>(() => findWorkload(catalog.value, shownPlan.value.workload));

/** The models with a row, in the catalogue's order. */
export const shownModels = computed<ModelInfo[]>(() => {
  const ids = shownPlan.value.models ?? [];
  return catalog.value.models.filter(model => (ids.length ? ids.includes(model.id) : model.available));
});

export const timelines = computed<Timeline[]>(() => shown.value?.view?.timelines ?? []);

/** The end of the longest run that is shown. */
export const end_ns = computed(() => endOf(timelines.value));
export const visibleRange = computed<TimeRange>(() => zoomedRange.value ?? wholeRun(end_ns.value));

/** A model's measured result, once it has finished. */
export function resultOf(model: string): ModelResult | undefined {
  return shown.value?.report?.results.find(result => result.model === model);
}

/** What to expect of the shown workload under a model. */
export function expectationOf(model: string): Expectation | undefined {
  return shownWorkload.value?.expect.find(expectation => expectation.model === model);
}
