// The exact facts about the span under the pointer, beside it.
import { exact, moment } from '../format.ts';
import { hovered } from '../state.ts';
import { beginOf, type Scene } from '../timeline/layout.ts';
import { causes, deadEnds, find, meaning, printed, resource, taskOf, whereabouts } from './span-words.ts';
import { Swatch } from './swatch.tsx';

const GAP = 14;
const WIDTH = 260;

interface SpanTooltipProps {
  scene: Scene;
  pointer: { x: number; y: number; at_ns: number } | null;
}

export function SpanTooltip({ scene, pointer }: SpanTooltipProps) {
  const found = pointer && find(hovered.value);
  if (!found) return null;
  const left = Math.max(0, Math.min(pointer.x + GAP, scene.width - WIDTH));
  const { span } = found;
  return (
    <div
      class="span-tip"
      style={{ transform: `translate(${Math.round(left)}px, ${Math.round(pointer.y + GAP)}px)` }}
      aria-hidden="true"
    >
      <p class="span-state">
        <Swatch key={span.state} state={span.state} />
        <b>{span.state}</b>
        {resource(found) && ` on ${resource(found)}`}
        {taskOf(found) && <span class="span-task">{taskOf(found)}</span>}
      </p>
      <p class="faint">{meaning(found)}</p>
      <dl>
        <dt>from</dt>
        <dd>{moment(span.from_ns)}</dd>
        <dt>to</dt>
        <dd>{moment(span.to_ns)}</dd>
        <dt>duration</dt>
        <dd>{exact(span.to_ns - span.from_ns)}</dd>
      </dl>
      {deadEnds(found).map(({ at_ns, words }) => (
        <p key={at_ns} class="dead-end">
          {words}
        </p>
      ))}
      {causes(found).map(sentence => (
        <p key={sentence}>{sentence}</p>
      ))}
      {printed(found, pointer.at_ns - beginOf(scene, hovered.value?.timeline)).map(sentence => (
        <p key={sentence} class="printed">
          {sentence}
        </p>
      ))}
      <p class="faint">{whereabouts(found)}</p>
    </div>
  );
}
