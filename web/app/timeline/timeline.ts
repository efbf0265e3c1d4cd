// A timeline as the page works with it: what core sends in columns, made readable span by span. Nothing is copied.
import type { Timeline as CoreTimeline, LaneSpans } from '../schema.ts';
import { ArrowList } from './arrow-list.ts';
import { Crowd } from './crowd.ts';
import { PathList } from './path-list.ts';
import { SpanList } from './span-list.ts';

export interface Lane extends Omit<LaneSpans, 'spans'> {
  spans: SpanList;
}

/** Tasks of one lane, one after the other. */
export interface TaskRow {
  lane: number;
  /** The task, if it is one alone. */
  task: number | null;
  /** How many tasks took the row. */
  tasks: number;
  /** In order, without overlap, with gaps where nothing was under way. */
  spans: SpanList;
}

export interface Timeline extends Omit<CoreTimeline, 'lanes' | 'tracks' | 'arrows' | 'path'> {
  lanes: Lane[];
  /** By lane: what its tasks did, where they share one. */
  taskRows: TaskRow[];
  /** All tasks of a lane that have no row of their own. */
  crowds: Crowd[];
  /** In the order of their effects. */
  arrows: ArrowList;
  path: Omit<CoreTimeline['path'], 'pieces'> & { pieces: PathList };
}

export function readTimeline({ lanes, tracks, arrows, path, ...rest }: CoreTimeline): Timeline {
  return {
    ...rest,
    lanes: lanes.map(lane => ({ ...lane, spans: SpanList.read(lane.spans) })),
    taskRows: tracks.rows.map(row => ({ ...row, spans: SpanList.read(row.spans) })),
    crowds: tracks.crowds.map(crowd => Crowd.read(crowd)),
    arrows: ArrowList.read(arrows),
    path: { ...path, pieces: PathList.read(path.pieces) },
  };
}
