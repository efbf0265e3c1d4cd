// The rows of one model: its lanes, and under a lane the tasks that shared it, each with its own waits. Pure.
import type { Crowd } from './crowd.ts';
import { NO_SPANS, type SpanList } from './span-list.ts';
import type { Lane, TaskRow, Timeline } from './timeline.ts';

export interface Row {
  label: string;
  /** In order, without overlap; a task's row has gaps where nothing was under way. */
  spans: SpanList;
  lane: Lane;
  /** `more` stands for rows that are not shown: it has no spans of its own. */
  kind: 'lane' | 'tasks' | 'more';
  /** How many tasks it is about. */
  tasks: number;
  /** What is summed up in one row. */
  hidden: Summed[];
}

/** What can be summed up: the spans of one row, or those of many tasks at once. */
export type Summed = SpanList | Crowd;

/** Which span: an index into the timelines, into the rows of that timeline, and into the spans of that row. */
export interface SpanRef {
  timeline: number;
  row: number;
  span: number;
}

const cache = new WeakMap<Timeline, Row[]>();

/** Computed once for each timeline: painting and pointing ask many times a second. */
export function rowsOf(timeline: Timeline): Row[] {
  const rows = cache.get(timeline) ?? made(timeline);
  cache.set(timeline, rows);
  return rows;
}

function made(timeline: Timeline): Row[] {
  return timeline.lanes.flatMap(lane => [
    { label: lane.name, spans: lane.spans, lane, kind: 'lane' as const, tasks: 0, hidden: [] },
    ...timeline.taskRows.filter(one => one.lane === lane.id).map(one => taskRow(timeline, lane, one)),
    ...timeline.crowds.filter(one => one.lane === lane.id).map(one => crowdRow(lane, one)),
  ]);
}

function taskRow({ tasks: names }: Timeline, lane: Lane, { task, tasks, spans }: TaskRow): Row {
  return { label: task === null ? '' : (names[task] ?? ''), spans, lane, kind: 'tasks', tasks, hidden: [] };
}

function crowdRow(lane: Lane, crowd: Crowd): Row {
  return { label: `+ ${crowd.rows} at once`, spans: NO_SPANS, lane, kind: 'more', tasks: crowd.tasks, hidden: [crowd] };
}

/** The span that a reference means, with its timeline and row. */
export function findSpan(timelines: Timeline[], ref: SpanRef | null) {
  const timeline = ref && timelines[ref.timeline];
  const row = ref && timeline && rowsOf(timeline)[ref.row];
  const span = ref && row?.spans.at(ref.span);
  return timeline && row && span ? { timeline, row, span } : null;
}
