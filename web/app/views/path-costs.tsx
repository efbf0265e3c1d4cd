// What the critical path of a run cost: a small stacked bar and the same in words, which add up to the time of the run.
import { useMemo } from 'preact/hooks';
import type { Cost, State } from '../schema.ts';
import type { Timeline } from '../timeline/timeline.ts';
import { StateBar } from './swatch.tsx';

/** Each is painted as the state of a lane that it comes from. */
const PAINTED_AS: Record<Cost, State> = {
  start: 'starting',
  send: 'messaging',
  queue: 'blocked',
  compute: 'running',
  wait: 'waiting',
  join: 'idle',
};

export function PathCosts({ timeline }: { timeline: Timeline }) {
  const { costs } = timeline.path;
  const parts = useMemo(
    () => costs.map(({ cost, ns }) => ({ state: PAINTED_AS[cost], share: ns / Math.max(1, timeline.wall_ns) })),
    [timeline],
  );
  if (!costs.length) return null;
  return (
    <tr class="path-costs">
      <th scope="row">critical path</th>
      <td class="bar">
        <StateBar parts={parts} class="state-bar" />
      </td>
      <td class="words">{costs.map(({ words }) => words).join(', ')}</td>
    </tr>
  );
}
