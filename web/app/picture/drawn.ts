// A picture of what the page shows, as it stands.

import { PLATFORM_WORDS } from '../places.ts';
import type { Source } from '../state.ts';
import {
  alignment,
  catalog,
  chosenModels,
  comparison,
  engine,
  shown,
  shownSweep,
  sources,
  timelines,
  visibleRange,
} from '../state.ts';
import type { PartialPlan } from '../types.ts';
import { type Content, framed, type Origin, type Picture, provenanceOf } from './frame.ts';
import { type Look, lookOf } from './look.ts';
import { toPng } from './png.ts';
import { oneReport, sideBySide } from './results.ts';
import { sweepOf } from './sweep.ts';
import { tableOf } from './table.ts';
import { timelineOf } from './timeline.ts';

export { lookOf, toPng };

/** What there can be a picture of. */
export type Subject = 'results' | 'timeline' | 'sweep';

/** The picture, or nothing where nothing is to be seen. */
export async function drawn(subject: Subject, look: Look): Promise<Picture | null> {
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
