// The results: one row per model, filled when it finishes, on one axis; then what the figures say, in words.
import type { ModelResult, Row } from '../schema.ts';
import { activity, comparing, expectationOf, resultOf, running, shown, shownModels, shownWorkload } from '../state.ts';
import { tooltip } from '../tooltip.ts';
import type { ModelInfo } from '../types.ts';
import { ComparisonCommand } from './command.tsx';
import { ComparisonTable } from './comparison.tsx';
import { Glyph } from './glyph.tsx';
import { Notes } from './notes.tsx';
import { Published } from './published.tsx';
import { Samples, SamplesAxis } from './samples.tsx';
import { AboutSources, Sources } from './sources.tsx';
import { Steady } from './steady.tsx';
import { Term } from './term.tsx';

/** Keeps the place of a line that is not there yet, so that nothing moves when it comes. */
const NOTHING = '\u00a0';

export function Results() {
  return (
    <section id="results" class="results" tabIndex={-1} aria-labelledby="results-title" aria-busy={running.value}>
      <div class="section-head">
        <h2 id="results-title">Results</h2>
        <p class="caption">{caption()}</p>
        <Sources />
      </div>
      <div class="tables">{comparing.value ? <ComparisonTable /> : <ResultTable />}</div>
      <AboutSources />
      <Published />
      <Steady>
        <Notes />
      </Steady>
      <ComparisonCommand />
    </section>
  );
}

/** The models of one source. */
function ResultTable() {
  const results = shown.value?.report?.results ?? [];
  const slowest = Math.max(0, ...results.flatMap(result => result.samples_ms));
  return (
    <table class="measured">
      <thead class={shown.value ? '' : 'later'}>
        <tr>
          <th scope="col" class="name">
            <span class="visually-hidden">Model</span>
          </th>
          <th scope="col" class="samples">
            <Term id="samples">one dot per run</Term>
            <SamplesAxis slowest={slowest} />
          </th>
          <th scope="col" class="figure">
            <Term id="median">median</Term>
          </th>
          <th scope="col" class="interval">
            <Term id="interval">95 %</Term>
          </th>
          <th scope="col" class="figure">
            <Term id="speedup">speed-up</Term>
          </th>
          <th scope="col" class="interval">
            <span class="visually-hidden">95 % interval of the speed-up</span>
          </th>
          <th scope="col" class="answer">
            <Term id="answer">answer</Term>
          </th>
        </tr>
      </thead>
      <tbody>
        {shownModels.value.map(model => (
          <ResultRow
            key={model.id}
            model={model}
            row={shown.value?.view?.rows.find(one => one.model === model.id)}
            result={resultOf(model.id)}
            slowest={slowest}
          />
        ))}
      </tbody>
    </table>
  );
}

function caption(): string {
  const now = shown.value;
  if (!now) return 'What to expect. Press Run to see it measured.';
  const title = shownWorkload.value?.title ?? now.plan.workload;
  if (activity.value.phase === 'running' || !now.report) return `${title}`;
  return `${title}${now.report.complete ? '' : ' · stopped early: only what finished is shown'}`;
}

interface RowProps {
  model: ModelInfo;
  row: Row | undefined;
  result: ModelResult | undefined;
  slowest: number;
}

function ResultRow({ model, row, result, slowest }: RowProps) {
  return (
    <tr class={row || !shown.value ? '' : 'pending'}>
      <th scope="row" class="name">
        <Glyph model={model.id} />
        <span {...tooltip(shown.value && expectationOf(model.id)?.text)}>{row?.title ?? model.title}</span>
      </th>
      {shown.value ? <Figures row={row} result={result} slowest={slowest} /> : <About model={model} />}
    </tr>
  );
}

/** Before the first run, the row says what to expect from this program under the model, and why. */
function About({ model }: { model: ModelInfo }) {
  return (
    <td class="meaning" colSpan={6}>
      {expectationOf(model.id)?.text ?? model.about}
    </td>
  );
}

function Figures({ row, result, slowest }: Omit<RowProps, 'model'>) {
  return (
    <>
      <td class="samples">
        <Samples figures={result} slowest={slowest} />
      </td>
      <td class="figure strong">
        <Figure words={row?.median} />
      </td>
      <td class="interval">{row?.interval}</td>
      <td class="figure">
        <Figure words={row?.speedup} />
      </td>
      <td class="interval">
        {row?.speedup_interval || NOTHING}
        <span class="said">{row?.verdict || NOTHING}</span>
      </td>
      <td class="answer">
        {row && (
          <span
            class={`verdict ${row.answer.replace('same, in part', 'in-part')}`}
            {...tooltip(result?.checksum && `Checksum of all results: ${result.checksum}`)}
          >
            {row.answer}
          </span>
        )}
      </td>
    </>
  );
}

/** A right-aligned figure. When it changes, a new element replaces the old one, which is no layout shift. */
function Figure({ words = '–' }: { words: string | undefined }) {
  return <span key={words}>{words}</span>;
}
