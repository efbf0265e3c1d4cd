// Which rows of a model are shown: few, unless the visitor opens it; the others share one row that sums them up. Pure.
import { counted } from '../format.ts';
import { type Row, rowsOf, type Summed } from './rows.ts';
import { NO_SPANS } from './span-list.ts';
import type { Timeline } from './timeline.ts';

/** More lanes than these are summed up. */
const MOST_LANES = 8;
/** Of the tasks that share a lane, so many have a row at first. */
const MOST_TASKS = 3;

export interface ShownRow {
  row: Row;
  /** Its place among all rows of its timeline; -1 of a row that sums up others, or has none to show. */
  index: number;
  /** What pressing the row's head does to the model. */
  toggle: 'opens' | 'closes' | null;
}

interface Both {
  few: ShownRow[];
  all: ShownRow[];
}

const cache = new WeakMap<Timeline, Both>();

/** All rows of an opened timeline, or a few. */
export function shownRows(timeline: Timeline, opened: boolean): ShownRow[] {
  const both = cache.get(timeline) ?? bothOf(rowsOf(timeline));
  cache.set(timeline, both);
  return opened ? both.all : both.few;
}

/** How many rows a model with so many lanes has at first. */
export function rowsAtFirst(lanes: number): number {
  return lanes > MOST_LANES + 1 ? MOST_LANES + 1 : lanes;
}

/** Which rows so many tasks that share a lane have at first. */
export function tasksAtFirst(tasks: number): ('tasks' | 'more')[] {
  const own = Array<'tasks'>(Math.min(tasks, tasks > MOST_TASKS + 1 ? MOST_TASKS : tasks)).fill('tasks');
  return own.length < tasks ? [...own, 'more'] : own;
}

const strips = new WeakMap<Timeline, Row>();

/** All lanes of a timeline in one row, for when another model is in focus. */
export function stripOf(timeline: Timeline): Row | null {
  const [first] = timeline.lanes;
  if (!first) return null;
  const strip =
    strips.get(timeline) ??
    moreRow(
      '',
      first,
      timeline.lanes.map(lane => lane.spans),
    );
  strips.set(timeline, strip);
  return strip;
}

function bothOf(rows: Row[]): Both {
  const all = rows.map((row, index): ShownRow => ({ row, index, toggle: null }));
  const few = withFewLanes(withFewTasks(all));
  const last = rows.at(-1);
  if (few.length === all.length || !last) return { few: all, all };
  return { few, all: [...all, { row: moreRow('show fewer', last.lane, []), index: -1, toggle: 'closes' }] };
}

function withFewLanes(all: ShownRow[]): ShownRow[] {
  const lanes = all.filter(({ row }) => row.kind === 'lane');
  const first = lanes[MOST_LANES];
  if (!first || lanes.length <= MOST_LANES + 1) return all;
  const hidden = lanes.slice(MOST_LANES).map(({ row }) => row.spans);
  return [...all.slice(0, all.indexOf(first)), summary(`${hidden.length} more lanes`, first.row, hidden)];
}

function withFewTasks(all: ShownRow[]): ShownRow[] {
  return all.flatMap((one, place) => {
    if (one.row.kind !== 'lane') return [];
    const next = all.findIndex(({ row }, i) => i > place && row.kind === 'lane');
    const own = all.slice(place + 1, next < 0 ? undefined : next);
    if (own.length <= MOST_TASKS + 1) return [one, ...own];
    const others = own.slice(MOST_TASKS);
    const hidden = others.flatMap(({ row }) => (row.kind === 'more' ? row.hidden : [row.spans]));
    const tasks = others.reduce((sum, { row }) => sum + row.tasks, 0);
    return [one, ...own.slice(0, MOST_TASKS), summary(counted(tasks, 'more task', 'more tasks'), one.row, hidden)];
  });
}

function summary(label: string, { lane }: Row, hidden: Summed[]): ShownRow {
  return { row: moreRow(label, lane, hidden), index: -1, toggle: 'opens' };
}

function moreRow(label: string, lane: Row['lane'], hidden: Summed[]): Row {
  return { label, spans: NO_SPANS, lane, kind: 'more', tasks: 0, hidden };
}
