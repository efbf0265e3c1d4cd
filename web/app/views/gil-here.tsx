// "Measure the GIL here": the rows of `interleave gil` for this browser, beside those of files.
import { useRef, useState } from 'preact/hooks';
import { beside, closeTable, files, here, measureHere, openTables, progress, refusal, saveHere } from '../gil-tables.ts';
import { cancel } from '../run.ts';
import type { Beside, BesideRow } from '../schema.ts';
import { engine, running } from '../state.ts';

const MOST_ROUNDS = 10;
/** Enough for a median; natively it is ten. */
const ROUNDS = 3;

export function GilHere() {
  const [rounds, setRounds] = useState(ROUNDS);
  const input = useRef<HTMLInputElement>(null);
  const now = progress.value;
  return (
    <section aria-labelledby="gil-here">
      <h3 id="gil-here">Measure the GIL here</h3>
      <p class="caption">
        Eighteen behaviours of CPython’s GIL, measured of ours by the code that <code>interleave gil</code> runs natively: about
        ten seconds for each round. Open what <code>interleave gil --json gil.json</code> has written to see this browser, the
        native program and CPython side by side.
      </p>
      <div class="gil-tools">
        <label>
          Rounds{' '}
          <input
            type="number"
            min={1}
            max={MOST_ROUNDS}
            value={rounds}
            disabled={running.value}
            onInput={event => {
              const typed = event.currentTarget.valueAsNumber;
              if (typed >= 1) setRounds(Math.min(MOST_ROUNDS, Math.floor(typed)));
            }}
          />
        </label>
        {now ? (
          <button type="button" class="quiet" onClick={cancel}>
            Cancel
          </button>
        ) : (
          <button
            type="button"
            class="quiet"
            disabled={running.value || engine.value?.mode !== 'threaded'}
            onClick={() => void measureHere(rounds)}
          >
            Measure the GIL here
          </button>
        )}
        <button type="button" class="quiet" onClick={() => input.current?.click()}>
          Open a table …
        </button>
        <button type="button" class="quiet" disabled={!here.value} onClick={saveHere}>
          Save as JSON
        </button>
        <input
          ref={input}
          class="visually-hidden"
          type="file"
          multiple
          accept=".json,application/json"
          tabIndex={-1}
          aria-label="Tables of interleave gil"
          onChange={event => {
            void openTables([...(event.currentTarget.files ?? [])]);
            // The same file can be opened again.
            event.currentTarget.value = '';
          }}
        />
        {files.value.map(({ name }) => (
          <button type="button" class="quiet" key={name} aria-label={`Close ${name}`} onClick={() => void closeTable(name)}>
            {name} ×
          </button>
        ))}
      </div>
      <p class="gil-status" role="status">
        {now ? `Measuring ${now.now}: ${now.done + 1} of ${now.of}.` : refusal.value}
        {engine.value?.mode !== 'threaded' && 'This browser gives the page no threads, so there is no GIL to measure here.'}
      </p>
      {beside.value && <Table beside={beside.value} measuring={now !== null} />}
    </section>
  );
}

function Table({ beside: { columns, rows }, measuring }: { beside: Beside; measuring: boolean }) {
  return (
    <div class="gil-table">
      <table class="spans">
        <thead>
          <tr>
            <th scope="col">Behaviour</th>
            {columns.map(({ title, about }) => (
              <th scope="col" key={title + about}>
                {title}
                <span class="about">{about}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <Behaviour key={row.id} row={row} columns={columns} measuring={measuring} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface BehaviourProps {
  row: BesideRow;
  columns: Beside['columns'];
  measuring: boolean;
}

function Behaviour({ row: { id, behaviour, accepted, cells }, columns, measuring }: BehaviourProps) {
  return (
    <tr>
      <th scope="row">
        <span class="gil-id">{id}</span> {behaviour}
        <span class="about">accepted: {accepted}</span>
      </th>
      {cells.map(({ figure, verdict, more }, place) => {
        // What is not measured yet is no missing figure.
        const open = measuring && place === 0 && figure === '–';
        return (
          <td key={columns[place]?.title} data-column={columns[place]?.title}>
            <span class="figure">{open ? '…' : figure}</span>
            {!open && verdict && <span class={`gil-verdict ${verdict.replace(' ', '-')}`}>{verdict}</span>}
            {!open && more && <span class="about">{more}</span>}
          </td>
        );
      })}
    </tr>
  );
}
