// What was done during the measured stretch: a row for each model, or for each lane of the one in focus, with its sums by state.
import { exact, precise } from '../format.ts';
import { STATES } from '../glossary.ts';
import { alignment, chosenModels, timelines } from '../state.ts';
import { inOwnTime } from '../timeline/alignment.ts';
import { idsOf } from '../timeline/layout.ts';
import { sumsOf } from '../timeline/measure.ts';
import type { Summed } from '../timeline/rows.ts';
import type { TimeRange } from '../timeline/viewport.ts';
import { CopyFigure } from './copy-figure.tsx';
import { Swatch } from './swatch.tsx';

/** More lanes than these are summed up by their model. */
const MOST_LANES = 16;

interface Line {
  name: string;
  rows: Summed[];
  range: TimeRange;
}

function lines(stretch: TimeRange): Line[] {
  const all = timelines.value;
  const place = idsOf(all).indexOf(chosenModels.value.focused ?? '');
  const lanes = all[place]?.lanes ?? [];
  const own = (at: number) => inOwnTime(stretch, alignment.value.begins_ns[at] ?? 0);
  if (lanes.length > 0 && lanes.length <= MOST_LANES) {
    return lanes.map(({ name, spans }) => ({ name, rows: [spans], range: own(place) }));
  }
  return all.map((timeline, at) => ({ name: timeline.title, rows: timeline.lanes.map(lane => lane.spans), range: own(at) }));
}

/** The same in one sentence. */
export function sumWords(stretch: TimeRange): string {
  const said = lines(stretch).map(({ name, rows, range }) => {
    const sums = sumsOf(rows, range).filter(({ state }) => state !== 'idle');
    return `${name}: ${sums.map(({ state, ns }) => `${state} ${exact(ns)}`).join(', ') || 'nothing'}`;
  });
  return `${said.join('; ')}.`;
}

export function MeasuredSums({ stretch }: { stretch: TimeRange }) {
  const all = lines(stretch).map(line => ({ ...line, sums: sumsOf(line.rows, line.range) }));
  const states = STATES.filter(state => all.some(({ sums }) => sums.some(sum => sum.state === state)));
  if (states.length === 0) return <p class="faint">Nothing ran in it.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll a table that is wider than the window.
    <section class="sums" tabIndex={0} aria-label="Sums by state">
      <table>
        <thead>
          <tr>
            <th scope="col">sum over lanes</th>
            {states.map(state => (
              <th key={state} scope="col" class="figure">
                <Swatch state={state} /> {state}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {all.map(({ name, sums }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {states.map(state => {
                const ns = Math.round(sums.find(sum => sum.state === state)?.ns ?? 0);
                return (
                  <td key={state} class="figure">
                    {ns > 0 && (
                      <CopyFigure
                        words={exact(ns)}
                        exact={`${name}: ${state} ${precise(ns)} of the stretch of ${precise(Math.round(stretch.to - stretch.from))}`}
                      />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
