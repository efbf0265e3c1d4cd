// What happened: every model's lanes on one time axis, with zoom buttons, legend and hints.
import { showAllModels } from '../actions.ts';
import { DEAD_END_MEANING, STATE_MEANINGS, STATES } from '../glossary.ts';
import {
  activity,
  alignedTask,
  chosenModels,
  chosenTask,
  end_ns,
  litPath,
  measuring,
  tasksToAlign,
  timelines,
  visibleRange,
  zoomedRange,
} from '../state.ts';
import { zoomed } from '../timeline/viewport.ts';
import { tooltip } from '../tooltip.ts';
import { Details } from './details.tsx';
import { Find } from './find.tsx';
import { KeyHelpButton } from './key-help.tsx';
import { Minimap } from './minimap.tsx';
import { ReplayBar, replayByKey } from './replay-bar.tsx';
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
    <section class="happened" aria-labelledby="happened-title" onKeyDown={replayByKey}>
      <div class="section-head">
        <h2 id="happened-title">What happened</h2>
        <p class="caption">
          {empty ? emptyWords() : 'The run nearest to the median.'} <InFocus />
        </p>
        <Alignment />
        <fieldset class="tools" aria-label="What is shown">
          <button
            type="button"
            class="quiet small"
            disabled={empty}
            aria-pressed={measuring.value}
            onClick={() => {
              measuring.value = !measuring.value;
            }}
            {...tooltip('Drag over the lanes to add up what they did. Without this button: Shift + drag.')}
          >
            Measure
          </button>
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
      <ReplayBar />
      <Minimap />
      <Canvas />
      <Details />
      <Legend />
      <Find />
      {dropped.map(one => (
        <p key={one.key} class="caption">
          {one.title}: {one.dropped} events did not fit into the buffers and are missing here.
        </p>
      ))}
      <div class="hint">
        <p class="caption" id="timeline-keys">
          Click a span for its details, a name to put that model in focus. Drag to move, Shift + drag to measure, Ctrl + wheel or
          pinch to zoom; arrow keys go from span to span.
        </p>
        <PathButton disabled={empty} />
        <KeyHelpButton />
      </div>
    </section>
  );
}

/** The way back to all models, in the place of what is known by then, so that no control moves. */
function InFocus() {
  if (chosenModels.value.focused === null) return <Term id="lane">Each row is a lane.</Term>;
  return (
    <button type="button" class="quiet small" onClick={showAllModels}>
      All models
    </button>
  );
}

function PathButton({ disabled }: { disabled: boolean }) {
  return (
    <button
      type="button"
      class="quiet small"
      disabled={disabled}
      aria-pressed={litPath.value}
      onClick={() => {
        litPath.value = !litPath.value;
      }}
      {...tooltip('Light what, had it been shorter, would have ended the run earlier, and say what it consists of.')}
    >
      Critical path
    </button>
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
  const deadEnds = timelines.value.some(one => one.dead_ends.length > 0);
  return (
    <ul class="legend">
      {STATES.map(state => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must reach the explanation that a mouse gets by hovering.
        <li key={state} tabIndex={0} {...tooltip(`${state}: ${STATE_MEANINGS[state]}`)}>
          <Swatch state={state} />
          {state}
          {state === 'running' && <span class="faint">(tasks by turns in two blues)</span>}
          <span class="visually-hidden">: {STATE_MEANINGS[state]}</span>
        </li>
      ))}
      {deadEnds && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: as above.
        <li tabIndex={0} {...tooltip(DEAD_END_MEANING)}>
          <svg class="cross" viewBox="0 0 10 10" aria-hidden="true">
            <path d="M1.5 1.5 8.5 8.5M1.5 8.5 8.5 1.5" />
          </svg>
          deadlock
          <span class="visually-hidden">: {DEAD_END_MEANING}</span>
        </li>
      )}
    </ul>
  );
}
