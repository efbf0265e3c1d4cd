// Where everything is on the timeline: models above each other, one row per lane, one time axis. Pure.
import type { Alignment } from './alignment.ts';
import type { Row, SpanRef } from './rows.ts';
import { rowsAtFirst, type ShownRow, shownRows, stripOf, tasksAtFirst } from './shown-rows.ts';
import { coveringAt } from './span-list.ts';
import type { Timeline } from './timeline.ts';
import { endOf, type TimeRange } from './viewport.ts';

/** What has, or will have, rows on the timeline: a model of one source. */
export interface ExpectedModel {
  /** That of its timeline. */
  key: string;
  model: string;
  title: string;
  /** How many lanes to keep room for until the real ones are known, so that nothing jumps. */
  lanes: number;
  /** How many tasks that share a lane to keep room for, whether or not they come. */
  tasks?: number;
}

export interface PlacedRow {
  /** Top of the bar. */
  y: number;
  height: number;
  /** Absent while the model has not finished. */
  row: Row | null;
  /** Its place among all rows of its timeline; -1 where it is none of them. */
  index: number;
  toggle: ShownRow['toggle'];
  /** Of what it is a row, or will be. */
  kind: Row['kind'];
  labelled: boolean;
}

export interface Group {
  /** Its model, and which of that model's timelines it is, if there are several: `threads`, `threads,1`. */
  id: string;
  title: string;
  /** Whether another model is in focus, so that all lanes share one row. */
  strip: boolean;
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
/** Of a model that is not in focus: its name with one row beside it. */
const STRIP_HEIGHT = 25;
const STRIP = { top: 8, height: 10 };
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
const TOGGLE_HEIGHT = 18;
/** A row has a label only where it does not run into the label above. */
const LABEL_HEIGHT = 12;

/** What the visitor has chosen to see of the models, by the ids of groups. */
export interface Chosen {
  /** The model in focus; all, if there is none of this name. */
  focused: string | null;
  /** Those whose rows are all shown. */
  opened: readonly string[];
}

const ALL: Chosen = { focused: null, opened: [] };

export function layout(
  expected: ExpectedModel[],
  timelines: (Timeline & { key: string })[],
  width: number,
  { begins_ns, zero_ns }: Alignment = { begins_ns: [], zero_ns: 0 },
  { focused, opened }: Chosen = ALL,
): Scene {
  const ids = idsOf(expected);
  const inFocus = focused !== null && ids.includes(focused);
  const models = expected.map((one, place) => {
    const id = ids[place] as string;
    const found = timelines.findIndex(timeline => timeline.key === one.key);
    const timeline = timelines[found];
    const strip = inFocus && id !== focused;
    const rows = strip ? [] : rowsFor(one, timeline, id === focused || opened.includes(id));
    return { one, id, found, timeline, strip, rows };
  });
  const all = models.reduce((sum, each) => sum + each.rows.length, 0);
  const heights = HEIGHTS.find(each => all <= each.upTo) as (typeof HEIGHTS)[number];
  const groups: Group[] = [];
  let y = AXIS_HEIGHT;
  for (const { one, id, found, timeline, strip, rows } of models) {
    const group: Group = {
      id,
      title: timeline?.title ?? one.title,
      strip,
      y,
      timeline: found < 0 ? null : found,
      wall_ns: timeline?.wall_ns ?? 0,
      begins_ns: begins_ns[found] ?? 0,
      rows: [],
    };
    groups.push(group);
    if (strip) {
      const row = timeline ? stripOf(timeline) : null;
      group.rows.push({ y: y + STRIP.top, height: STRIP.height, row, index: -1, toggle: null, kind: 'lane', labelled: false });
      y += STRIP_HEIGHT;
      continue;
    }
    y += TITLE_HEIGHT;
    let labelEnds = y - LABEL_HEIGHT;
    for (const { row, index, toggle, kind } of rows) {
      // What is pressed is never thinner than its words.
      const pitch = kind === 'more' ? Math.max(TOGGLE_HEIGHT, heights.lane) : kind === 'tasks' ? heights.task : heights.lane;
      const height = pitch - Math.min(ROW_GAP, Math.floor(pitch / 4));
      const labelled = toggle === null && y + (height - LABEL_HEIGHT) / 2 >= labelEnds;
      if (labelled || toggle) labelEnds = y + (height + LABEL_HEIGHT) / 2;
      group.rows.push({ y, height, row, index, toggle, kind, labelled });
      y += pitch;
    }
    y += GROUP_GAP;
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

/** What each group is called, so that a link can name it. */
export function idsOf(models: { model: string }[]): string[] {
  const before = new Map<string, number>();
  return models.map(({ model }) => {
    const count = before.get(model) ?? 0;
    before.set(model, count + 1);
    return `${model || RECORDED}${count ? `,${count}` : ''}`;
  });
}

/** What another program recorded has no model. */
const RECORDED = 'recorded';

/** A row, or the room for one. */
type Kept = Omit<ShownRow, 'row'> & { row: Row | null; kind: Row['kind'] };

/** The rows of a model as far as they are known, with the room for those that are expected. */
function rowsFor({ lanes, tasks = 0 }: ExpectedModel, timeline: Timeline | undefined, opened: boolean): Kept[] {
  const room = (kind: Row['kind']): Kept => ({ row: null, index: -1, toggle: null, kind });
  const expected = tasksAtFirst(tasks).map(room);
  if (!timeline) return [...Array(rowsAtFirst(lanes)).fill(room('lane')), ...expected];
  const known = shownRows(timeline, opened).map((one): Kept => ({ ...one, kind: one.toggle ? 'more' : one.row.kind }));
  const sharing = known.filter(({ kind }) => kind !== 'lane').length;
  return [...known, ...expected.slice(sharing)];
}

export function xOf(scene: Scene, range: TimeRange, at_ns: number): number {
  return scene.left + ((at_ns - range.from) / (range.to - range.from)) * (scene.right - scene.left);
}

export function timeOf(scene: Scene, range: TimeRange, x: number): number {
  return range.from + ((x - scene.left) / (scene.right - scene.left)) * (range.to - range.from);
}

/** The place of a row, if it is shown. */
export function placedRow(group: Group | undefined, index: number): PlacedRow | undefined {
  return group?.rows.find(row => row.index === index && row.row !== null);
}

/** Where a timeline begins on the axis. */
export function beginOf(scene: Scene, timeline: number | undefined): number {
  return scene.groups.find(group => group.timeline === timeline)?.begins_ns ?? 0;
}

/** The row at a height; the gap below a row belongs to the row. */
export function rowAt(scene: Scene, y: number): { group: Group; placed: PlacedRow } | null {
  for (const group of scene.groups) {
    const placed = group.rows.find(each => y >= each.y && y < each.y + each.height + 1);
    if (placed) return { group, placed };
  }
  return null;
}

/** The span at a point. */
export function spanAtPoint(scene: Scene, range: TimeRange, x: number, y: number): SpanRef | null {
  if (x < scene.left || x > scene.right) return null;
  const found = rowAt(scene, y);
  if (!found?.placed.row || found.group.timeline === null) return null;
  const { group, placed } = found;
  const span = coveringAt(found.placed.row.spans, timeOf(scene, range, x) - group.begins_ns);
  return span < 0 ? null : { timeline: found.group.timeline, row: placed.index, span };
}
