// What a span is, in words: for the tip beside the pointer, for the details, and for those who cannot see it.
import { exact, moment } from '../format.ts';
import { AWAITED_MEANINGS, STATE_MEANINGS } from '../glossary.ts';
import type { Arrow, DeadEnd } from '../schema.ts';
import { timelines } from '../state.ts';
import { arrowsOf } from '../timeline/arrows.ts';
import { findSpan, type SpanRef } from '../timeline/rows.ts';

export type Found = NonNullable<ReturnType<typeof findSpan>>;

export function find(ref: SpanRef | null): Found | null {
  return findSpan(timelines.value, ref);
}

/** A span in which very much comes and goes is not told in full. */
const MOST_CAUSES = 3;

/** What came from other lanes and went to them during the span: messages, and locks that changed hands. */
export function causes({ timeline, row, span }: Found): string[] {
  const lane = (id: number) => timeline.lanes.find(lane => lane.id === id)?.name ?? '';
  const { incoming, outgoing } = arrowsOf(timeline, row.lane.id, span);
  const all = [
    ...incoming.map(arrow => cameBy(arrow, lane(arrow.from.lane))),
    ...outgoing.map(arrow => wentBy(arrow, lane(arrow.to.lane))),
  ];
  const more = all.length - MOST_CAUSES;
  return more > 0 ? [...all.slice(0, MOST_CAUSES), `and ${more} more`] : all;
}

function cameBy({ kind, name, from }: Arrow, lane: string): string {
  const at = moment(from.at_ns);
  if (kind === 'spawn') return `asked for by ${lane} at ${at}`;
  if (kind === 'join') return `${lane} ended at ${at}`;
  return `${kind === 'message' ? `a message of ${name}` : name} from ${lane}, which let it go at ${at}`;
}

function wentBy({ kind, name, to }: Arrow, lane: string): string {
  const at = moment(to.at_ns);
  if (kind === 'spawn') return `${lane} asked for, which began at ${at}`;
  if (kind === 'join') return `${lane} went on at ${at}`;
  return `${kind === 'message' ? `a message of ${name}` : name} to ${lane}, which had it at ${at}`;
}

/** What its state means, and of a wait what for. */
export function meaning({ span }: Found): string {
  return span.awaited ? AWAITED_MEANINGS[span.awaited] : STATE_MEANINGS[span.state];
}

/** What was found on its lane during the span that could never end. */
export function deadEnds({ timeline, row, span }: Found): DeadEnd[] {
  return timeline.dead_ends.filter(one => one.lane === row.lane.id && one.at_ns >= span.from_ns && one.at_ns < span.to_ns);
}

export function taskOf({ timeline, span }: Found): string {
  return span.task === null ? '' : (timeline.tasks[span.task] ?? '');
}

/** The name of the lock or queue that the lane was blocked on. */
export function resource({ timeline, span }: Found): string {
  return span.resource === null ? '' : (timeline.resources[span.resource] ?? '');
}

/** The model, the lane, and in which process that is. */
export function whereabouts({ timeline, row: { lane } }: Found): string {
  const process = lane.process === null ? '' : ` (${lane.kind === 'process' ? 'process' : 'worker'} ${lane.process})`;
  return [timeline.title, `${lane.name}${process}`].filter(Boolean).join(', ');
}

/** What a span is, in one sentence for those who cannot see it. */
export function describe(ref: SpanRef): string {
  const found = find(ref);
  if (!found) return '';
  const { timeline, row, span } = found;
  const on = resource(found) ? ` on ${resource(found)}` : '';
  const task = taskOf(found) ? ` for ${taskOf(found)}` : '';
  const times = `from ${exact(span.from_ns)} to ${exact(span.to_ns)}, ${exact(span.to_ns - span.from_ns)} long`;
  const first = `${timeline.title}, ${row.lane.name}: ${span.state}${on}${task}, ${times}`;
  return [first, ...deadEnds(found).map(({ words }) => words.replace(/\.$/, '')), ...causes(found), ''].join('. ').trim();
}
