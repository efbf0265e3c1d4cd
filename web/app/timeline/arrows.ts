// Which arrows of a timeline are drawn, which of them begin or end at a span, and the chain of causes that led to it. Pure.
import type { Arrow, Span, Timeline } from '../schema.ts';
import { byLane } from './by-lane.ts';
import type { TimeRange } from './viewport.ts';

/** More of them in view than this would hide what they explain: then only those of one span are drawn. */
const MOST_AT_ONCE = 80;
/** So many causes of causes are followed. */
const LONGEST_CHAIN = 60;

/** Those that are seen in a stretch of time, or none if they are too many. */
export function arrowsInView({ arrows }: Timeline, { from, to }: TimeRange): Arrow[] {
  const found: Arrow[] = [];
  for (const arrow of arrows) {
    if (arrow.to.at_ns < from || arrow.from.at_ns > to) continue;
    if (found.length === MOST_AT_ONCE) return [];
    found.push(arrow);
  }
  return found;
}

/** The arrows of each lane, in the order of time: those that end there by their ends, those that begin there by their beginnings. */
interface OfLanes {
  to: Map<number, Arrow[]>;
  from: Map<number, Arrow[]>;
}

const cache = new WeakMap<Timeline, OfLanes>();

/** Computed once for each timeline: pointing asks many times a second. */
function ofLanes(timeline: Timeline): OfLanes {
  const known = cache.get(timeline);
  if (known) return known;
  const made = { to: inOrder(timeline.arrows, 'to'), from: inOrder(timeline.arrows, 'from') };
  cache.set(timeline, made);
  return made;
}

function inOrder(arrows: Arrow[], end: 'to' | 'from'): Map<number, Arrow[]> {
  const lanes = byLane(arrows, arrow => arrow[end].lane);
  for (const own of lanes.values()) own.sort((a, b) => a[end].at_ns - b[end].at_ns);
  return lanes;
}

/** How many of these begin or end no later than a moment. */
function upTo(arrows: Arrow[], end: 'to' | 'from', at_ns: number): number {
  let [low, high] = [0, arrows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((arrows[middle] as Arrow)[end].at_ns <= at_ns) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Those that end and those that begin while a lane is in a span. */
export function arrowsOf(timeline: Timeline, lane: number, span: Span): { incoming: Arrow[]; outgoing: Arrow[] } {
  const within = (end: 'to' | 'from') => {
    const own = ofLanes(timeline)[end].get(lane) ?? [];
    return own.slice(upTo(own, end, span.from_ns - 1), upTo(own, end, span.to_ns));
  };
  return { incoming: within('to'), outgoing: within('from') };
}

/** What led to a span, back to the beginning of the run: the last arrow to its lane, the last one before that to the lane it came from, and so on. */
export function chainTo(timeline: Timeline, lane: number, span: Span): Arrow[] {
  const chain: Arrow[] = [];
  let [at, at_ns] = [lane, span.to_ns];
  while (chain.length < LONGEST_CHAIN) {
    const own = ofLanes(timeline).to.get(at) ?? [];
    const last = own[upTo(own, 'to', at_ns) - 1];
    // Where the clock stood still, two lanes may seem to cause each other.
    if (!last || chain.includes(last)) break;
    chain.push(last);
    [at, at_ns] = [last.from.lane, last.from.at_ns];
  }
  return chain;
}
