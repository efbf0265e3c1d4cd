// What happened: every model's lanes on one time axis, with its tools, legend and hints.
import { activity, range, shown } from '../state.ts';
import { whole, zoomed } from '../timeline/viewport.ts';
import { tipped } from '../tip.ts';
import { STATE_WORDS, STATES } from '../words.ts';
import { Swatch } from './swatch.tsx';
import { Term } from './term.tsx';
import { Canvas } from './timeline-canvas.tsx';

const STEP = 2;

export function TimelineSection() {
  const view = shown.value?.view;
  const timelines = view?.timelines ?? [];
  const empty = timelines.length === 0;
  const end = Math.max(1, ...timelines.map(one => one.wall_ns));
  const zoom = (factor: number) => {
    const now = range.value ?? whole(end);
    range.value = zoomed(now, factor, (now.from + now.to) / 2, end);
  };
  const dropped = timelines.filter(one => one.dropped > 0);
  return (
    <section class="happened" aria-labelledby="happened-title">
      <div class="section-head">
        <h2 id="happened-title">What happened</h2>
        <p class="caption">
          {empty ? waitingWords() : 'The run nearest to the median.'} <Term id="lane">Each row is a lane.</Term>
        </p>
        <fieldset class="tools" aria-label="Zoom">
          <button type="button" class="quiet icon" disabled={empty} aria-label="Zoom out" onClick={() => zoom(1 / STEP)}>
            −
          </button>
          <button type="button" class="quiet icon" disabled={empty} aria-label="Zoom in" onClick={() => zoom(STEP)}>
            +
          </button>
          <button
            type="button"
            class="quiet small"
            disabled={empty || range.value === null}
            onClick={() => {
              range.value = null;
            }}
          >
            Show all
          </button>
        </fieldset>
      </div>
      <Canvas />
      <Legend />
      {dropped.map(one => (
        <p key={one.model} class="caption">
          {one.title}: {one.dropped} events did not fit into the buffers and are missing here.
        </p>
      ))}
      <p class="caption hint" id="timeline-keys">
        Drag to move, Ctrl + wheel or pinch to zoom. Keys: W S zoom, A D move, arrows go from span to span, 0 shows all.
      </p>
    </section>
  );
}

function waitingWords(): string {
  if (activity.value.phase === 'running') return 'A model’s lanes appear with its first measured run.';
  if (activity.value.phase === 'failed') return 'Nothing was recorded.';
  return 'After a run: what each thread, process and event loop did.';
}

function Legend() {
  return (
    <ul class="legend">
      {STATES.filter(state => state !== 'idle').map(state => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must reach the explanation that a mouse gets by hovering.
        <li key={state} tabIndex={0} {...tipped(`${state}: ${STATE_WORDS[state]}`)}>
          <Swatch state={state} />
          {state}
          <span class="unseen">: {STATE_WORDS[state]}</span>
        </li>
      ))}
    </ul>
  );
}
