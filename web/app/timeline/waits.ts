// Core's sentences about waits, found by the span they are about, and the span of a wait that is listed. Pure.
import type { Wait } from '../schema.ts';
import { type Row, rowsOf, type SpanRef } from './rows.ts';
import { coveringAt, NO_SPANS } from './span-list.ts';
import type { Timeline } from './timeline.ts';

const cache = new WeakMap<Timeline, Map<string, Wait>>();

function key(lane: number, ofTask: boolean, task: number | null, from_ns: number): string {
  return `${lane} ${ofTask ? task : 'lane'} ${from_ns}`;
}

/** Why somebody waited in a span; nothing where nobody did, or where there were too many waits to tell of all. */
export function waitOf(timeline: Timeline, row: Row, span: { task: number | null; from_ns: number }): Wait | undefined {
  let waits = cache.get(timeline);
  if (!waits) {
    waits = new Map(timeline.waits.told.map(wait => [key(wait.lane, wait.of_task, wait.task, wait.from_ns), wait]));
    cache.set(timeline, waits);
  }
  return waits.get(key(row.lane.id, row.kind === 'tasks', span.task, span.from_ns));
}

/** The longest waits, longest first. */
export function longestOf({ waits }: Timeline): Wait[] {
  return waits.longest.flatMap(place => waits.told[place] ?? []);
}

/** The span of a wait in the timeline of this place; its lane's, where its task has no row. */
export function refOf(timeline: Timeline, place: number, wait: Wait): SpanRef | null {
  const rows = rowsOf(timeline);
  const at = (index: number) => {
    const span = coveringAt(rows[index]?.spans ?? NO_SPANS, wait.from_ns);
    return span < 0 ? null : { timeline: place, row: index, span };
  };
  const own = rows.findIndex(row => row.kind === 'tasks' && row.lane.id === wait.lane && holds(row, wait));
  if (wait.of_task && own >= 0) return at(own);
  return at(rows.findIndex(row => row.kind === 'lane' && row.lane.id === wait.lane));
}

function holds({ spans }: Row, { task, from_ns }: Wait): boolean {
  return spans.at(coveringAt(spans, from_ns))?.task === task;
}
