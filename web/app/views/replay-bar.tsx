// The controls of the replay, and what it tells: in one line each, always there, so that nothing moves when it begins.
import { exact } from '../format.ts';
import {
  heard,
  leave,
  loops,
  pause,
  playedRange,
  playhead,
  playing,
  seek,
  soloist,
  speed,
  step,
  stepsOnly,
  stretch,
  toBeginning,
  togglePlay,
  told,
} from '../replay.ts';
import { running, timelines } from '../state.ts';
import { factsOf, SPEEDS, type Speed } from '../timeline/replay.ts';
import { replayCommand } from '../timeline/replay-keys.ts';
import { tooltip } from '../tooltip.ts';

const SPEED_WORDS: Record<Speed, string> = {
  fit: 'in about 10 s',
  '10': '1 ms as 10 ms',
  '100': '1 ms as 100 ms',
  '1000': '1 ms as 1 s',
};
/** Where the sentences will stand, before there is one. */
const HINT = 'Each event is told here in a sentence: step with the arrows beside Play.';
/** The scrubber has so many places, whatever the run's length. */
const PLACES = 1_000;

export function ReplayBar() {
  const off = running.value || timelines.value.length === 0;
  return (
    <fieldset class="replay" aria-label="Replay of the recorded run" disabled={off}>
      <div class="replay-controls">
        <Step by={-1} name="One event back" />
        <button
          type="button"
          class="quiet small play"
          disabled={off || stepsOnly.value}
          onClick={togglePlay}
          {...tooltip(
            'Play what was recorded, slowly: all models at once, or the one in focus alone. Keys: space, comma, full stop.',
          )}
        >
          {playing.value ? 'Pause' : 'Play'}
        </button>
        <Step by={1} name="One event on" />
        <Scrubber />
        <label>
          <span class="visually-hidden">How fast it is played</span>
          <select
            value={speed.value}
            onChange={event => {
              speed.value = event.currentTarget.value as Speed;
            }}
          >
            {SPEEDS.map(id => (
              <option key={id} value={id}>
                {SPEED_WORDS[id]}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          class="quiet small"
          aria-pressed={loops.value}
          onClick={() => {
            loops.value = !loops.value;
          }}
          {...tooltip('Play the same again and again: what is measured, or else what is in view.')}
        >
          Loop
        </button>
      </div>
      <Said off={off} />
    </fieldset>
  );
}

/** Keys of the replay, pressed anywhere in the section around it. */
export function replayByKey(event: KeyboardEvent): void {
  const { target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof HTMLElement)) return;
  const command = replayCommand(event, target.matches('.timeline'));
  if (command === null) return;
  event.preventDefault();
  if (command === 'toggle') togglePlay();
  else if (command === 'beginning') toBeginning();
  else if (command === 'end') leave('The end.');
  else void step(command.by);
}

function Step({ by, name }: { by: 1 | -1; name: string }) {
  return (
    <button type="button" class="quiet icon" aria-label={name} onClick={() => void step(by)}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d={by > 0 ? 'M2 2 7 6 2 10ZM8.5 2V10' : 'M10 2 5 6 10 10ZM3.5 2V10'} />
      </svg>
    </button>
  );
}

function Scrubber() {
  const { from, to } = playedRange.value;
  const at_ns = playhead.value?.at_ns ?? to;
  return (
    <input
      type="range"
      aria-label="Moment of the replay"
      aria-valuetext={`${exact(Math.round(at_ns - from))} of ${exact(Math.round(to - from))}`}
      min={0}
      max={PLACES}
      value={Math.round((PLACES * (at_ns - from)) / Math.max(1, to - from))}
      onPointerDown={pause}
      onInput={event => {
        const place = Number(event.currentTarget.value);
        if (place >= PLACES) leave();
        else seek(from + (place / PLACES) * (to - from));
      }}
    />
  );
}

function Said({ off }: { off: boolean }) {
  const [{ from, to }, whole] = [stretch.value, playedRange.value];
  return (
    <div class="replay-said">
      <p class="facts">
        {off
          ? 'Replay: after a run, it is played again, slowly, as it was recorded.'
          : factsOf(speed.value, to - from, to - from < whole.to - whole.from)}
        {!off && soloist.value && ` ${soloist.value} alone.`}
        {!off && !soloist.value && timelines.value.length > 1 && (
          <span class="replay-hint"> All models at once; one in focus plays alone.</span>
        )}
        {!off && stepsOnly.value && ' Your system asks for less motion, so there are steps only.'}
      </p>
      <p class={told.value ? 'told' : 'told facts'} title={told.value?.words}>
        {told.value?.words ?? (off || playhead.value ? '' : HINT)}
      </p>
      <p class="visually-hidden" aria-live="polite">
        {heard.value}
      </p>
    </div>
  );
}
