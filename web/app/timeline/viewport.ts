// Moving about in time: zoom and pan of the visible range, always within the run. Pure.
import type { Range } from '../state.ts';

/** The closest look: one pixel is then about a nanosecond. */
const SHORTEST_NS = 1_000;

/** The whole run with a little room at its end. */
export function whole(end_ns: number): Range {
  return { from: 0, to: end_ns };
}

/** Zooms by a factor (above 1 is closer) around a moment, which stays where it is. */
export function zoomed(range: Range, factor: number, around: number, end_ns: number): Range {
  const length = range.to - range.from;
  const wanted = Math.min(end_ns, Math.max(Math.min(SHORTEST_NS, end_ns), length / factor));
  const from = around - (around - range.from) * (wanted / length);
  return within({ from, to: from + wanted }, end_ns);
}

/** Moves the range by a share of its own length: 1 is one screen later. */
export function panned(range: Range, share: number, end_ns: number): Range {
  const by = (range.to - range.from) * share;
  return within({ from: range.from + by, to: range.to + by }, end_ns);
}

/** Moves no further than needed to bring a stretch into view, and zooms out when it is longer than the view. */
export function revealing(range: Range, from: number, to: number, end_ns: number): Range {
  const length = range.to - range.from;
  if (to - from > length) return within({ from, to }, end_ns);
  if (from < range.from) return within({ from, to: from + length }, end_ns);
  if (to > range.to) return within({ from: to - length, to }, end_ns);
  return range;
}

function within(range: Range, end_ns: number): Range {
  const length = Math.min(end_ns, range.to - range.from);
  const from = Math.min(Math.max(0, range.from), end_ns - length);
  return { from, to: from + length };
}
