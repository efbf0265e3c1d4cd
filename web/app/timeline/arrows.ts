// Which arrows of a timeline are drawn, and which of them begin or end at a span. Pure.
import type { Arrow, Span, Timeline } from '../schema.ts';
import type { TimeRange } from './viewport.ts';

/** More of them in view than this would hide what they explain: then only those of one span are drawn. */
const MOST_AT_ONCE = 80;

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

/** Those that end and those that begin while a lane is in a span. */
export function arrowsOf({ arrows }: Timeline, lane: number, span: Span): { incoming: Arrow[]; outgoing: Arrow[] } {
  const within = (end: { lane: number; at_ns: number }) =>
    end.lane === lane && end.at_ns >= span.from_ns && end.at_ns <= span.to_ns;
  return { incoming: arrows.filter(({ to }) => within(to)), outgoing: arrows.filter(({ from }) => within(from)) };
}
