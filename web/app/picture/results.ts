// What of reports stands in the table of a picture: one report's models, or several sources side by side. Pure.
import { rounded } from '../format.ts';
import type { Comparison, Report, View } from '../schema.ts';
import type { Line, Table } from './table.ts';

const NS_PER_MS = 1e6;
/** For an interval below a figure. */
const COLUMN = 118;
/** For a verdict and an interval. */
const WIDE = 178;

const MEDIAN = { title: 'median, 95 %', width: COLUMN };
const SPEEDUP = { title: 'speed-up, 95 %', width: COLUMN };

/** The models of one report. */
export function oneReport(report: Report, view: View): Table {
  const lines = view.rows.map((row, i): Line => {
    const result = report.results[i];
    return {
      model: row.model,
      title: row.title,
      where: '',
      samples_ms: result?.samples_ms ?? [],
      outliers: result?.outliers ?? [],
      median_ms: result?.median_ms ?? null,
      ci95_ms: result?.ci95_ms ?? null,
      instead: '',
      cells: [
        { words: row.median, below: row.interval },
        { words: row.speedup, below: row.speedup_interval },
        { words: row.answer, below: row.verdict },
      ],
    };
  });
  return { columns: [MEDIAN, SPEEDUP, { title: 'answer', width: COLUMN }], lines };
}

/** A line for each source of each model. */
export function sideBySide({ models, sources }: Comparison): Table {
  const lines = models.flatMap(({ model, title, cells }) => {
    const own = cells.flatMap((cell, i): Line[] => {
      const source = sources[i];
      if (!cell || !source) return [];
      const { words } = cell;
      const published = cell.samples_ms.map(ms => rounded(ms * NS_PER_MS)).join(', ');
      return [
        {
          model,
          title: '',
          where: source.label,
          samples_ms: cell.samples_ms,
          outliers: [],
          median_ms: cell.median_ms,
          ci95_ms: cell.ci95_ms,
          // Figures of another machine would make ours invisible on one axis.
          instead: source.platform === null ? `published: ${published}` : '',
          cells: [
            { words: words.median, below: words.interval },
            { words: words.speedup, below: words.speedup_interval },
            { words: words.ratio, below: [words.verdict, words.ratio_interval].filter(Boolean).join(', ') },
          ],
        },
      ];
    });
    return own.map((line, i) => (i === 0 ? { ...line, title } : line));
  });
  return { columns: [MEDIAN, SPEEDUP, { title: `times ${sources[0]?.label ?? ''}, 95 %`, width: WIDE }], lines };
}
