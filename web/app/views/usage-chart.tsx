// How many lanes of a run computed at once, from its beginning to its end: a small chart, and the same in core's words.
import { useMemo } from 'preact/hooks';
import type { Timeline } from '../timeline/timeline.ts';

interface Props {
  timeline: Timeline;
  /** The top of the chart, which all models share. */
  most: number;
}

export function UsageChart({ timeline, most }: Props) {
  const { computing, words } = timeline.usage;
  const area = useMemo(() => areaOf(computing, most), [computing, most]);
  if (!computing.length) return null;
  const whole = Array.from({ length: most }, (_, lane) => lane + 1);
  return (
    <tr class="usage">
      <th scope="row">computing at once</th>
      <td class="bar">
        <svg viewBox={`0 0 ${computing.length} ${most}`} preserveAspectRatio="none" aria-hidden="true">
          <path d={area} />
          {whole.map(lanes => (
            <line key={lanes} x1={0} x2={computing.length} y1={most - lanes} y2={most - lanes} />
          ))}
        </svg>
      </td>
      <td class="words">{words}</td>
    </tr>
  );
}

/** A lane that only begins or ends beside the others needs no room of its own. */
const BESIDE = 0.1;

/** The whole number of lanes that no chart goes beyond, so that charts beside each other can be compared. */
export function mostAtOnce(timelines: Timeline[]): number {
  return Math.max(1, ...timelines.flatMap(({ usage }) => usage.computing.map(lanes => Math.ceil(lanes - BESIDE))));
}

/** One step for each piece of time, over the ground. */
function areaOf(computing: number[], most: number): string {
  const steps = computing.map((lanes, piece) => `V${Math.max(0, most - lanes)}H${piece + 1}`);
  return `M0 ${most}${steps.join('')}V${most}Z`;
}
