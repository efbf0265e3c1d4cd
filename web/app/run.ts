// Running a plan and stopping it: the only place that runs anything on the engine.
import { batch } from '@preact/signals';
import { errorMessage } from '../workers/error.ts';
import type { GilProgress, GilTable } from '../workers/protocol.ts';
import { unlessAborted } from './abort.ts';
import { isMeasured, keep, takeBack } from './history.ts';
import { findLook } from './looking.ts';
import { compareSources } from './opened.ts';
import type { Timeline as CoreTimeline, LabPanel, LabSettings, Platform, Report, Sweep, Variation } from './schema.ts';
import {
  type Activity,
  activity,
  comparison,
  engine,
  forecast,
  formPlan,
  growing,
  hovered,
  measured,
  ownFiles,
  ownRun,
  type ShownTimeline,
  selected,
  shownSweep,
  zoomedRange,
} from './state.ts';
import { readTimeline } from './timeline/timeline.ts';
import type { Engine, News, PartialPlan, Progress } from './types.ts';

/** The run that the page is busy with. */
let current: AbortController | null = null;
/** The run that began last: what an earlier one still brings is not shown. */
let latest: AbortController | null = null;

/** Skips what runs now. */
let skipCurrent: (() => void) | null = null;

/** Runs a plan and shows each model as it finishes. Gives the report; after a cancel, it holds what had finished. */
export function run(plan: PartialPlan, platforms: Platform[]): Promise<Report> {
  return alone(async (runner, watched) => {
    const before = shownNow();
    keep(before.ownRun);
    batch(() => {
      ownRun.value = {
        id: null,
        name: null,
        plan,
        platforms,
        report: null,
        view: null,
        timelines: [],
        // What is foreseen is about the form's plan.
        rows: plan === formPlan.value?.plan ? (forecast.value?.rows ?? []) : [],
        warnings: [],
        picture: null,
      };
      growing.value = {};
      zoomedRange.value = hovered.value = selected.value = measured.value = comparison.value = shownSweep.value = null;
    });
    try {
      const loaded = unlessAborted(runner.prepare(plan), watched.signal);
      // When it fails, so will the run, and say why.
      const picture = await loaded.then(() => runner.picture(plan)).catch(() => null);
      if (picture && ownRun.value && watched.isLatest()) ownRun.value = { ...ownRun.value, picture };
      const onFinished = picture ? showGrowth : undefined;
      const news = await runner.run(plan, { platforms, files: ownFiles.value, ...watched, onNews: show, onFinished });
      if (watched.isLatest()) show(news);
      else if (news.id) void runner.close(news.id);
      return news.report;
    } finally {
      // A run that came to its end without a figure says itself why there is none.
      if (watched.isLatest() && !ownRun.value?.report?.complete && !isMeasured(ownRun.value)) showAgain(before);
    }
  });
}

/** Runs a plan at each value of one thing, and shows the curves as they grow. Gives the sweep; after a cancel, it holds what had finished. */
export function sweep(plan: PartialPlan, variation: Variation, platform: Platform): Promise<Sweep> {
  return alone(async (runner, watched) => {
    const showSweep = (found: Sweep | null) => {
      shownSweep.value = { plan, variation, platform, sweep: found };
    };
    const before = shownSweep.value;
    showSweep(null);
    try {
      const found = await runner.sweep(plan, variation, {
        platforms: [platform],
        files: ownFiles.value,
        ...watched,
        onNews: showSweep,
      });
      if (watched.isLatest()) showSweep(found);
      return found;
    } finally {
      if (watched.isLatest() && before && !hasPoints(shownSweep.value?.sweep)) shownSweep.value = before;
    }
  });
}

/** Measures how closely our GIL behaves like CPython's, here. Gives the table, or `null` after a cancel. */
export function measureGil(rounds: number, onProgress: (progress: GilProgress) => void): Promise<GilTable | null> {
  return alone(async (runner, { signal }) => {
    const show = (progress: GilProgress) => {
      const doing = `The GIL: ${progress.now}, ${progress.done + 1} of ${progress.of}`;
      if (activity.value.phase === 'running') activity.value = { ...activity.value, doing };
      onProgress(progress);
    };
    return await runner.measureGil(rounds, { signal, onProgress: show });
  });
}

/** Runs what is set in the GIL's laboratory, here. Gives its charts, or `null` after a cancel. */
export function measureLab(settings: LabSettings): Promise<LabPanel[] | null> {
  return alone((runner, { signal }) => runner.measureLab(settings, signal));
}

interface Watched {
  signal: AbortSignal;
  onProgress(progress: Progress): void;
  onStopped(): void;
  onRunning(skip: () => void): void;
  isLatest(): boolean;
}

/** One thing at a time is measured. After a cancel the next one may begin as soon as nothing runs: the report of what had finished follows. */
async function alone<T>(work: (runner: Engine, watched: Watched) => Promise<T>): Promise<T> {
  const runner = engine.value;
  if (!runner) throw new Error('Interleave is still starting: wait.');
  if (current) throw new Error('A run is going on: wait until it ends, or cancel it.');
  const own = new AbortController();
  current = latest = own;
  const isLatest = () => latest === own;
  const end = (phase: Activity) => {
    if (!isLatest()) return;
    current = skipCurrent = null;
    activity.value = phase;
  };
  const onStopped = () => {
    if (own.signal.aborted) end({ phase: 'idle' });
  };
  const onRunning = (skip: () => void) => {
    if (isLatest()) skipCurrent = skip;
  };
  activity.value = { phase: 'running', progress: null, stopping: false };
  try {
    const found = await work(runner, { signal: own.signal, onProgress: showProgress, onStopped, onRunning, isLatest });
    end({ phase: 'idle' });
    if (isLatest()) {
      findLook(ownRun.value);
      await compareSources();
    }
    return found;
  } catch (error) {
    end({ phase: 'failed', message: errorMessage(error) });
    if (isLatest()) compareSources().catch(() => {});
    throw error;
  }
}

const hasPoints = (found: Sweep | null | undefined) =>
  found?.curves.some(({ points }) => points.some(({ median_ms }) => median_ms !== null)) ?? false;

/** What a run takes the place of. */
function shownNow() {
  return {
    ownRun: ownRun.value,
    sweep: shownSweep.value,
    range: zoomedRange.value,
    selected: selected.value,
    measured: measured.value,
  };
}

/** Nothing came of a run that was cancelled or failed: what was there before it is there again. */
function showAgain(before: ReturnType<typeof shownNow>): void {
  if (!before.ownRun && !before.sweep) return;
  batch(() => {
    takeBack(before.ownRun);
    shownSweep.value = before.sweep;
    zoomedRange.value = before.range;
    selected.value = before.selected;
    measured.value = before.measured;
  });
}

/** Ends the model that runs now, and leaves it out of this run. */
export function skip(): void {
  skipCurrent?.();
}

export function cancel(): void {
  if (activity.value.phase === 'running') activity.value = { ...activity.value, stopping: true };
  current?.abort();
}

function showProgress(progress: Progress): void {
  if (activity.value.phase === 'running') activity.value = { ...activity.value, progress };
}

/** The rows that are finished of the execution that goes on, which is not measured. */
function showGrowth(tints: Uint8Array): void {
  const progress = activity.value.phase === 'running' ? activity.value.progress : null;
  if (progress) growing.value = { ...growing.value, [keyOf(progress)]: tints };
}

/** Timelines that have not changed are not sent again. */
function show({ id, report, view, comparison: sideBySide }: News): void {
  const before = ownRun.value;
  if (!before) return;
  const known = [...view.timelines.map(withKey), ...before.timelines];
  const timelines = report.results.flatMap(result => known.find(({ key }) => key === keyOf(result)) ?? []);
  batch(() => {
    ownRun.value = { ...before, id, plan: report.plan, report, view, timelines };
    comparison.value = sideBySide;
  });
}

export const keyOf = ({ model, platform }: { model: string; platform: Platform | null }) => `${platform} ${model}`;

const withKey = (timeline: CoreTimeline): ShownTimeline => ({ ...readTimeline(timeline), key: keyOf(timeline), core: timeline });
