// Level of detail: which spans of a row get a bar of their own, and which share a pixel. Pure; no span is left out, and none is looked at but
// the first and the last of a pixel: what lies between comes from core's running totals.
import { STATES } from '../glossary.ts';
import { beginningFrom, endingAfter, type SpanList } from './span-list.ts';
import type { TimeRange } from './viewport.ts';

/** A span wide enough to be a bar. */
export interface Bar {
  span: number;
  x0: number;
  x1: number;
}

/** Columns in which several spans meet. */
export interface Columns {
  /** Of each, in pixels. */
  width: number;
  /** Where each begins. */
  xs: number[];
  /** The share of each state in each column, in the order of STATES. */
  shares: number[];
}

export interface Pieces {
  bars: Bar[];
  columns: Columns;
}

/** A narrower span shares a column with its neighbours. */
const MIN_BAR = 1.5;
const COLUMN = 1;

/** Cuts the visible part of a row into pieces, from `left` to `right` in pixels. */
export function pieces(spans: SpanList, range: TimeRange, left: number, right: number): Pieces {
  const scale = (right - left) / (range.to - range.from);
  const x = (at_ns: number) => Math.min(right, Math.max(left, left + (at_ns - range.from) * scale));
  const isBar = (place: number) => (spans.to(place) - spans.from(place)) * scale >= MIN_BAR;
  const bars: Bar[] = [];
  const columns: Columns = { width: COLUMN, xs: [], shares: [] };
  let i = endingAfter(spans, range.from);
  while (i < spans.length && spans.from(i) < range.to) {
    if (isBar(i)) {
      bars.push({ span: i, x0: x(spans.from(i)), x1: x(spans.to(i)) });
      i += 1;
      continue;
    }
    const at = Math.floor((x(spans.from(i)) - left) / COLUMN);
    const until_ns = range.from + ((at + 1) * COLUMN) / scale;
    let next = Math.max(i + 1, beginningFrom(spans, until_ns, i));
    // Of those that begin in one pixel, only the last can reach beyond it.
    if (next > i + 1 && isBar(next - 1)) next -= 1;
    addColumn(columns, left + at * COLUMN, sums => spans.addSpans(sums, i, next));
    i = next;
  }
  return { bars, columns };
}

/** Stretches the shares to the whole height, so that a column is seen however short its spans were. */
function addColumn({ xs, shares }: Columns, x: number, add: (sums: number[]) => void): void {
  const sums = STATES.map(() => 0);
  add(sums);
  const total = sums.reduce((sum, one) => sum + one, 0);
  xs.push(x);
  for (const sum of sums) shares.push(total > 0 ? sum / total : 0);
}
