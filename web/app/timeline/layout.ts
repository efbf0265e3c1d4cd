// Where everything is on the timeline: models above each other, one row per lane, one time axis. Pure.
import type { Timeline } from '../schema.ts';
import type { Alignment } from './alignment.ts';
import { type Row, rowsOf, type SpanRef } from './rows.ts';
import { spanIndexAt } from './spans.ts';
import { endOf, type TimeRange } from './viewport.ts';

/** What has, or will have, rows on the timeline: a model of one source. */
export interface ExpectedModel {
  /** That of its timeline. */
  key: string;
  title: string;
  /** How many lanes to keep room for until the real ones are known, so that nothing jumps. */
  lanes: number;
}

export interface PlacedRow {
  /** Top of the bar. */
  y: number;
  height: number;
  /** Absent while the model has not finished. */
  row: Row | null;
  labelled: boolean;
}

export interface Group {
  title: string;
  /** Top of the group, where its line and title are. */
  y: number;
  rows: PlacedRow[];
  /** Index into the view's timelines; `null` while the model has not finished. */
  timeline: number | null;
  wall_ns: number;
  /** Where its own time begins on the axis. */
  begins_ns: number;
}

export interface Scene {
  groups: Group[];
  width: number;
  height: number;
  /** The part of the width that shows time. */
  left: number;
  right: number;
  /** The end of the run that ends last. */
  end_ns: number;
  /** Where the axis has its zero. */
  zero_ns: number;
}

export const AXIS_HEIGHT = 24;
const TITLE_HEIGHT = 22;
const GROUP_GAP = 9;
const NARROW = 560;
const LABEL_WIDTH = { narrow: 66, wide: 108 };
/** Room to the right of the longest run for its time. */
const RIGHT_MARGIN = 14;
const ROW_GAP = 4;
/** Heights of lanes and of tasks by the number of all rows: the more rows, the thinner, so that the page does not become endless. */
const HEIGHTS = [
  { upTo: 44, lane: 21, task: 12 },
  { upTo: 90, lane: 14, task: 9 },
  { upTo: Number.POSITIVE_INFINITY, lane: 9, task: 6 },
];
/** A row has a label only where it does not run into the label above. */
const LABEL_HEIGHT = 12;

export function layout(
  expected: ExpectedModel[],
  timelines: (Timeline & { key: string })[],
  width: number,
  { begins_ns, zero_ns }: Alignment = { begins_ns: [], zero_ns: 0 },
): Scene {
  const models = expected.map(one => {
    const found = timelines.findIndex(timeline => timeline.key === one.key);
    const timeline = timelines[found];
    const rows: (Row | null)[] = timeline ? rowsOf(timeline) : Array(one.lanes).fill(null);
    return { one, found, rows, wall_ns: timeline?.wall_ns ?? 0 };
  });
  const all = models.reduce((sum, each) => sum + each.rows.length, 0);
  const heights = HEIGHTS.find(each => all <= each.upTo) as (typeof HEIGHTS)[number];
  const groups: Group[] = [];
  let y = AXIS_HEIGHT;
  for (const { one, found, rows, wall_ns } of models) {
    const group: Group = {
      title: timelines[found]?.title ?? one.title,
      y,
      timeline: found < 0 ? null : found,
      wall_ns,
      begins_ns: begins_ns[found] ?? 0,
      rows: [],
    };
    y += TITLE_HEIGHT;
    let labelEnds = y - LABEL_HEIGHT;
    for (const row of rows) {
      const pitch = row && row.kind !== 'lane' ? heights.task : heights.lane;
      const height = pitch - Math.min(ROW_GAP, Math.floor(pitch / 4));
      const labelled = y + (height - LABEL_HEIGHT) / 2 >= labelEnds;
      if (labelled) labelEnds = y + (height + LABEL_HEIGHT) / 2;
      group.rows.push({ y, height, row, labelled });
      y += pitch;
    }
    y += GROUP_GAP;
    groups.push(group);
  }
  return {
    groups,
    width,
    height: y,
    left: width < NARROW ? LABEL_WIDTH.narrow : LABEL_WIDTH.wide,
    right: width - RIGHT_MARGIN,
    end_ns: endOf(timelines, begins_ns),
    zero_ns,
  };
}

export function xOf(scene: Scene, range: TimeRange, at_ns: number): number {
  return scene.left + ((at_ns - range.from) / (range.to - range.from)) * (scene.right - scene.left);
}

export function timeOf(scene: Scene, range: TimeRange, x: number): number {
  return range.from + ((x - scene.left) / (scene.right - scene.left)) * (range.to - range.from);
}

/** Where a timeline begins on the axis. */
export function beginOf(scene: Scene, timeline: number | undefined): number {
  return scene.groups.find(group => group.timeline === timeline)?.begins_ns ?? 0;
}

/** The span at a point; the gap below a row belongs to the row. */
export function spanAtPoint(scene: Scene, range: TimeRange, x: number, y: number): SpanRef | null {
  if (x < scene.left || x > scene.right) return null;
  for (const { rows, timeline, begins_ns } of scene.groups) {
    if (timeline === null) continue;
    const row = rows.findIndex(each => y >= each.y && y < each.y + each.height + 1);
    const spans = rows[row]?.row?.spans;
    if (!spans) continue;
    const span = spanIndexAt(spans, timeOf(scene, range, x) - begins_ns);
    return span < 0 ? null : { timeline, row, span };
  }
  return null;
}
