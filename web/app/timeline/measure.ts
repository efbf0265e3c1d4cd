// What lanes did during a stretch of time: sums by state, for the details. They depend on the pointer, and so cannot come from core. Pure.
import { STATES } from '../glossary.ts';
import type { State } from '../schema.ts';
import type { Summed } from './rows.ts';
import { endingAfter, type SpanList } from './span-list.ts';
import type { TimeRange } from './viewport.ts';

export interface Sum {
  state: State;
  ns: number;
}

/** Nanoseconds by state within a stretch, in the order of STATES; states that do not occur are left out. */
export function sumsOf(rows: Summed[], { from, to }: TimeRange): Sum[] {
  const sums = STATES.map(() => 0);
  for (const row of rows) row.addTimes(sums, from, to);
  return STATES.map((state, place) => ({ state, ns: sums[place] as number })).filter(({ ns }) => ns > 0);
}

/** The moments at which something changes on a row are found again within so many pixels of the pointer. */
const SNAP = 6;

/** A moment, or the edge of a span of the row if one is near; `ns_per_pixel` is the scale of the view. */
export function snapped(at_ns: number, spans: SpanList, ns_per_pixel: number): number {
  const here = endingAfter(spans, at_ns);
  const edges = [spans.at(here - 1), spans.at(here)].flatMap(span => (span ? [span.from_ns, span.to_ns] : []));
  const nearest = edges.sort((a, b) => Math.abs(a - at_ns) - Math.abs(b - at_ns))[0];
  return nearest !== undefined && Math.abs(nearest - at_ns) <= SNAP * ns_per_pixel ? nearest : at_ns;
}
