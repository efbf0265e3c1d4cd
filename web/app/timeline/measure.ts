// What lanes did during a stretch of time: sums by state, for the details. They depend on the pointer, and so cannot come from core. Pure.
import { STATES } from '../glossary.ts';
import type { Span, State } from '../schema.ts';
import { firstEndingAfter } from './spans.ts';
import type { TimeRange } from './viewport.ts';

export interface Sum {
  state: State;
  ns: number;
}

/** Nanoseconds by state within a stretch, in the order of STATES; states that do not occur are left out. */
export function sumsOf(rows: Span[][], { from, to }: TimeRange): Sum[] {
  const sums = new Map<State, number>();
  for (const spans of rows) {
    for (let i = firstEndingAfter(spans, from); i < spans.length; i++) {
      const span = spans[i] as Span;
      if (span.from_ns >= to) break;
      const ns = Math.min(span.to_ns, to) - Math.max(span.from_ns, from);
      sums.set(span.state, (sums.get(span.state) ?? 0) + ns);
    }
  }
  return STATES.flatMap(state => (sums.has(state) ? { state, ns: sums.get(state) ?? 0 } : []));
}

/** The moments at which something changes on a row are found again within so many pixels of the pointer. */
const SNAP = 6;

/** A moment, or the edge of a span of the row if one is near; `ns_per_pixel` is the scale of the view. */
export function snapped(at_ns: number, spans: Span[], ns_per_pixel: number): number {
  const here = firstEndingAfter(spans, at_ns);
  const edges = [spans[here - 1], spans[here]].flatMap(span => (span ? [span.from_ns, span.to_ns] : []));
  const nearest = edges.sort((a, b) => Math.abs(a - at_ns) - Math.abs(b - at_ns))[0];
  return nearest !== undefined && Math.abs(nearest - at_ns) <= SNAP * ns_per_pixel ? nearest : at_ns;
}
