// The rows of one model: its lanes, and under a lane the tasks that shared it, each with its own waits. Pure.
import type { LaneSpans, Span, Timeline, Track } from '../schema.ts';

export interface Row {
  label: string;
  /** In order, without overlap; a task's row has gaps where nothing was under way. */
  spans: Span[];
  lane: LaneSpans;
  kind: 'lane' | 'tasks' | 'more';
}

/** Tasks under way at once on one lane that get rows of their own; the last row says how many more there were. */
const MOST = 12;

const known = new WeakMap<Timeline, Row[]>();

/** Always the same rows for the same timeline: painting and pointing ask many times a second. */
export function rowsOf(timeline: Timeline): Row[] {
  const rows = known.get(timeline) ?? timeline.lanes.flatMap(lane => [laneRow(lane), ...taskRows(timeline, lane)]);
  known.set(timeline, rows);
  return rows;
}

function laneRow(lane: LaneSpans): Row {
  return { label: lane.name, spans: lane.spans, lane, kind: 'lane' };
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
  const shown = rows.slice(0, MOST).map(({ tracks }): Row => {
    const [first, ...others] = tracks;
    const label = first && others.length === 0 ? (timeline.tasks[first.task] ?? '') : '';
    return { label, spans: tracks.flatMap(track => track.spans), lane, kind: 'tasks' };
  });
  const more = rows.length - shown.length;
  return more > 0 ? [...shown, { label: `+ ${more} at once`, spans: [], lane, kind: 'more' }] : shown;
}

/** The span at a place, with the row it is on. */
export function spanAtPlace(timelines: Timeline[], place: { timeline: number; row: number; span: number } | null) {
  const timeline = place && timelines[place.timeline];
  const row = place && timeline && rowsOf(timeline)[place.row];
  const span = place && row?.spans[place.span];
  return timeline && row && span ? { timeline, row, span } : null;
}
