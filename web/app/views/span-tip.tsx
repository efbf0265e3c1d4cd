// The exact facts about one span, beside the pointer or the selection, and as a sentence.
import { exact, moment } from '../format.ts';
import type { Span } from '../schema.ts';
import { hovered, type Place, range, selected, shown } from '../state.ts';
import { type Scene, xOf } from '../timeline/layout.ts';
import { spanAtPlace } from '../timeline/rows.ts';
import { whole } from '../timeline/viewport.ts';
import { STATE_WORDS } from '../words.ts';
import { Swatch } from './swatch.tsx';

type Found = NonNullable<ReturnType<typeof spanAtPlace>>;

function find(place: Place | null): Found | null {
  return spanAtPlace(shown.value?.view?.timelines ?? [], place);
}

/** What a span is, in one sentence for those who cannot see it. */
export function describe(place: Place): string {
  const found = find(place);
  if (!found) return '';
  const { timeline, row, span } = found;
  const on = resource(found) ? ` on ${resource(found)}` : '';
  const task = taskOf(found) ? ` for ${taskOf(found)}` : '';
  const times = `from ${exact(span.from_ns)} to ${exact(span.to_ns)}, ${exact(span.to_ns - span.from_ns)} long`;
  return `${timeline.title}, ${row.lane.name}: ${span.state}${on}${task}, ${times}.`;
}

function taskOf({ timeline, span }: Found): string {
  return span.task === null ? '' : (timeline.tasks[span.task] ?? '');
}

/** The name of what the lane was blocked on. */
function resource({ timeline, span }: Found): string {
  const result = shown.value?.report?.results.find(one => one.model === timeline.model);
  return span.resource === null ? '' : (result?.trace?.resources[span.resource] ?? '');
}

const GAP = 14;
const WIDTH = 260;

interface SpanTipProps {
  scene: Scene;
  pointer: { x: number; y: number } | null;
}

export function SpanTip({ scene, pointer }: SpanTipProps) {
  const place = hovered.value ?? (pointer ? null : selected.value);
  const found = find(place);
  if (!place || !found) return null;
  const at = pointer && hovered.value ? pointer : anchor(scene, place, found.span);
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
      <p class="faint">{STATE_WORDS[span.state]}</p>
      <dl>
        <dt>from</dt>
        <dd>{moment(span.from_ns)}</dd>
        <dt>to</dt>
        <dd>{moment(span.to_ns)}</dd>
        <dt>long</dt>
        <dd>{exact(span.to_ns - span.from_ns)}</dd>
      </dl>
      <p class="faint">
        {timeline.title}, {lane.name}
        {lane.process !== null && ` (${lane.kind === 'process' ? 'process' : 'worker'} ${lane.process})`}
      </p>
    </div>
  );
}

/** Below the span that the keyboard has chosen. */
function anchor(scene: Scene, place: Place, span: Span): { x: number; y: number } {
  const row = scene.groups.find(group => group.timeline === place.timeline)?.rows[place.row];
  const x = xOf(scene, range.value ?? whole(scene.end_ns), span.from_ns);
  return { x: Math.max(scene.left, x), y: (row?.y ?? 0) + (row?.height ?? 0) - GAP / 2 };
}
