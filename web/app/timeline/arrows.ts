// Which arrows of a timeline are drawn, which of them begin or end at a span, and the chain of causes that led to it. Pure.
import type { Span } from '../schema.ts';
import type { ArrowList } from './arrow-list.ts';
import type { TimeRange } from './viewport.ts';

/** More of them in view than this would hide what they explain: then only those of one span are drawn. */
const MOST_AT_ONCE = 80;
/** So many causes of causes are followed. */
const LONGEST_CHAIN = 60;

/** Those that are seen in a stretch of time, or none if they are too many; by their places. */
export function arrowsInView(arrows: ArrowList, range: TimeRange): number[] {
  return arrows.within(range, MOST_AT_ONCE);
}

/** Those that end and those that begin while a lane is in a span. */
export function arrowsOf(arrows: ArrowList, lane: number, { from_ns, to_ns }: Span): { incoming: number[]; outgoing: number[] } {
  return { incoming: arrows.onLane(lane, 'to', from_ns, to_ns), outgoing: arrows.onLane(lane, 'from', from_ns, to_ns) };
}

/** What led to a span, back to the beginning of the run: the last arrow to its lane, the last one before that to the lane it came from, and so on. */
export function chainTo(arrows: ArrowList, lane: number, { to_ns }: Span): number[] {
  const chain: number[] = [];
  let [at, at_ns] = [lane, to_ns];
  while (chain.length < LONGEST_CHAIN) {
    const last = arrows.lastTo(at, at_ns);
    // Where the clock stood still, two lanes may seem to cause each other.
    if (last === undefined || chain.includes(last)) break;
    chain.push(last);
    [at, at_ns] = [arrows.lane(last, 'from'), arrows.at_ns(last, 'from')];
  }
  return chain;
}
