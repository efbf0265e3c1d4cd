// The table of results as a picture: a line for each model and place, every run as a dot on one axis, and the figures in words. Pure.
import { ticks } from '../format.ts';
import { SHAPES } from '../glyphs.ts';
import type { OutlierClass } from '../schema.ts';
import { INNER } from './frame.ts';
import { type Look, line } from './look.ts';
import { element } from './svg.ts';

/** A figure, and below it what belongs to it. */
interface Cell {
  words: string;
  below: string;
}

export interface Line {
  model: string;
  /** The model's name, on the first of its lines. */
  title: string;
  /** Which of several sources it is. */
  where: string;
  samples_ms: number[];
  outliers: OutlierClass[];
  median_ms: number | null;
  ci95_ms: [number, number] | null;
  /** What stands in place of dots that have no place on the axis. */
  instead: string;
  cells: Cell[];
}

export interface Table {
  /** Of the figures, from left to right, each as wide as its words need. */
  columns: { title: string; width: number }[];
  lines: Line[];
}

const NS_PER_MS = 1e6;
const HEAD = 30;
const ROW = 44;
const NAME = 158;
const WHERE = 132;
const GAP = 22;
const STRIP = 24;
/** Dots of one row sit at several heights, in turn, so that equal times do not hide each other. */
const HEIGHTS = [12, 7.5, 16.5, 9.5, 14.5];
const DOT = 2.7;
const SMALL = 12;

/** The table as markup, and its height. */
export function tableOf({ columns, lines }: Table, look: Look): { body: string; height: number } {
  const { ink, soft, line: rule } = look.colours;
  const left = NAME + (lines.some(({ where }) => where) ? WHERE : 0);
  const right = INNER - columns.reduce((sum, { width }) => sum + width, 0) - GAP;
  const slowest = Math.max(0, ...lines.flatMap(one => (one.instead ? [] : one.samples_ms)));
  const x = (ms: number) => left + (ms / slowest) * (right - left - 2 * DOT);
  const height = HEAD + lines.length * ROW;
  const parts: string[] = [];
  for (const { at, label } of slowest > 0 ? ticks(0, slowest * NS_PER_MS, 5).slice(1) : []) {
    const place = x(at / NS_PER_MS);
    parts.push(element('rect', { x: place, y: HEAD - 6, width: 1, height: height - HEAD + 6, fill: rule }));
    parts.push(line(look, place, HEAD - 11, label, { size: SMALL, fill: soft, anchor: 'middle' }));
  }
  for (const [i, { title }] of columns.entries()) {
    parts.push(line(look, edge(columns, i), HEAD - 11, title, { size: SMALL, fill: soft, anchor: 'end' }));
  }
  for (const [i, one] of lines.entries()) {
    const top = HEAD + i * ROW;
    const middle = top + ROW / 2;
    const begins = one.title ? 0 : NAME;
    parts.push(element('rect', { x: begins, y: top, width: INNER - begins, height: 1, fill: rule }));
    if (one.title) {
      parts.push(glyph(one.model, middle - 6, look));
      parts.push(line(look, 30, middle + 5, one.title, { size: 14.5, fill: ink, weight: 600 }));
    }
    if (one.where) parts.push(line(look, NAME, middle + 4.5, one.where, { size: 13, fill: soft }));
    if (one.instead) parts.push(line(look, left, middle + 4.5, one.instead, { size: SMALL, fill: soft }));
    else parts.push(strip(one, x, middle - STRIP / 2, look));
    for (const [column, { words, below }] of one.cells.entries()) {
      const at = edge(columns, column);
      const style = { size: 14, fill: ink, weight: column === 0 ? 600 : 400, anchor: 'end' as const };
      parts.push(line(look, at, below ? middle - 2 : middle + 5, words, style));
      if (below) parts.push(line(look, at, middle + 13, below, { size: 11.5, fill: soft, anchor: 'end' }));
    }
  }
  parts.push(element('rect', { x: 0, y: height, width: INNER, height: 1, fill: rule }));
  return { body: parts.join('\n'), height: height + 1 };
}

/** The right end of a column. */
const edge = (columns: Table['columns'], i: number) => INNER - columns.slice(i + 1).reduce((sum, { width }) => sum + width, 0);

function glyph(model: string, y: number, { colours: { ink, soft } }: Look): string {
  const shape = SHAPES[model];
  if (!shape) return '';
  const frame = shape.line ? [element('path', { d: shape.line, fill: 'none', stroke: soft, 'stroke-width': 0.8 })] : [];
  const bars = [
    element('path', { d: shape.solid, fill: ink }),
    element('path', { d: shape.faint, fill: ink, 'fill-opacity': 0.38 }),
  ];
  return element('g', { transform: `translate(0 ${y})` }, ...bars, ...frame);
}

/** Every run of one line as a dot, the interval of the median as a band. */
function strip({ samples_ms, outliers, median_ms, ci95_ms }: Line, x: (ms: number) => number, top: number, look: Look): string {
  if (median_ms === null) return '';
  const { running, ink, ground } = look.colours;
  const box = (from: number, to: number, y: number, height: number, fill: string, opacity = 1) =>
    element('rect', { x: x(from), y: top + y, width: Math.max(1, x(to) - x(from)), height, fill, 'fill-opacity': opacity });
  const dots = samples_ms.map((ms, i) => {
    const outlier = (outliers[i] ?? 'none') !== 'none';
    const colours = outlier
      ? { fill: ground, stroke: running[0], 'stroke-width': 1.4 }
      : { fill: running[0], stroke: ground, 'stroke-width': 0.6 };
    return element('circle', { class: 'run', cx: x(ms), cy: top + (HEIGHTS[i % HEIGHTS.length] as number), r: DOT, ...colours });
  });
  return [
    box(0, median_ms, 6, 12, look.reach),
    ci95_ms ? box(ci95_ms[0], ci95_ms[1], 2, 20, running[0], 0.22) : '',
    element('rect', { x: x(median_ms) - 0.75, y: top, width: 1.5, height: STRIP, fill: ink }),
    ...dots,
  ].join('');
}
