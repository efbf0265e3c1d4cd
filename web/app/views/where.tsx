// Where the time went: for each model, the share of each state in its lanes' time, as a bar and in core's words.
import { Fragment } from 'preact';
import { useMemo } from 'preact/hooks';
import { precise } from '../format.ts';
import { STATES } from '../glossary.ts';
import type { ModelResult, Row } from '../schema.ts';
import { resultOf, shown } from '../state.ts';
import { CopyFigure } from './copy-figure.tsx';
import { GilFigures } from './gil-figures.tsx';
import { LongestWaits } from './longest-waits.tsx';
import { PathCosts } from './path-costs.tsx';
import { StateBar, Swatch } from './swatch.tsx';
import { mostAtOnce, UsageChart } from './usage-chart.tsx';

const NS_PER_MS = 1e6;

export function Where() {
  const rows = shown.value?.view?.rows ?? [];
  if (!rows.length)
    return (
      <p class="empty">After a run: how much of each model’s lane time was computing, and how much was waiting for something.</p>
    );
  const all = rows.flatMap(timelinesOf);
  const most = mostAtOnce(all);
  return (
    <>
      <p class="caption">
        All lanes of a model together; a full bar is the whole time of all its lanes. Below it, of the run nearest to the median:
        how many lanes computed at once, from its beginning to its end, and its critical path: what, had it been shorter, would
        have ended that run earlier.
      </p>
      <table class="where">
        <tbody>
          {rows.map((row, place) => (
            <Fragment key={row.title}>
              <ModelStates row={row} result={resultOf(row.model, row.platform)} first={place === 0} />
              {timelinesOf(row).map(timeline => (
                <Fragment key={timeline.key}>
                  <UsageChart timeline={timeline} most={most} />
                  <PathCosts timeline={timeline} />
                </Fragment>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
      <ul class="legend">
        {STATES.map(state => (
          <li key={state}>
            <Swatch state={state} />
            {state}
          </li>
        ))}
      </ul>
      <section class="longest" aria-label="The longest waits">
        {all.map(timeline => (
          <LongestWaits key={timeline.key} timeline={timeline} />
        ))}
      </section>
      {shown.value?.view?.main_thread && <p class="main-thread">{shown.value.view.main_thread}</p>}
      {all.map(({ key, title, gil }) => gil && <GilFigures key={key} title={title} gil={gil} />)}
    </>
  );
}

interface ModelStatesProps {
  row: Row;
  result: ModelResult | undefined;
  /** Whether the Tab key stops here for the figures. */
  first: boolean;
}

function exactStates({ title }: Row, result: ModelResult | undefined): string {
  const states = STATES.flatMap(state => {
    const ms = result?.states_ms[state] ?? 0;
    return ms > 0 ? `${state} ${precise(ms * NS_PER_MS)}` : [];
  });
  return `${title}: its lanes were ${states.join(', ')}`;
}

function timelinesOf({ model, platform }: Row) {
  return shown.value?.timelines.filter(one => one.model === model && one.platform === platform) ?? [];
}

function ModelStates({ row, result, first }: ModelStatesProps) {
  const parts = useMemo(() => {
    const lengths = STATES.map(state => ({ state, share: result?.states_ms[state] ?? 0 })).filter(one => one.share > 0);
    const all = lengths.reduce((sum, one) => sum + one.share, 0);
    return lengths.map(one => ({ ...one, share: one.share / all }));
  }, [result]);
  return (
    <tr>
      <th scope="row">{row.title}</th>
      <td class="bar">
        <StateBar parts={parts} class="state-bar" />
      </td>
      <td class="words">
        {row.states && <CopyFigure words={row.states} exact={exactStates(row, result)} platform={row.platform} entry={first} />}
      </td>
    </tr>
  );
}
