// The address and the timeline: what is looked at now, and how what an address wants is found again in a run.
import { batch, signal } from '@preact/signals';
import type { Look, NamedSpan } from './look.ts';
import {
  chosenModels,
  chosenTask,
  end_ns,
  measured,
  ownRun,
  refusals,
  type Source,
  selected,
  shown,
  shownModels,
  tasksToAlign,
  timelines,
  zoomedRange,
} from './state.ts';
import { idsOf } from './timeline/layout.ts';
import { rowsOf, type SpanRef } from './timeline/rows.ts';
import { shownRows } from './timeline/shown-rows.ts';
import type { TimeRange } from './timeline/viewport.ts';

/** What the address wants, until there is a run in which it can be found. The model in focus does not wait. */
const wanted = signal<Look | null>(null);

/** What is looked at, for the address. Other sources than the shown one have no name there. */
export function currentLook(): Look {
  const { focused } = chosenModels.value;
  if (wanted.value) return { ...wanted.value, focus: focused };
  const all = timelines.value;
  const names = namesIn(shown.value);
  const focused_key = all[idsOf(all).indexOf(focused ?? '')]?.key;
  const ref = selected.value;
  const group = ref && names.get(all[ref.timeline]?.key ?? '');
  return {
    // Before a run, a model has no timeline and only its own name.
    focus: focused_key === undefined ? focused : (names.get(focused_key) ?? null),
    task: chosenTask.value,
    range: zoomedRange.value,
    measured: measured.value,
    span: ref && group ? { group, row: ref.row, span: ref.span } : null,
  };
}

/** Takes what an address wants. What needs a run waits for `findLook`. */
export function wantLook(look: Look): void {
  const known = shownModels.value.some(({ id }) => id === look.focus?.replace(/,\d+$/, ''));
  batch(() => {
    const focused = known ? look.focus : null;
    chosenModels.value = { ...chosenModels.value, focused };
    wanted.value = Object.values(look).some(value => value !== null) ? look : null;
  });
}

/** Nobody waits any more for what an address wanted: another program was chosen, or a file was opened. */
export function forgetLook(): void {
  wanted.value = null;
}

/** Finds what the address wants among the timelines of a source, and says what is not there. */
export function findLook(source: Source | null): void {
  const look = wanted.value;
  if (!look || !source?.timelines.length) return;
  batch(() => {
    wanted.value = null;
    const all = timelines.value;
    const place = (name: string) => {
      const [key] = [...namesIn(source)].find(([, id]) => id === name) ?? [];
      return all.findIndex(one => one.key === key);
    };
    const missing: string[] = [];
    const found = <T>(asked: T | null, value: T | null, what: string): T | null => {
      if (asked !== null && value === null) missing.push(what);
      return value;
    };
    // Of the page's own run it has been taken already, and may have been changed since.
    const asked = source === ownRun.value ? chosenModels.value.focused : look.focus;
    const focused = found(asked, asked && (idsOf(all)[place(asked)] ?? null), 'a model in focus');
    chosenModels.value = { ...chosenModels.value, focused };
    const task = tasksToAlign.value.find(one => one === look.task) ?? null;
    chosenTask.value = found(look.task, task, 'a task to align by');
    zoomedRange.value = found(look.range, within(look.range), 'a range');
    measured.value = found(look.measured, within(look.measured), 'a measured stretch');
    selected.value = found<NamedSpan | SpanRef>(look.span, spanOf(look.span, place), 'a span') as SpanRef | null;
    if (missing.length) {
      const them = missing.length > 1 ? 'they are' : 'it is';
      refusals.value = [
        ...refusals.value,
        `The address names ${missing.join(' and ')} that this run does not have: ${them} left out.`,
      ];
    }
  });
}

/** The part of a stretch that lies in the run; `null` if none does. */
function within(range: TimeRange | null): TimeRange | null {
  return range && range.from < end_ns.value ? { from: range.from, to: Math.min(range.to, end_ns.value) } : null;
}

/** A span, with its row opened to be seen. */
function spanOf(named: NamedSpan | null, place: (name: string) => number): SpanRef | null {
  if (!named) return null;
  const { row, span } = named;
  const timeline = place(named.group);
  const own = timelines.value[timeline];
  if (!own || !rowsOf(own)[row]?.spans.at(span)) return null;
  const { opened, focused } = chosenModels.value;
  const id = idsOf(timelines.value)[timeline] as string;
  const visible = shownRows(own, opened.includes(id)).some(one => one.index === row);
  if (!visible) chosenModels.value = { focused, opened: [...opened, id] };
  return { timeline, row, span };
}

/** How the groups of a source are called where it is shown alone, by the keys of their timelines. */
function namesIn(source: Source | null): Map<string, string> {
  const own = timelines.value.filter(({ key }) => source?.timelines.some(one => one.key === key));
  const names = idsOf(own);
  return new Map(own.map(({ key }, i) => [key, names[i] as string]));
}
