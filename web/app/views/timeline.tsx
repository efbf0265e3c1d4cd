// What happened: every model's lanes on one time axis, with zoom buttons, legend and hints.
import { STATE_MEANINGS, STATES } from '../glossary.ts';
import { activity, alignedTask, chosenTask, end_ns, tasksToAlign, timelines, visibleRange, zoomedRange } from '../state.ts';
import { zoomed } from '../timeline/viewport.ts';
import { tooltip } from '../tooltip.ts';
import { Swatch } from './swatch.tsx';
import { Term } from './term.tsx';
import { Canvas } from './timeline-canvas.tsx';

const ZOOM_STEP = 2;

export function TimelineSection() {
  const empty = timelines.value.length === 0;
  const zoom = (factor: number) => {
    const { from, to } = visibleRange.value;
    zoomedRange.value = zoomed({ from, to }, factor, (from + to) / 2, end_ns.value);
  };
  const dropped = timelines.value.filter(one => one.dropped > 0);
  return (
    <section class="happened" aria-labelledby="happened-title">
      <div class="section-head">
        <h2 id="happened-title">What happened</h2>
        <p class="caption">
          {empty ? emptyWords() : 'The run nearest to the median.'} <Term id="lane">Each row is a lane.</Term>
        </p>
        <Alignment />
        <fieldset class="tools" aria-label="Zoom">
          <button type="button" class="quiet icon" disabled={empty} aria-label="Zoom out" onClick={() => zoom(1 / ZOOM_STEP)}>
            −
          </button>
          <button type="button" class="quiet icon" disabled={empty} aria-label="Zoom in" onClick={() => zoom(ZOOM_STEP)}>
            +
          </button>
          <button
            type="button"
            class="quiet small"
            disabled={empty || zoomedRange.value === null}
            onClick={() => {
              zoomedRange.value = null;
            }}
          >
            Show all
          </button>
        </fieldset>
      </div>
      <Canvas />
      <Legend />
      {dropped.map(one => (
        <p key={one.key} class="caption">
          {one.title}: {one.dropped} events did not fit into the buffers and are missing here.
        </p>
      ))}
      <p class="caption hint" id="timeline-keys">
        Drag to move, Ctrl + wheel or pinch to zoom. Keys: W S zoom, A D move, arrows go from span to span, 0 shows all.
      </p>
    </section>
  );
}

/**
 * Where several timelines have a task in common, it can start at the same moment in all of them. Always there, so that nothing moves
 * when they have.
 */
function Alignment() {
  return (
    <label class="align">
      aligned by
      <select
        disabled={tasksToAlign.value.length === 0}
        value={alignedTask.value ?? ''}
        onChange={event => {
          chosenTask.value = event.currentTarget.value || null;
          zoomedRange.value = null;
        }}
      >
        <option value="">the start</option>
        {tasksToAlign.value.map(task => (
          <option key={task} value={task}>
            {task}
          </option>
        ))}
      </select>
    </label>
  );
}

function emptyWords(): string {
  // As long as the words that follow, so that both need the same lines.
  if (activity.value.phase === 'running') return 'Lanes appear with the first run.';
  if (activity.value.phase === 'failed') return 'Nothing was recorded.';
  return 'After a run: what each thread, process and event loop did.';
}

function Legend() {
  return (
    <ul class="legend">
      {STATES.filter(state => state !== 'idle').map(state => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must reach the explanation that a mouse gets by hovering.
        <li key={state} tabIndex={0} {...tooltip(`${state}: ${STATE_MEANINGS[state]}`)}>
          <Swatch state={state} />
          {state}
          <span class="visually-hidden">: {STATE_MEANINGS[state]}</span>
        </li>
      ))}
    </ul>
  );
}
