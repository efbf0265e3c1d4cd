// The GIL's laboratory: sliders, and small charts of the setting and of what one change makes of it.
import { useEffect } from 'preact/hooks';
import { change, charts, compute, labRefusal, measure, settings } from '../gil-lab.ts';
import { nearestStop } from '../slider.ts';
import { catalog, engine, running } from '../state.ts';
import { LabChart } from './lab-chart.tsx';

const MOST_COMPUTING = 8;
const MOST_WAITING = 8;
/** In microseconds. */
const INTERVALS = [100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000];
const US_PER_MS = 1_000;

export function GilLab() {
  useEffect(() => {
    if (!charts.value) void compute();
  }, []);
  const now = settings.value;
  const shown = charts.value;
  return (
    <section aria-labelledby="gil-lab">
      <h3 id="gil-lab">Laboratory</h3>
      <p class="caption">
        Threads that compute beside threads that nap for a millisecond, again and again. First what is set, then what one change
        makes of it, each over its own time: running is high, waiting for the lock is half as high, napping is a line. Naps count
        while all threads are at work.
      </p>
      <div class="lab-controls">
        <Slider
          title="Computing threads"
          value={now.computing}
          range={[1, MOST_COMPUTING]}
          set={computing => change({ computing })}
        />
        <Slider title="Napping threads" value={now.waiting} range={[0, MOST_WAITING]} set={waiting => change({ waiting })} />
        <Slider
          title="Switch interval"
          value={nearestStop(INTERVALS, now.switch_interval_us)}
          range={[0, INTERVALS.length - 1]}
          words={`${now.switch_interval_us / US_PER_MS}\u00a0ms`}
          set={stop => change({ switch_interval_us: INTERVALS[stop] ?? now.switch_interval_us })}
        />
        <Choice id="checkpoint" value={now.checkpoint} set={checkpoint => change({ checkpoint })} />
        <Choice
          id="gil_profile"
          value={now.gil_profile}
          set={id => change({ gil_profile: id === 'python-2' ? 'python-2' : 'python-3' })}
        />
        <button
          type="button"
          class="quiet"
          disabled={running.value || engine.value?.mode !== 'threaded'}
          onClick={() => void measure()}
        >
          Measure it here
        </button>
      </div>
      <p class="gil-status lab-status" role="status">
        {labRefusal.value ??
          (shown?.measured
            ? 'Measured: one real run of each in this browser.'
            : 'Computed, not measured: on an ideal machine in virtual time, with a core for every thread, where waking up takes no time.')}
      </p>
      <div class="lab-charts">
        {shown?.panels.map(panel => (
          <LabChart key={panel.title} panel={panel} />
        ))}
      </div>
    </section>
  );
}

interface SliderProps {
  title: string;
  value: number;
  range: [number, number];
  /** What the value means, where that is not the value itself. */
  words?: string;
  set(value: number): void;
}

function Slider({ title, value, range: [min, max], words, set }: SliderProps) {
  return (
    <label>
      <span>
        {title} <span class="lab-value">{words ?? value}</span>
      </span>
      <input
        type="range"
        min={min}
        max={max}
        value={value}
        aria-label={title}
        aria-valuetext={words ?? String(value)}
        onInput={event => set(event.currentTarget.valueAsNumber)}
      />
    </label>
  );
}

/** A choice with the titles of core's own parameter or setting. */
function Choice({ id, value, set }: { id: string; value: string; set(id: string): void }) {
  const { settings: all, workloads } = catalog.value;
  const known = [...(workloads.find(one => one.id === 'gil-lab')?.parameters ?? []), ...all].find(one => one.id === id);
  if (known?.type !== 'choice') return null;
  return (
    <label>
      <span>{known.title}</span>
      <select value={value} onChange={event => set(event.currentTarget.value)}>
        {known.options.map(option => (
          <option key={option.id} value={option.id}>
            {option.title}
          </option>
        ))}
      </select>
    </label>
  );
}
