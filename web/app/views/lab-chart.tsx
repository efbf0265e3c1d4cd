// One small chart of the laboratory: what each thread did, how long the lock's slices were, and a line for each figure.
import type { LabLane, LabPanel, State } from '../schema.ts';
import { Slices } from './slices.tsx';

/** Of a lane's height, so that states differ without their colours. */
const HEIGHTS: Record<State, number> = {
  running: 1,
  blocked: 0.5,
  ready: 0.5,
  messaging: 0.5,
  starting: 0.25,
  waiting: 0.12,
  idle: 0,
};

export function LabChart({ panel: { title, lanes, slices, facts } }: { panel: LabPanel }) {
  return (
    <article class="lab-chart">
      <h4>{title}</h4>
      {lanes.map(lane => (
        <div class="lab-lane" key={lane.name}>
          <span class="lab-name">{lane.name}</span>
          <Lane lane={lane} />
        </div>
      ))}
      <div class="lab-slices">{slices.length > 0 ? <Slices slices={slices} /> : <p class="caption">no lock, no slices</p>}</div>
      <dl>
        {facts.map(({ name, words }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </article>
  );
}

function Lane({ lane: { parts } }: { lane: LabLane }) {
  let at = 0;
  const rects = parts.map(({ state, columns }) => {
    const x = at;
    at += columns;
    const height = HEIGHTS[state];
    return <rect key={x} class={`lab-${state}`} x={x} width={columns} y={1 - height} height={height} />;
  });
  return (
    <svg viewBox={`0 0 ${at || 1} 1`} preserveAspectRatio="none" aria-hidden="true">
      {rects}
    </svg>
  );
}
