// For tests: timelines from spans, arrows and pieces one by one, put into the columns in which core sends them.
import { STATES } from '../glossary.ts';
import type {
  Arrow,
  ArrowColumns,
  Bytes,
  Timeline as CoreTimeline,
  Crowd as CrowdColumns,
  LaneSpans,
  PathColumns,
  Span,
  SpanColumns,
} from '../schema.ts';
import { NONE } from './columns.ts';
import { AWAITED, SpanList } from './span-list.ts';
import { readTimeline, type Timeline } from './timeline.ts';

export interface Track {
  lane: number;
  task: number;
  spans: Span[];
}

interface Piece {
  lane: number;
  from_ns: number;
  to_ns: number;
}

/** A timeline as it is easiest to write; what is left out is empty. */
export interface Given extends Partial<Omit<CoreTimeline, 'lanes' | 'tracks' | 'arrows' | 'path'>> {
  lanes?: (Omit<LaneSpans, 'spans'> & { spans: Span[] })[];
  /** Each has a row of its own. */
  tracks?: Track[];
  crowds?: CrowdColumns[];
  arrows?: Arrow[];
  path?: { pieces: Piece[]; words: string; costs: CoreTimeline['path']['costs'] };
}

export function coreTimeline({ lanes = [], tracks = [], crowds = [], arrows = [], path, ...rest }: Given): CoreTimeline {
  return {
    ...{ model: 'm', platform: 'browser', title: 'M', wall_ns: 100, dropped: 0, tasks: [], resources: [], strokes: [] },
    ...{ usage: { computing: [], words: '' }, gil: null },
    ...{ dead_ends: [], waits: { told: [], longest: [] }, processes: [], output: [] },
    ...rest,
    lanes: lanes.map(lane => ({ ...lane, spans: spanColumns(lane.spans) })),
    tracks: { rows: tracks.map(({ lane, task, spans }) => ({ lane, task, tasks: 1, spans: spanColumns(spans) })), crowds },
    arrows: arrowColumns(arrows),
    path: { words: '', costs: [], ...path, pieces: pathColumns(path?.pieces ?? []) },
  };
}

export function timelineOf(given: Given): Timeline {
  return readTimeline(coreTimeline(given));
}

export function spanList(spans: Span[]): SpanList {
  return SpanList.read(spanColumns(spans));
}

/** So that few spans, too, have several running totals. */
const BLOCK = 4;

function spanColumns(spans: Span[]): SpanColumns {
  const sums = STATES.map(() => 0);
  const totals: number[] = [];
  const states = spans.map(({ state }) => STATES.indexOf(state));
  for (const [place, { from_ns, to_ns }] of spans.entries()) {
    if (place % BLOCK === 0) totals.push(...sums);
    const state = states[place] as number;
    sums[state] = (sums[state] as number) + to_ns - from_ns;
  }
  return {
    times: column(Float64Array.from(spans.flatMap(({ from_ns, to_ns }) => [from_ns, to_ns]))),
    states: column(Uint8Array.from(states)),
    awaited: column(Uint8Array.from(spans.map(({ awaited }) => (awaited ? AWAITED.indexOf(awaited) + 1 : 0)))),
    tasks: column(Uint32Array.from(spans.map(({ task }) => task ?? NONE))),
    resources: column(Uint32Array.from(spans.map(({ resource }) => resource ?? NONE))),
    block: BLOCK,
    totals: column(Float64Array.from([...totals, ...sums])),
  };
}

function arrowColumns(arrows: Arrow[]): ArrowColumns {
  return {
    labels: arrows.map(({ kind, name }) => ({ kind, name })),
    which: column(Uint32Array.from(arrows.keys())),
    lanes: column(Uint16Array.from(arrows.flatMap(({ from, to }) => [from.lane, to.lane]))),
    times: column(Float64Array.from(arrows.flatMap(({ from, to }) => [from.at_ns, to.at_ns]))),
  };
}

function pathColumns(pieces: Piece[]): PathColumns {
  return {
    lanes: column(Uint16Array.from(pieces.map(({ lane }) => lane))),
    times: column(Float64Array.from(pieces.flatMap(({ from_ns, to_ns }) => [from_ns, to_ns]))),
  };
}

export function column(numbers: Float64Array | Uint8Array | Uint16Array | Uint32Array): Bytes {
  return new Uint8Array(numbers.buffer) as unknown as Bytes;
}
