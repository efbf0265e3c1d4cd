// Where the time went: for each model, the share of each state in its lanes' time, as a bar and in core's words.
import { useMemo } from 'preact/hooks';
import { STATES } from '../glossary.ts';
import type { ModelResult, Row } from '../schema.ts';
import { resultOf, shown } from '../state.ts';
import { StateBar, Swatch } from './swatch.tsx';

export function Where() {
  const rows = shown.value?.view?.rows ?? [];
  if (!rows.length)
    return (
      <p class="empty">After a run: how much of each model’s lane time was computing, and how much was waiting for something.</p>
    );
  return (
    <>
      <p class="caption">All lanes of a model together; a full bar is the whole time of all its lanes.</p>
      <table class="where">
        <tbody>
          {rows.map(row => (
            <ModelStates key={row.title} row={row} result={resultOf(row.model, row.platform)} />
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
    </>
  );
}

function ModelStates({ row, result }: { row: Row; result: ModelResult | undefined }) {
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
      <td class="words">{row.states}</td>
    </tr>
  );
}
