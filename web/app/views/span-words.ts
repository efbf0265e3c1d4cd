// What a span is, in words: for the tip beside the pointer, for the details, and for those who cannot see it.
import { counted, exact, moment } from '../format.ts';
import { AWAITED_MEANINGS, STATE_MEANINGS } from '../glossary.ts';
import type { Arrow, DeadEnd, OutputLine } from '../schema.ts';
import { timelines } from '../state.ts';
import { arrowsOf } from '../timeline/arrows.ts';
import { printedOn } from '../timeline/draw-printed.ts';
import { findSpan, type SpanRef } from '../timeline/rows.ts';
import { waitOf } from '../timeline/waits.ts';

export type Found = NonNullable<ReturnType<typeof findSpan>>;

export function find(ref: SpanRef | null): Found | null {
  return findSpan(timelines.value, ref);
}

/** A span in which very much comes and goes is not told in full. */
const MOST_CAUSES = 3;
const MOST_LINES = 3;

/** Why somebody waited, who ended that and when, as core says it; and what came from other lanes and went to them during the span. */
export function causes(found: Found): string[] {
  const { timeline, row, span } = found;
  const wait = waitOf(timeline, row, span);
  const lane = (id: number) => timeline.lanes.find(lane => lane.id === id)?.name ?? '';
  const { arrows } = timeline;
  const { incoming, outgoing } = arrowsOf(arrows, row.lane.id, span);
  const [came, went] = [incoming, outgoing].map(places => places.flatMap(place => arrows.at(place) ?? [])) as [Arrow[], Arrow[]];
  // What ended a wait, its sentence says.
  const told = ({ kind }: Arrow) => wait !== undefined && kind !== 'message';
  const all = [
    ...came.filter(arrow => !told(arrow)).map(arrow => cameBy(arrow, lane(arrow.from.lane))),
    ...went.map(arrow => wentBy(arrow, lane(arrow.to.lane))),
  ];
  const more = all.length - MOST_CAUSES;
  const said = more > 0 ? [...all.slice(0, MOST_CAUSES), `and ${more} more`] : all;
  return wait ? [wait.words, ...said] : said;
}

/** The lines that were printed during the span, nearest to a moment first come, if there are many. */
export function printed({ timeline, row, span }: Found, near_ns = span.from_ns): string[] {
  const own = printedOn(timeline, row.lane.id);
  const of = (line: OutputLine) => row.kind === 'lane' || line.task === span.task;
  const within = own.filter(line => line.at_ns >= span.from_ns && line.at_ns <= span.to_ns && of(line));
  const distance = (line: OutputLine) => Math.abs(line.at_ns - near_ns);
  const shown = within.toSorted((a, b) => distance(a) - distance(b)).slice(0, MOST_LINES);
  const words = shown.sort((a, b) => a.at_ns - b.at_ns).map(({ at_ns, text }) => `printed “${text}” at ${moment(at_ns)}`);
  const more = within.length - shown.length;
  return more > 0 ? [...words, `and ${counted(more, 'more line')}`] : words;
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

/** Why it is as it is: of a wait what core says, of anything else what its state means; then what came and went. */
export function why(found: Found): string[] {
  const told = waitOf(found.timeline, found.row, found.span);
  return told ? causes(found) : [meaning(found), ...causes(found)];
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
  return [first, ...deadEnds(found).map(({ words }) => words.replace(/\.$/, '')), ...causes(found), ...printed(found), '']
    .join('. ')
    .trim();
}
