// The minimap: everything in a few thin rows, and a brush over the part that is in view. Where things are, and what dragging does. Pure.
import { moved, type TimeRange } from './viewport.ts';

export const HEIGHT = 26;
const MARGIN = 3;
const THICKEST = 5;

/** The rows of so many timelines, in pixels from the top, as thick as there is room. */
export function rowsOfMap(count: number): { y: number; height: number }[] {
  const room = HEIGHT - 2 * MARGIN;
  const pitch = Math.min(THICKEST + 1, room / Math.max(1, count));
  const top = MARGIN + (room - pitch * count) / 2;
  return Array.from({ length: count }, (_, i) => ({ y: top + i * pitch, height: Math.max(1, pitch - 1) }));
}

/** What of the brush was taken hold of: an edge, all of it, or nothing, which draws another one. */
export type Grip = 'from' | 'to' | 'all' | 'new';

/** How near to an edge it is taken hold of, in pixels. */
const EDGE = 7;

/** What is taken hold of at a point; `from` and `to` are the edges of the brush, all in pixels. */
export function gripAt(x: number, from: number, to: number, isWhole: boolean): Grip {
  if (isWhole) return 'new';
  const [toFrom, toTo] = [Math.abs(x - from), Math.abs(x - to)];
  if (Math.min(toFrom, toTo) <= EDGE) return toFrom < toTo ? 'from' : 'to';
  return x > from && x < to ? 'all' : 'new';
}

/** The range after a drag from one moment to another; `null` is everything. */
export function brushed(grip: Grip, before: TimeRange, start_ns: number, now_ns: number, end_ns: number): TimeRange | null {
  switch (grip) {
    case 'from':
      return between(now_ns, before.to, end_ns);
    case 'to':
      return between(before.from, now_ns, end_ns);
    case 'all':
      return moved(before, now_ns - start_ns, end_ns);
    case 'new':
      return between(start_ns, now_ns, end_ns);
  }
}

/** The range moved so that a moment is in its middle. */
export function centred(range: TimeRange, at_ns: number, end_ns: number): TimeRange {
  return moved(range, at_ns - (range.from + range.to) / 2, end_ns);
}

function between(a: number, b: number, end_ns: number): TimeRange | null {
  const [from, to] = [Math.max(0, Math.min(a, b)), Math.min(end_ns, Math.max(a, b))];
  return to <= from || (from === 0 && to === end_ns) ? null : { from, to };
}
