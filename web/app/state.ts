// Everything the page knows that can change, in one place; views read it, actions write it.
import { computed, signal } from '@preact/signals';
import type { Given } from '../workers/protocol.ts';
import { areMachinesUsed } from './machines.ts';
import { catalogIn, type Place, platformsOf } from './places.ts';
import { type FormValues, findWorkload, toPlan, usualModels } from './plan.ts';
import type {
  Comparison,
  Timeline as CoreTimeline,
  Expectation,
  ForecastRows,
  ForecastWords,
  Mistake,
  ModelResult,
  Platform,
  Report,
  Sweep,
  Variation,
  View,
  Warning,
  WorkloadEntry,
} from './schema.ts';
import { align, sharedTasks } from './timeline/alignment.ts';
import type { Chosen } from './timeline/layout.ts';
import type { SpanRef } from './timeline/rows.ts';
import type { Timeline } from './timeline/timeline.ts';
import { endOf, type TimeRange, wholeRun } from './timeline/viewport.ts';
import type { Catalog, Engine, ModelInfo, PartialPlan, Picture, Progress } from './types.ts';

export type Boot = { phase: 'starting' } | { phase: 'ready'; engine: Engine } | { phase: 'failed'; message: string };

export type Activity =
  | { phase: 'idle' }
  /** What is done that is no session, in words. */
  | { phase: 'running'; progress: Progress | null; stopping: boolean; doing?: string }
  | { phase: 'failed'; message: string };

/** A timeline that no other one on the page is called like. */
export interface ShownTimeline extends Timeline {
  key: string;
  /** As core sent it, for the worker that paints. */
  core: CoreTimeline;
}

/** What has figures: the models of one plan, as far as they have finished. */
export interface Source {
  /** Under which the engine keeps the report; `null` while it is made. */
  id: number | null;
  /** Of its file; `null` for the page's own run. */
  name: string | null;
  plan: PartialPlan;
  /** Whether it is an earlier run of this page, which may be of other values. */
  isEarlier?: boolean;
  /** Where it runs, or ran. */
  platforms: Platform[];
  report: Report | null;
  view: View | null;
  timelines: ShownTimeline[];
  /** How many rows each of its models will have, where that was foreseen. */
  rows?: ForecastRows[];
  /** What is to be known of it, where no report says so. */
  warnings: Warning[];
  /** What its workload paints; `null` if it paints nothing. */
  picture: Given<Picture> | null;
}

/** Curves, as far as they have grown. */
export interface ShownSweep {
  plan: PartialPlan;
  variation: Variation;
  platform: Platform;
  sweep: Sweep | null;
}

export const TABS = ['console', 'processes', 'where', 'gil', 'code', 'text'] as const;
export type Tab = (typeof TABS)[number];

export const boot = signal<Boot>({ phase: 'starting' });
export const formValues = signal<FormValues | null>(null);
/** Models that were asked for, and are left out for as long as the visitor names no server of other machines. */
export const leftOut = signal<string[]>([]);
/** Where the form's plan is to run, where the page can choose. */
export const chosenPlace = signal<Place>('browser');
/** The files that the visitor has chosen for programs that read some; the form has their listing. */
export const ownFiles = signal<File[]>([]);
/** What core finds wrong with the form's plan. */
export const coreMistake = signal<Mistake | null>(null);
export const command = signal('');
/** How long a run of the form's plan will take. */
export const forecast = signal<ForecastWords | null>(null);
/** What a run of the form's plan may not record. */
export const unrecorded = signal<string | null>(null);
/** Whether the visitor has changed the form, or come near the button: nothing that only a run needs is loaded before. */
export const runIsNear = signal(false);
export const activity = signal<Activity>({ phase: 'idle' });
/** The page's own run: the one that goes on, or the last one. */
export const ownRun = signal<Source | null>(null);
/** Reports from files, in the order in which they were opened. */
export const opened = signal<Source[]>([]);
/** Runs of this page that others have taken the place of, the last one first. */
export const earlier = signal<Source[]>([]);
/** Why files could not be opened, or not be compared. */
export const refusals = signal<string[]>([]);
/** All sources side by side, if there are several that can be compared. */
export const comparison = signal<Comparison | null>(null);
/** The last sweep, until a run takes its place. */
export const shownSweep = signal<ShownSweep | null>(null);
/** What the form would vary, as typed. */
export const sweepFields = signal({ parameter: 'workers', values: '' });
/** What core finds wrong with that, and the command that does it natively. */
export const sweepCheck = signal<{ mistake: Mistake | null; command: string | null }>({ mistake: null, command: null });
export const tab = signal<Tab>('console');
/** The part of the timeline that the visitor has zoomed to; `null` is all of it. */
export const zoomedRange = signal<TimeRange | null>(null);
/** The task by which the visitor has aligned the timelines. */
export const chosenTask = signal<string | null>(null);
export const hovered = signal<SpanRef | null>(null);
export const selected = signal<SpanRef | null>(null);
/** Whether dragging on the timeline measures, instead of moving it. */
export const measuring = signal(false);
/** The stretch that the visitor measures. */
export const measured = signal<TimeRange | null>(null);
/** Whether the critical path of each model is lit. */
export const litPath = signal(false);
/** The model in focus and those that are opened, by the ids of their groups on the timeline. */
export const chosenModels = signal<Chosen>({ focused: null, opened: [] });
/** The tints of the rows that the page's own run has finished while it warmed up, by the key of its timeline. */
export const growing = signal<Record<string, Uint8Array>>({});

export const engine = computed<Engine | null>(() => (boot.value.phase === 'ready' ? boot.value.engine : null));
export const catalog = computed<Catalog>(() =>
  engine.value
    ? catalogIn(place.value, engine.value.catalog, areMachinesUsed.value)
    : { workloads: [], models: [], settings: [] },
);
export const running = computed(() => activity.value.phase === 'running');

/** Where the form's plan runs. */
export const place = computed<Place>(() => (engine.value?.native ? chosenPlace.value : 'browser'));

/** The form's plan, and the mistake that core cannot find in it. */
export const formPlan = computed(() => (formValues.value ? toPlan(catalog.value, formValues.value) : null));
export const mistake = computed<Mistake | null>(() => formPlan.value?.mistake ?? coreMistake.value);

export const formWorkload = computed<WorkloadEntry | null>(() => findWorkload(catalog.value, formValues.value?.workload));

/** Everything with figures, the page's own run first. */
export const sources = computed<Source[]>(() => (ownRun.value ? [ownRun.value, ...opened.value] : opened.value));

/** What the page shows when it shows one: its own run, or the first report that was opened. */
export const shown = computed<Source | null>(() => ownRun.value ?? opened.value.find(({ report }) => report) ?? null);

/** Whether figures of several sources stand side by side. */
export const comparing = computed(() => comparison.value !== null || (ownRun.value?.platforms.length ?? 0) > 1);

/** The plan on the right side: of what is shown, or before that, of the form. */
export const shownPlan = computed<PartialPlan>(() => shown.value?.plan ?? formPlan.value?.plan ?? {});

/** The room that the timelines of the page's own run are foreseen to need. */
export const forecastRows = computed<ForecastRows[]>(() =>
  ownRun.value ? (ownRun.value.rows ?? []) : (forecast.value?.rows ?? []),
);

export const shownPlatforms = computed<Platform[]>(() => shown.value?.platforms ?? platformsOf(place.value));

export const shownWorkload = computed<WorkloadEntry | null>(() => findWorkload(catalog.value, shownPlan.value.workload));

/** The models with a row, in the catalogue's order. */
export const shownModels = computed<ModelInfo[]>(() => shownIn(shownPlan.value.models));

/** These models, or all that there are, in the catalogue's order. */
export function shownIn(ids: string[] = []): ModelInfo[] {
  const shown = ids.length ? ids : usualModels(catalog.value);
  return catalog.value.models.filter(model => shown.includes(model.id));
}

/** By model, then by source: the same model of all sources stands together. */
export const timelines = computed<ShownTimeline[]>(() => {
  const order = (timeline: Timeline) => catalog.value.models.findIndex(model => model.id === timeline.model);
  return sources.value.flatMap(source => source.timelines).sort((a, b) => order(a) - order(b));
});

/** The tasks by which what is shown can be aligned. */
export const tasksToAlign = computed(() => sharedTasks(timelines.value));
/** The task that starts at the same moment everywhere; `null`: everything begins at the same moment. */
export const alignedTask = computed(() => tasksToAlign.value.find(task => task === chosenTask.value) ?? null);
export const alignment = computed(() => align(timelines.value, alignedTask.value));

/** The end of the run that ends last. */
export const end_ns = computed(() => endOf(timelines.value, alignment.value.begins_ns));
export const visibleRange = computed<TimeRange>(() => zoomedRange.value ?? wholeRun(end_ns.value));

/** The catalogue's entry of a workload. */
export const findNamed = (workload: string | undefined) => findWorkload(catalog.value, workload);

/** How the page's own results differ from what the form would run: not at all, by values, or by the program. */
export const outdated = computed<'no' | 'values' | 'program'>(() => {
  const [form, run] = [formPlan.value?.plan, ownRun.value?.plan];
  if (!form || !run || running.value) return 'no';
  if (form.workload !== run.workload) return 'program';
  const changed = Object.entries(form.parameters ?? {}).some(([id, value]) => {
    const ran = run.parameters?.[id];
    return ran !== undefined && String(ran) !== String(value);
  });
  const settings = ['workers', 'quantum_us', 'switch_interval_us', 'gil_profile'] as const;
  return changed || settings.some(id => run[id] !== undefined && String(run[id]) !== String(form[id])) ? 'values' : 'no';
});

/** A model's measured result in what is shown, once it has finished. */
export function resultOf(model: string, platform = shownPlatforms.value[0]): ModelResult | undefined {
  return shown.value?.report?.results.find(result => result.model === model && result.platform === platform);
}

/** What to expect of the shown workload under a model. */
export function expectationOf(model: string): Expectation | undefined {
  return shownWorkload.value?.expect.find(expectation => expectation.model === model);
}
