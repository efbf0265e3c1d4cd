// The exact facts about one span, beside the pointer or the selection, and as a sentence.
import { exact, moment } from '../format.ts';
import { STATE_MEANINGS } from '../glossary.ts';
import type { Arrow, Span } from '../schema.ts';
import { hovered, selected, timelines, visibleRange } from '../state.ts';
import { arrowsOf } from '../timeline/arrows.ts';
import { type Scene, xOf } from '../timeline/layout.ts';
import { findSpan, type SpanRef } from '../timeline/rows.ts';
import { Swatch } from './swatch.tsx';

type Found = NonNullable<ReturnType<typeof findSpan>>;

function find(ref: SpanRef | null): Found | null {
  return findSpan(timelines.value, ref);
}

/** A span in which very much comes and goes is not told in full. */
const MOST_CAUSES = 3;

/** What came from other lanes and went to them during the span: messages, and locks that changed hands. */
function causes({ timeline, row, span }: Found): string[] {
  const lane = (id: number) => timeline.lanes.find(lane => lane.id === id)?.name ?? '';
  const what = ({ kind, name }: Arrow) => (kind === 'message' ? `a message of ${name}` : name);
  const { incoming, outgoing } = arrowsOf(timeline, row.lane.id, span);
  const all = [
    ...incoming.map(arrow => `${what(arrow)} from ${lane(arrow.from.lane)}, which let it go at ${moment(arrow.from.at_ns)}`),
    ...outgoing.map(arrow => `${what(arrow)} to ${lane(arrow.to.lane)}, which had it at ${moment(arrow.to.at_ns)}`),
  ];
  const more = all.length - MOST_CAUSES;
  return more > 0 ? [...all.slice(0, MOST_CAUSES), `and ${more} more`] : all;
}

/** What a span is, in one sentence for those who cannot see it. */
export function describe(ref: SpanRef): string {
  const found = find(ref);
  if (!found) return '';
  const { timeline, row, span } = found;
  const on = resource(found) ? ` on ${resource(found)}` : '';
  const task = taskOf(found) ? ` for ${taskOf(found)}` : '';
  const times = `from ${exact(span.from_ns)} to ${exact(span.to_ns)}, ${exact(span.to_ns - span.from_ns)} long`;
  return [`${timeline.title}, ${row.lane.name}: ${span.state}${on}${task}, ${times}`, ...causes(found), ''].join('. ').trim();
}

function taskOf({ timeline, span }: Found): string {
  return span.task === null ? '' : (timeline.tasks[span.task] ?? '');
}

/** The name of the lock or queue that the lane was blocked on. */
function resource({ timeline, span }: Found): string {
  return span.resource === null ? '' : (timeline.resources[span.resource] ?? '');
}

const GAP = 14;
const WIDTH = 260;

interface SpanTooltipProps {
  scene: Scene;
  pointer: { x: number; y: number } | null;
}

export function SpanTooltip({ scene, pointer }: SpanTooltipProps) {
  const ref = hovered.value ?? (pointer ? null : selected.value);
  const found = find(ref);
  if (!ref || !found) return null;
  const at = pointer && hovered.value ? pointer : anchor(scene, ref, found.span);
  const left = Math.max(0, Math.min(at.x + GAP, scene.width - WIDTH));
  const { row, span, timeline } = found;
  const { lane } = row;
  return (
    <div
      class="span-tip"
      style={{ transform: `translate(${Math.round(left)}px, ${Math.round(at.y + GAP)}px)` }}
      aria-hidden="true"
    >
      <p class="span-state">
        <Swatch key={span.state} state={span.state} />
        <b>{span.state}</b>
        {resource(found) && ` on ${resource(found)}`}
        {taskOf(found) && <span class="span-task">{taskOf(found)}</span>}
      </p>
      <p class="faint">{STATE_MEANINGS[span.state]}</p>
      <dl>
        <dt>from</dt>
        <dd>{moment(span.from_ns)}</dd>
        <dt>to</dt>
        <dd>{moment(span.to_ns)}</dd>
        <dt>duration</dt>
        <dd>{exact(span.to_ns - span.from_ns)}</dd>
      </dl>
      {causes(found).map(sentence => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p class="faint">
        {timeline.title}, {lane.name}
        {lane.process !== null && ` (${lane.kind === 'process' ? 'process' : 'worker'} ${lane.process})`}
      </p>
    </div>
  );
}

/** Below the selected span. */
function anchor(scene: Scene, ref: SpanRef, span: Span): { x: number; y: number } {
  const group = scene.groups.find(group => group.timeline === ref.timeline);
  const row = group?.rows[ref.row];
  const x = xOf(scene, visibleRange.value, span.from_ns + (group?.begins_ns ?? 0));
  return { x: Math.max(scene.left, x), y: (row?.y ?? 0) + (row?.height ?? 0) - GAP / 2 };
}
