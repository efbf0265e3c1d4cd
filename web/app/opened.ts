// Reports from files: opening them, closing them, and putting all that is shown side by side.
import { batch } from '@preact/signals';
import { errorMessage } from '../workers/error.ts';
import { fillForm } from './actions.ts';
import { forgetLook } from './looking.ts';
import { fromPlan } from './plan.ts';
import type { Platform, Report } from './schema.ts';
import {
  comparison,
  earlier,
  engine,
  hovered,
  measured,
  opened,
  refusals,
  type Source,
  selected,
  shown,
  sources,
  zoomedRange,
} from './state.ts';
import { readTimeline } from './timeline/timeline.ts';
import type { OpenedFile } from './types.ts';

/** Opens every file that is a report, and shows why the others cannot be used. Gives the reports that were opened. */
export async function openFiles(files: Iterable<File>): Promise<Report[]> {
  refusals.value = [];
  const reports: Report[] = [];
  for (const file of files) {
    const source = await openFile(file);
    if (!source) continue;
    batch(() => {
      forgetLook();
      if (source.report && !shown.value) fillForm(fromPlan(source.report.plan));
      opened.value = [...opened.value, source];
      zoomedRange.value = hovered.value = selected.value = measured.value = null;
    });
    if (source.report) reports.push(source.report);
  }
  await compareSources();
  return reports;
}

/** Takes a report off the page. */
export async function close(source: Source): Promise<void> {
  if (source.id !== null && !source.isEarlier) void engine.value?.close(source.id);
  batch(() => {
    if (source.isEarlier) earlier.value = [source, ...earlier.value];
    opened.value = opened.value.filter(other => other !== source);
    refusals.value = [];
    zoomedRange.value = hovered.value = selected.value = measured.value = null;
  });
  await compareSources();
}

/** Those with figures, in the order in which they are compared: native ones first, by which the others are measured. */
export function inOrder(all: Source[]): Source[] {
  const now = all.filter(source => source.report);
  const isNative = ({ platforms }: Source) => platforms.includes('native');
  return [...now.filter(isNative), ...now.filter(source => !isNative(source))];
}

/** Puts all sources side by side. */
export async function compareSources(): Promise<void> {
  const all = sources.value;
  const now = inOrder(all);
  const places = now.reduce((sum, source) => sum + source.platforms.length, 0);
  const ids = now.flatMap(({ id }) => id ?? []);
  if (ids.length < now.length) return;
  const found =
    places > 1
      ? await engine.value?.compare(
          ids,
          now.some(({ isEarlier }) => isEarlier),
        )
      : null;
  // What is shown in several places stays side by side, whatever was opened beside it.
  const alone = shown.value;
  const own =
    found && 'refused' in found && alone?.id && alone.platforms.length > 1
      ? await engine.value?.compare([alone.id], false)
      : found;
  // Meanwhile a run may have begun, or another file been opened.
  if (sources.value !== all) return;
  if (found && 'refused' in found) refuse(found.refused);
  comparison.value = own && 'given' in own ? own.given : null;
}

async function openFile(file: File): Promise<Source | null> {
  const runner = engine.value;
  if (!runner) return null;
  try {
    const tooLarge = await runner.tooLarge(file.name, file.size);
    if (tooLarge) return refuse(tooLarge);
    const found = await runner.open(file.name, new Uint8Array(await file.arrayBuffer()));
    if ('refused' in found) return refuse(found.refused);
    const source = sourceOf(file.name, found.given);
    return source.report ? { ...source, picture: await runner.picture(source.plan) } : source;
  } catch (error) {
    return refuse(`${file.name} could not be read: ${errorMessage(error)}`);
  }
}

function refuse(sentence: string): null {
  refusals.value = [...refusals.value.filter(other => other !== sentence), sentence];
  return null;
}

let lastRecording = 0;

function sourceOf(name: string, { id, report, timelines, view, warnings }: OpenedFile): Source {
  const key = id ?? `recording ${++lastRecording}`;
  return {
    id,
    name,
    plan: report?.plan ?? {},
    platforms: [...new Set<Platform>(report?.results.map(({ platform }) => platform))],
    report,
    view,
    warnings,
    picture: null,
    timelines: timelines.map((timeline, place) => ({
      ...readTimeline(timeline),
      core: timeline,
      title: [timeline.title, name].filter(Boolean).join(', '),
      key: `${key} ${place}`,
    })),
  };
}
