// Pictures of what the page shows, as it stands: which there can be, and saving them as SVG or PNG.
import { errorMessage } from '../workers/error.ts';
import { type Content, framed, type Origin, type Picture, provenanceOf } from './picture/frame.ts';
import { type Look, lookOf } from './picture/look.ts';
import { toPng } from './picture/png.ts';
import { oneReport, sideBySide } from './picture/results.ts';
import { sweepOf } from './picture/sweep.ts';
import { tableOf } from './picture/table.ts';
import { timelineOf } from './picture/timeline.ts';
import { PLATFORM_WORDS } from './places.ts';
import { nameOf, saveBlob } from './save.ts';
import type { Source } from './state.ts';
import {
  alignment,
  catalog,
  chosenModels,
  comparison,
  engine,
  refusals,
  shown,
  shownSweep,
  sources,
  timelines,
  visibleRange,
} from './state.ts';
import type { PartialPlan } from './types.ts';

export const SUBJECTS = ['results', 'timeline', 'sweep'] as const;
export type Subject = (typeof SUBJECTS)[number];
export const KINDS = ['svg', 'png'] as const;
type Kind = (typeof KINDS)[number];

/** Whether there is anything to be seen of it. */
export function canDraw(subject: Subject): boolean {
  if (subject === 'results') return shown.value?.view != null;
  return subject === 'timeline' ? timelines.value.length > 0 : shownSweep.value?.sweep != null;
}

/** Saves a picture, in the colours that the page has now, or says why not. */
export async function savePicture(subject: Subject, kind: Kind): Promise<void> {
  try {
    await saveDrawn(subject, kind);
  } catch (error) {
    refusals.value = [`The picture could not be made: ${errorMessage(error)}`];
  }
}

async function saveDrawn(subject: Subject, kind: Kind): Promise<void> {
  const picture = await drawn(subject, lookOf(document.body));
  if (!picture) return;
  const blob = kind === 'svg' ? new Blob([picture.svg], { type: 'image/svg+xml' }) : await toPng(picture);
  const report = subject === 'sweep' ? shownSweep.value?.sweep?.reports[0] : shown.value?.report;
  const plan = subject === 'sweep' ? shownSweep.value?.plan : shown.value?.plan;
  saveBlob(blob, `${nameOf(plan ?? {}, report ?? null)}-${subject}.${kind}`);
}

async function drawn(subject: Subject, look: Look): Promise<Picture | null> {
  const content = await (subject === 'results' ? results(look) : subject === 'timeline' ? timeline(look) : sweep(look));
  return content && framed(content, look);
}

async function results(look: Look): Promise<Content | null> {
  const [now, sideBySideNow] = [shown.value, comparison.value];
  if (!now?.report || !now.view) return null;
  const table = sideBySideNow ? sideBySide(sideBySideNow) : oneReport(now.report, now.view);
  const observed = now.view.rows.flatMap(row => (row.observations ? `${row.title}: ${row.observations}.` : []));
  const verdicts = sideBySideNow?.models.flatMap(model => model.verdicts) ?? [];
  const own = now.view.warnings.map(({ text }) => text);
  const others = sideBySideNow?.warnings.map(({ text }) => text).filter(text => !own.some(known => text.endsWith(known))) ?? [];
  return {
    title: titleOf(now.plan),
    subtitle: await commandOf(now.plan),
    ...tableOf(table, look),
    insight: [...verdicts, ...now.view.insight],
    warnings: [...observed, now.view.session, ...others, ...own].filter(Boolean),
    provenance: provenanceOf(sideBySideNow ? originsOf(sources.value) : originsOf([now])),
  };
}

async function timeline(look: Look): Promise<Content | null> {
  if (!timelines.value.length) return null;
  const plan = shown.value?.plan;
  const dropped = timelines.value.filter(one => one.dropped > 0);
  return {
    title: plan ? `${titleOf(plan)}: what happened` : 'What happened',
    subtitle: plan ? await commandOf(plan) : sources.value.map(({ name }) => name).join(', '),
    ...timelineOf(timelines.value, alignment.value, visibleRange.value, chosenModels.value, look),
    insight: [],
    warnings: dropped.map(one => `${one.title}: ${one.dropped} events did not fit into the buffers and are missing here.`),
    provenance: [...provenanceOf(originsOf(sources.value)), ...recordings()],
  };
}

/** What other programs recorded says neither where nor when. */
function recordings(): string[] {
  return sources.value.flatMap(({ name, report }) => (report ? [] : [`${name}: recorded by another program`]));
}

async function sweep(look: Look): Promise<Content | null> {
  const now = shownSweep.value;
  if (!now?.sweep) return null;
  const { axis, insight, warnings, reports } = now.sweep;
  const variation = { parameter: axis.id, values: axis.values };
  const [first] = reports;
  return {
    title: `${titleOf(now.plan)} by ${axis.title.toLowerCase()}, ${PLATFORM_WORDS[now.platform]}`,
    subtitle: (await engine.value?.sweepCommand(now.plan, variation)) ?? '',
    ...sweepOf(now.sweep, look),
    insight,
    warnings: warnings.map(({ text }) => text),
    provenance: first ? provenanceOf([{ name: null, report: first }]) : [],
  };
}

function originsOf(all: Source[]): Origin[] {
  const ownName = all.length > 1 ? 'this run' : null;
  return all.flatMap(({ name, report }) => (report ? [{ name: name ?? ownName, report }] : []));
}

/** The workload's name for people; what the plan calls it, if there is none. */
function titleOf({ workload }: PartialPlan): string {
  return catalog.value.workloads.find(({ id }) => id === workload)?.title ?? workload ?? '';
}

async function commandOf(plan: PartialPlan): Promise<string> {
  return (await engine.value?.command(plan)) ?? '';
}
