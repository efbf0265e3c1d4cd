// The rows of one model: its lanes, and under a lane the tasks that shared it, each with its own waits. Pure.
import type { LaneSpans, Span, Timeline, Track } from '../schema.ts';

export interface Row {
  label: string;
  /** In order, without overlap; a task's row has gaps where nothing was under way. */
  spans: Span[];
  lane: LaneSpans;
  /** `more` stands for rows that are not shown: it has no spans of its own. */
  kind: 'lane' | 'tasks' | 'more';
  /** What is summed up in one row: the spans of each lane or task that has none of its own. */
  hidden: Span[][];
}

/** Which span: an index into the timelines, into the rows of that timeline, and into the spans of that row. */
export interface SpanRef {
  timeline: number;
  row: number;
  span: number;
}

/** At most this many rows for the tasks of one lane; a last row says how many more there were at once. */
const MAX_TASK_ROWS = 12;

const cache = new WeakMap<Timeline, Row[]>();

/** Computed once for each timeline: painting and pointing ask many times a second. */
export function rowsOf(timeline: Timeline): Row[] {
  const rows = cache.get(timeline) ?? timeline.lanes.flatMap(lane => [laneRow(lane), ...taskRows(timeline, lane)]);
  cache.set(timeline, rows);
  return rows;
}

function laneRow(lane: LaneSpans): Row {
  return { label: lane.name, spans: lane.spans, lane, kind: 'lane', hidden: [] };
}

/** A task takes the first row that is free when it starts. */
function taskRows(timeline: Timeline, lane: LaneSpans): Row[] {
  const rows: { tracks: Track[]; free_ns: number }[] = [];
  for (const track of timeline.tracks.filter(one => one.lane === lane.id)) {
    const from = track.spans[0]?.from_ns ?? 0;
    const free_ns = track.spans.at(-1)?.to_ns ?? from;
    const row = rows.find(one => one.free_ns <= from);
    if (row) Object.assign(row, { tracks: [...row.tracks, track], free_ns });
    else rows.push({ tracks: [track], free_ns });
  }
  const shown = rows.slice(0, MAX_TASK_ROWS).map(({ tracks }): Row => {
    const [first, ...others] = tracks;
    const label = first && others.length === 0 ? (timeline.tasks[first.task] ?? '') : '';
    return { label, spans: tracks.flatMap(track => track.spans), lane, kind: 'tasks', hidden: [] };
  });
  const more = rows.length - shown.length;
  if (more === 0) return shown;
  const hidden = rows.slice(MAX_TASK_ROWS).flatMap(({ tracks }) => tracks.map(track => track.spans));
  return [...shown, { label: `+ ${more} at once`, spans: [], lane, kind: 'more', hidden }];
}

/** The span that a reference means, with its timeline and row. */
export function findSpan(timelines: Timeline[], ref: SpanRef | null) {
  const timeline = ref && timelines[ref.timeline];
  const row = ref && timeline && rowsOf(timeline)[ref.row];
  const span = ref && row?.spans[ref.span];
  return timeline && row && span ? { timeline, row, span } : null;
}
