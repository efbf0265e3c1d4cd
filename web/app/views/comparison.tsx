// Several sources side by side: one row per model, in it a line per source, on one axis; and how the others compare with the first.
import { exactMedian, exactRatio, exactSpeedup } from '../exact-figures.ts';
import { counted, rounded } from '../format.ts';
import { inOrder } from '../opened.ts';
import type { Cell, Comparand, Source as ComparedSource, Platform } from '../schema.ts';
import { comparison, expectationOf, shownModels, shownPlatforms, sources } from '../state.ts';
import { tooltip } from '../tooltip.ts';
import type { PartialPlan } from '../types.ts';
import { type Conditions, CopyFigure } from './copy-figure.tsx';
import { Glyph } from './glyph.tsx';
import { Samples, SamplesAxis } from './samples.tsx';
import { Term } from './term.tsx';

const NS_PER_MS = 1e6;
/** Keeps the place of a line that is not there yet, so that nothing moves when it comes. */
const NOTHING = '\u00a0';

/** What core will call a platform, so that its name does not change with the first figures. */
const LABELS: Record<Platform, string> = {
  native: 'native',
  browser: 'the browser',
  cpython: 'CPython',
  simulated: 'the simulation',
};

/** How a source is called in the table, and whether it was measured. */
interface Column {
  label: string;
  about: string;
  /** Published figures were measured elsewhere, and are not on our axis. */
  published: boolean;
  /** Under what its figures were measured. */
  under: Conditions;
}

export function ComparisonTable() {
  const now = comparison.value;
  const plans = inOrder(sources.value).flatMap(({ plan, platforms }) => platforms.map(() => plan));
  const columns = now ? now.sources.map((one, i) => columnOf(one, plans[i])) : shownPlatforms.value.map(expectedColumn);
  const models = now ? now.models : [];
  const pending = shownModels.value.filter(({ id }) => !models.some(({ model }) => model === id));
  const rows = [...models, ...pending.map(({ id, title }) => ({ model: id, title, cells: [], verdicts: [] }))];
  const order = shownModels.value.map(({ id }) => id);
  rows.sort((a, b) => order.indexOf(a.model) - order.indexOf(b.model));
  const measured = models.flatMap(({ cells }) => cells.filter((_, i) => !columns[i]?.published));
  const slowest = Math.max(0, ...measured.flatMap(cell => cell?.samples_ms ?? []));
  const [first] = columns;
  return (
    <table class="compared">
      <thead>
        <tr>
          <th scope="col" class="name">
            <span class="visually-hidden">Model</span>
          </th>
          <th scope="col" class="where">
            <span class="visually-hidden">Where</span>
          </th>
          <th scope="col" class="samples">
            <Term id="samples">one dot per run</Term>
            <SamplesAxis slowest={slowest} />
          </th>
          <th scope="col" class="figure">
            <Term id="median">median</Term>
          </th>
          <th scope="col" class="figure">
            <Term id="speedup">speed-up</Term>
          </th>
          <th scope="col" class="figure against">
            <Term id="ratio">{`times ${first?.label ?? ''}`}</Term>
          </th>
        </tr>
      </thead>
      {rows.map((row, place) => (
        <ModelRows key={row.model} row={row} columns={columns} slowest={slowest} first={place === 0} />
      ))}
    </table>
  );
}

const columnOf = ({ label, about, platform }: ComparedSource, plan: PartialPlan | undefined): Column => ({
  label,
  about,
  published: platform === null,
  under: { plan: platform === null ? undefined : plan, where: about },
});

const expectedColumn = (platform: Platform): Column => ({
  label: LABELS[platform],
  about: '',
  published: false,
  under: { plan: undefined, where: '' },
});

interface RowsProps {
  row: Comparand;
  columns: Column[];
  slowest: number;
  /** Whether it is the first model, where the Tab key stops for the figures. */
  first: boolean;
}

function ModelRows({ row, columns, slowest, first }: RowsProps) {
  const lines = columns.map((column, i) => ({ column, cell: row.cells[i] ?? null }));
  // Published figures that a model does not have are no gap in what was measured.
  const shown = lines.filter(({ column, cell }) => cell || !column.published);
  return (
    <tbody class={row.cells.some(Boolean) ? '' : 'pending'}>
      {shown.map(({ column, cell }, i) => (
        <tr key={column.label}>
          {i === 0 && (
            <th scope="rowgroup" class="name" rowSpan={shown.length}>
              <Glyph model={row.model} />
              <span {...tooltip(expectationOf(row.model)?.text)}>{row.title}</span>
            </th>
          )}
          <th scope="row" class="where" {...tooltip(column.about)}>
            {column.label}
            {cell?.words.answer && (
              <span class={`verdict ${cell.words.answer.replace('same, in part', 'in-part')}`}>{cell.words.answer}</span>
            )}
          </th>
          <td class="samples">
            {column.published ? <Published cell={cell} /> : <Samples figures={cell} slowest={slowest} />}
            {cell?.words.observations && (
              <span class="observed">
                <CopyFigure
                  words={cell.words.observations}
                  exact={`${row.title}, ${column.label}: ${cell.words.observations}`}
                  under={column.under}
                />
              </span>
            )}
          </td>
          <Figures
            of={`${row.title}, ${column.label}`}
            cell={cell}
            other={columns[0]?.label ?? ''}
            under={column.under}
            first={first && i === 0}
          />
        </tr>
      ))}
    </tbody>
  );
}

/** Figures of another machine would make ours invisible on one axis. */
function Published({ cell }: { cell: Cell | null }) {
  if (!cell) return null;
  const times = cell.samples_ms.map(ms => rounded(ms * NS_PER_MS)).join(', ');
  return (
    <span class="published">
      {counted(cell.samples_ms.length, 'published figure')}, {times} →
    </span>
  );
}

interface FiguresProps {
  /** What the figures are of: the model, and the source. */
  of: string;
  cell: Cell | null;
  /** The source by which the others are measured. */
  other: string;
  under: Conditions;
  first: boolean;
}

function Figures({ of, cell, other, under, first }: FiguresProps) {
  const { words, speedup, ratio } = cell ?? {};
  return (
    <>
      <Figure
        words={words?.median}
        below={words?.interval}
        exact={cell && exactMedian(of, cell)}
        under={under}
        entry={first}
        strong
      />
      <Figure words={words?.speedup} below={words?.speedup_interval} exact={speedup && exactSpeedup(of, speedup)} under={under} />
      <Figure
        words={words?.ratio}
        below={words?.ratio_interval}
        said={words?.verdict}
        exact={ratio && exactRatio(of, ratio, other)}
        under={under}
      />
    </>
  );
}

interface FigureProps {
  words: string | undefined;
  below: string | undefined;
  said?: string | undefined;
  /** The value with all its digits, to be copied. */
  exact: string | null | undefined;
  under: Conditions;
  strong?: boolean;
  entry?: boolean;
}

function Figure({ words, below, said, exact, under, strong, entry = false }: FigureProps) {
  return (
    <td class={said === undefined ? 'figure' : 'figure against'}>
      <span key={words} class={strong ? 'strong' : ''}>
        {words && exact ? <CopyFigure words={words} exact={exact} under={under} entry={entry} /> : words || NOTHING}
      </span>
      {said && <span class={`said ${said.replace(' ', '-')}`}>{said}</span>}
      <span class="between">{below || NOTHING}</span>
    </td>
  );
}
