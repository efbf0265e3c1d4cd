// The last sweep: its curves with intervals, the laws that describe them, what they say, and every figure as a table.
import { useEffect, useRef } from 'preact/hooks';
import { chartOf } from '../chart/series.ts';
import { exactMedian, exactSpeedup } from '../exact-figures.ts';
import { PLATFORM_WORDS } from '../places.ts';
import type { Point, Sweep } from '../schema.ts';
import { catalog, running, type ShownSweep, shownSweep } from '../state.ts';
import { watchTheme } from '../theme.ts';
import { type Conditions, CopyFigure } from './copy-figure.tsx';
import { Glyph } from './glyph.tsx';

export function SweepSection() {
  const now = shownSweep.value;
  if (!now) return null;
  const { sweep, platform, plan } = now;
  const title = catalog.value.workloads.find(({ id }) => id === plan.workload)?.title ?? plan.workload;
  return (
    <section class="sweep" aria-labelledby="sweep-title" aria-busy={running.value}>
      <div class="section-head">
        <h2 id="sweep-title">Sweep</h2>
        <p class="caption">
          {title}, {PLATFORM_WORDS[platform]}
          {sweep && `, by ${sweep.axis.title.toLowerCase()}`}
        </p>
        <button
          type="button"
          class="quiet icon"
          aria-label="Close the sweep"
          disabled={running.value}
          onClick={() => {
            shownSweep.value = null;
          }}
        >
          ×
        </button>
      </div>
      {sweep ? <Curves sweep={sweep} shown={now} /> : <p class="caption">The curves appear with the first runs.</p>}
    </section>
  );
}

interface CurvesProps {
  sweep: Sweep;
  shown: ShownSweep;
}

function Curves({ sweep, shown }: CurvesProps) {
  return (
    <>
      <ChartCanvas sweep={sweep} />
      <ul class="legend">
        {sweep.curves.map(({ model, title, laws }) => (
          <li key={model}>
            <span class={`chart-key key-${model}`} />
            <Glyph model={model} />
            {title}
            {laws?.length ? `, with ${laws.map(law => law.title).join(' and ')}` : ''}
          </li>
        ))}
      </ul>
      <div class="notes" aria-live="polite">
        {!running.value &&
          sweep.insight.map(sentence => (
            <p key={sentence} class="insight">
              {sentence}
            </p>
          ))}
        <ul class="warnings">{!running.value && sweep.warnings.map(({ text }) => <li key={text}>{text}</li>)}</ul>
      </div>
      <details>
        <summary>Every figure</summary>
        <Figures sweep={sweep} shown={shown} />
      </details>
    </>
  );
}

/** The library that draws is loaded when it is first needed. */
function ChartCanvas({ sweep }: { sweep: Sweep }) {
  const stage = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = stage.current;
    if (!element) return;
    let remove = () => {};
    let gone = false;
    const repaint = async () => {
      const { paintChart } = await import('../chart/paint.ts');
      if (gone) return;
      remove();
      remove = paintChart(element, chartOf(sweep));
    };
    const observer = new ResizeObserver(() => void repaint());
    observer.observe(element);
    const stop = watchTheme(() => void repaint());
    return () => {
      gone = true;
      observer.disconnect();
      stop();
      remove();
    };
  }, [sweep]);
  return <div ref={stage} class="chart" role="img" aria-label={sweep.insight.join(' ') || 'The curves of the sweep'} />;
}

/** The run of one point: the plan with the value of the axis. */
function underPoint({ plan, variation: { parameter }, platform }: ShownSweep, { value }: Point): Conditions {
  const at =
    parameter === 'workers'
      ? { ...plan, workers: Number(value) }
      : { ...plan, parameters: { ...plan.parameters, [parameter]: value } };
  return { plan: at, where: PLATFORM_WORDS[platform] };
}

function Figures({ sweep: { axis, curves }, shown }: CurvesProps) {
  // Over worker counts a model is set against itself, over a parameter against `sequential`.
  const byWorkers = shown.variation.parameter === 'workers';
  const isThere = byWorkers || curves.some(({ model }) => model === 'sequential');
  const against = byWorkers ? 'one worker' : 'Sequential';
  return (
    <table class="spans">
      <thead>
        <tr>
          <th scope="col">Model</th>
          <th scope="col">{axis.title}</th>
          <th scope="col">Median</th>
          <th scope="col">95 %</th>
          <th scope="col">{`Speed-up ${isThere ? 'against' : 'needs'} ${against}`}</th>
          <th scope="col">95 %</th>
        </tr>
      </thead>
      <tbody>
        {curves.flatMap(({ model, title, points }, curve) =>
          points.map((point, place) => {
            const { words, speedup } = point;
            const of = `${title}, ${axis.title} ${axis.labels[place]}`;
            const [median, under] = [exactMedian(of, point), underPoint(shown, point)];
            const first = curve + place === 0;
            return (
              <tr key={`${model} ${axis.labels[place]}`}>
                <td>{title}</td>
                <td class="figure">{axis.labels[place]}</td>
                <td class="figure">
                  {median ? <CopyFigure words={words.median} exact={median} under={under} entry={first} /> : words.median}
                </td>
                <td class="figure">{words.interval}</td>
                <td class="figure">
                  {speedup ? (
                    <CopyFigure words={words.speedup} exact={exactSpeedup(of, speedup, against)} under={under} />
                  ) : (
                    words.speedup
                  )}
                </td>
                <td class="figure">{words.speedup_interval}</td>
              </tr>
            );
          }),
        )}
      </tbody>
    </table>
  );
}
