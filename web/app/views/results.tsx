// The results: one row per model, filled when it finishes, on one axis; then what the figures say, in words.
import { exactMedian, exactSpeedup } from '../exact-figures.ts';
import type { ModelResult, Platform, Row } from '../schema.ts';
import {
  activity,
  comparing,
  expectationOf,
  formPlan,
  formWorkload,
  outdated,
  resultOf,
  running,
  shown,
  shownIn,
  shownModels,
  shownWorkload,
} from '../state.ts';
import { tooltip } from '../tooltip.ts';
import type { ModelInfo } from '../types.ts';
import { ComparisonCommand } from './command.tsx';
import { CopyFigure } from './copy-figure.tsx';
import { FirstRun } from './first-run.tsx';
import { Glyph } from './glyph.tsx';
import { later } from './later.tsx';
import { Notes } from './notes.tsx';
import { Published } from './published.tsx';
import { Samples, SamplesAxis } from './samples.tsx';
import { AboutSources, Sources } from './sources.tsx';
import { Steady } from './steady.tsx';
import { Term } from './term.tsx';

const ComparisonTable = later(() => import('./comparison.tsx').then(({ ComparisonTable }) => ComparisonTable));

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
      <OtherProgram />
      <div class={outdated.value === 'no' ? 'tables' : 'tables before'}>
        {comparing.value ? <ComparisonTable /> : <ResultTable />}
      </div>
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
            <span class="visually-hidden">95 % interval of the speed-up, </span>
            {shown.value?.view?.against}
          </th>
          <th scope="col" class="answer">
            <Term id="answer">answer</Term>
          </th>
        </tr>
      </thead>
      <tbody>
        {shownModels.value.map((model, place) => (
          <ResultRow
            key={model.id}
            model={model}
            row={shown.value?.view?.rows.find(one => one.model === model.id)}
            result={resultOf(model.id)}
            slowest={slowest}
            first={place === 0}
          />
        ))}
      </tbody>
    </table>
  );
}

/** What to expect of the program in the form, when the results below are those of another one. */
function OtherProgram() {
  const workload = formWorkload.value;
  if (outdated.value !== 'program' || !workload) return null;
  return (
    <>
      <dl class="expectations" aria-label={`What to expect of ${workload.title}`}>
        {shownIn(formPlan.value?.plan.models).map(({ id, title }) => (
          <div key={id}>
            <dt>
              <Glyph model={id} />
              {title}
            </dt>
            <dd>{workload.expect.find(one => one.model === id)?.text}</dd>
          </div>
        ))}
      </dl>
      <h3 class="before-title">From the run before: {shownWorkload.value?.title}</h3>
    </>
  );
}

function caption(): string {
  const now = shown.value;
  if (outdated.value === 'program') return `${formWorkload.value?.title}: what to expect. Press Run to see it measured.`;
  if (outdated.value === 'values')
    return `${shownWorkload.value?.title}, from the run before: values in the form have changed since`;
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
  /** Whether it is the first row, where the Tab key stops for the figures. */
  first: boolean;
}

function ResultRow({ model, row, result, slowest, first }: RowProps) {
  return (
    <tr class={result?.warmup_ms != null ? 'warming' : row || !shown.value ? '' : 'pending'}>
      <th scope="row" class="name">
        <Glyph model={model.id} />
        <span>{row?.title ?? model.title}</span>
      </th>
      {shown.value ? (
        <Figures model={model} row={row} result={result} slowest={slowest} first={first} />
      ) : (
        <About model={model} />
      )}
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

function Figures({ model, row, result, slowest, first }: RowProps) {
  return (
    <>
      <td class="samples">
        <Samples figures={result} slowest={slowest} />
        {!row && <FirstRun model={model.id} />}
        <p class="expected-text">{expectationOf(model.id)?.text}</p>
      </td>
      <td class="figure strong">
        <Figure
          words={row?.median}
          exact={result && exactMedian(row?.title ?? model.title, result)}
          platform={row?.platform}
          entry={first}
        />
      </td>
      <td class="interval">{row?.interval}</td>
      <td class="figure">
        <Figure
          words={row?.speedup}
          exact={result?.speedup && exactSpeedup(row?.title ?? model.title, result.speedup)}
          platform={row?.platform}
        />
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

interface FigureProps {
  words: string | undefined;
  /** The value with all its digits, to be copied. */
  exact: string | null | undefined;
  platform: Platform | undefined;
  entry?: boolean;
}

/** A right-aligned figure. When it changes, a new element replaces the old one, which is no layout shift. */
function Figure({ words = '–', exact, platform, entry = false }: FigureProps) {
  if (!exact) return <span key={words}>{words}</span>;
  return <CopyFigure key={words} words={words} exact={exact} platform={platform} entry={entry} />;
}
