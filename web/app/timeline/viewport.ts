// Moving about in time: zoom and pan of the visible range, always within the run. Pure.

/** A stretch of time on the timeline, in nanoseconds. */
export interface TimeRange {
  from: number;
  to: number;
}

/** The closest zoom: the view is then a microsecond long. */
const SHORTEST_NS = 1_000;
/** Of a stretch that is fitted into the view, how much longer the view is. */
const FITTED = 1.1;

/** The end of the run that ends last, where the axis ends when all is shown. */
export function endOf(timelines: { wall_ns: number }[], begins_ns: number[]): number {
  return Math.max(1, ...timelines.map((timeline, place) => timeline.wall_ns + (begins_ns[place] ?? 0)));
}

export function wholeRun(end_ns: number): TimeRange {
  return { from: 0, to: end_ns };
}

/** Zooms by a factor (above 1 is closer) around a moment, which keeps its place in the view. */
export function zoomed(range: TimeRange, factor: number, around: number, end_ns: number): TimeRange {
  const length = range.to - range.from;
  const newLength = Math.min(end_ns, Math.max(Math.min(SHORTEST_NS, end_ns), length / factor));
  const from = around - (around - range.from) * (newLength / length);
  return clamped({ from, to: from + newLength }, end_ns);
}

/** Moves the range by a share of its own length: 1 is one screen later. */
export function panned(range: TimeRange, share: number, end_ns: number): TimeRange {
  return moved(range, (range.to - range.from) * share, end_ns);
}

/** Moves the range by a time. */
export function moved(range: TimeRange, by_ns: number, end_ns: number): TimeRange {
  return clamped({ from: range.from + by_ns, to: range.to + by_ns }, end_ns);
}

/** Moves no further than needed to bring a stretch into view, and zooms out when it is longer than the view. */
export function revealing(range: TimeRange, from: number, to: number, end_ns: number): TimeRange {
  const length = range.to - range.from;
  if (to - from > length) return clamped({ from, to }, end_ns);
  if (from < range.from) return clamped({ from, to: from + length }, end_ns);
  if (to > range.to) return clamped({ from: to - length, to }, end_ns);
  return range;
}

/** A stretch with a little of what is around it, however short it is. */
export function fitted({ from, to }: TimeRange, end_ns: number): TimeRange {
  const length = Math.max(SHORTEST_NS, (to - from) * FITTED);
  const middle = (from + to) / 2;
  return clamped({ from: middle - length / 2, to: middle + length / 2 }, end_ns);
}

function clamped(range: TimeRange, end_ns: number): TimeRange {
  const length = Math.min(end_ns, range.to - range.from);
  const from = Math.min(Math.max(0, range.from), end_ns - length);
  return { from, to: from + length };
}
