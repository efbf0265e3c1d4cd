// Everything the page knows that can change, in one place; views read it, actions write it.
import { computed, signal } from '@preact/signals';
import { type Draft, planned } from './plan.ts';
import type { Progress, Report, View, WorkloadEntry } from './schema.ts';
import type { Catalog, Engine, Mistake, ModelInfo, PartialPlan } from './types.ts';

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

/** A stretch of time on the timeline, in nanoseconds. */
export interface Range {
  from: number;
  to: number;
}

/** One span on the timeline: indexes into the view's timelines, their rows (timeline/rows.ts) and the row's spans. */
export interface Place {
  timeline: number;
  row: number;
  span: number;
}

export const boot = signal<Boot>({ phase: 'starting' });
export const draft = signal<Draft | null>(null);
/** What core says against the draft. */
export const judged = signal<Mistake | null>(null);
export const command = signal('');
export const activity = signal<Activity>({ phase: 'idle' });
export const shown = signal<Shown | null>(null);
export const tab = signal<Tab>('console');
/** What the timeline shows; `null` is all of it. */
export const range = signal<Range | null>(null);
export const hovered = signal<Place | null>(null);
export const selected = signal<Place | null>(null);

export const engine = computed<Engine | null>(() => (boot.value.phase === 'ready' ? boot.value.engine : null));
export const catalog = computed<Catalog>(() => engine.value?.catalog ?? { workloads: [], models: [], settings: [] });
export const running = computed(() => activity.value.phase === 'running');

/** The plan the form means, with what no plan can carry. */
export const wanted = computed(() => (draft.value ? planned(catalog.value, draft.value) : null));
export const mistake = computed<Mistake | null>(() => wanted.value?.mistake ?? judged.value);

export const workload = computed<WorkloadEntry | null>(
  () => catalog.value.workloads.find(one => one.id === draft.value?.workload) ?? null,
);

/** The plan on the right side: of the last run, or before there is one, of the form. */
export const onShow = computed<PartialPlan>(() => shown.value?.plan ?? wanted.value?.plan ?? {});

/** The models with a row, in the catalogue's order. */
export const rowModels = computed<ModelInfo[]>(() => {
  const ids = onShow.value.models ?? [];
  return catalog.value.models.filter(model => (ids.length ? ids.includes(model.id) : model.available));
});
