// The chart of a sweep as a picture: for each model its points with intervals, and the laws with their bands. Pure.
import { BAND_OPACITY, DASHES, LAW_DASHES, type Reach, reachOf, roundNumbers, short } from '../chart/axis.ts';
import { type Chart, chartOf, type Series } from '../chart/series.ts';
import type { Curve, Sweep } from '../schema.ts';
import { INNER } from './frame.ts';
import { type Look, line, widthOf } from './look.ts';
import { type Attributes, element, short as figure } from './svg.ts';

const HEIGHT = 400;
const LEFT = 58;
const TOP = 14;
const BOTTOM = 48;
const MARKS = { x: 8, y: 6 };
const CAP = 4;
const DOT = 3.6;
const SMALL = 12;
const KEY = 30;
const KEY_LINE = 21;

/** From a value to its place in the picture. */
type Place = (value: number) => number;

export function sweepOf(sweep: Sweep, look: Look): { body: string; height: number } {
  const chart = chartOf(sweep);
  const reach = reachOf(chart);
  const x = placeOn(reach.x, chart.logarithmic.x, LEFT, INNER - DOT);
  const y = placeOn(reach.y, chart.logarithmic.y, HEIGHT - BOTTOM, TOP);
  const bands = chart.series.map((one, i) => (one.kind === 'low' ? band(one, chart.series[i + 1], x, y, look) : ''));
  const curves = chart.series.map(one => curve(one, x, y, look));
  const legend = legendOf(sweep.curves, look);
  const body = [
    axes(chart, reach, x, y, look),
    ...bands,
    ...curves,
    element('g', { transform: `translate(0 ${HEIGHT + 8})` }, legend.body),
  ];
  return { body: body.filter(Boolean).join('\n'), height: HEIGHT + 8 + legend.height };
}

function placeOn({ from, to }: Reach, logarithmic: boolean, start: number, end: number): Place {
  const scale = logarithmic ? Math.log : (value: number) => value;
  const length = scale(to) - scale(from);
  return value => (length > 0 ? start + ((scale(value) - scale(from)) / length) * (end - start) : (start + end) / 2);
}

function axes(chart: Chart, reach: { x: Reach; y: Reach }, x: Place, y: Place, look: Look): string {
  const { soft, line: rule } = look.colours;
  const style = { size: SMALL, fill: soft };
  const bottom = HEIGHT - BOTTOM;
  const { words } = chart;
  const across = words ? words.map((_, i) => i) : (chart.marks ?? roundNumbers(reach.x, chart.logarithmic.x, MARKS.x));
  const parts = roundNumbers(reach.y, chart.logarithmic.y, MARKS.y).flatMap(at => [
    element('rect', { x: LEFT, y: y(at), width: INNER - LEFT, height: 1, fill: rule }),
    line(look, LEFT - 8, y(at) + 4, short(at), { ...style, anchor: 'end' }),
  ]);
  let taken = Number.NEGATIVE_INFINITY;
  for (const at of across) {
    parts.push(element('rect', { x: x(at), y: TOP, width: 1, height: bottom - TOP + 5, fill: rule }));
    const label = words?.[at] ?? short(at);
    const half = widthOf(look, label, style) / 2;
    // Marks that lie too near to each other have one label.
    if (x(at) - half < taken) continue;
    taken = x(at) + half + 6;
    parts.push(line(look, Math.min(x(at), INNER - half), bottom + 19, label, { ...style, anchor: 'middle' }));
  }
  parts.push(line(look, (LEFT + INNER) / 2, HEIGHT - 8, chart.xTitle, { ...style, anchor: 'middle' }));
  const title = line(look, 0, 0, chart.yTitle, { ...style, anchor: 'middle' });
  parts.push(element('g', { transform: `translate(13 ${(TOP + bottom) / 2}) rotate(-90)` }, title));
  return parts.join('\n');
}

/** The places of a series, where it has some. */
function places({ x: xs, y: ys }: Series, x: Place, y: Place): [number, number][] {
  return xs.flatMap((at, i): [number, number][] => {
    const value = ys[i];
    return value === null || value === undefined ? [] : [[x(at), y(value)]];
  });
}

const path = (points: [number, number][]) => points.map(([x, y], i) => `${i ? 'L' : 'M'}${figure(x)} ${figure(y)}`).join('');

function band(low: Series, high: Series | undefined, x: Place, y: Place, look: Look): string {
  if (!high) return '';
  const d = `${path([...places(low, x, y), ...places(high, x, y).reverse()])}z`;
  return element('path', { class: 'band', d, fill: look.chart(low.model), 'fill-opacity': BAND_OPACITY });
}

function curve(series: Series, x: Place, y: Place, look: Look): string {
  const { kind, model, law } = series;
  const colour = look.chart(model);
  const points = places(series, x, y);
  if (kind === 'law') return stroke(path(points), colour, 1, law ? LAW_DASHES[law] : [], { class: 'law' });
  if (kind !== 'points') return '';
  const intervals = (series.intervals ?? []).map((interval, i) => {
    if (!interval) return '';
    const at = x(series.x[i] as number);
    const [low, high] = [y(interval[0]), y(interval[1])];
    const ends = [low, high].map(end => `M${figure(at - CAP)} ${figure(end)}h${2 * CAP}`).join('');
    return stroke(`M${figure(at)} ${figure(low)}V${figure(high)}${ends}`, colour, 1, [], { class: 'interval' });
  });
  const dots = points.map(([cx, cy]) => element('circle', { class: 'point', cx, cy, r: DOT, fill: colour }));
  return [stroke(path(points), colour, 1.5, DASHES[model] ?? []), ...intervals, ...dots].join('');
}

function stroke(d: string, colour: string, width: number, dashes: readonly number[], more: Attributes = {}): string {
  const dashed = dashes.length ? { 'stroke-dasharray': dashes.join(' ') } : {};
  return element('path', { ...more, d, fill: 'none', stroke: colour, 'stroke-width': width, ...dashed });
}

/** A line for each model, beside each other as far as there is room. */
function legendOf(curves: Curve[], look: Look): { body: string; height: number } {
  const style = { size: SMALL + 1, fill: look.colours.ink };
  const parts: string[] = [];
  let [x, y] = [0, 0];
  for (const { model, title, laws } of curves) {
    const words = `${title}${laws?.length ? `, with ${laws.map(law => law.title).join(' and ')}` : ''}`;
    const width = KEY + 8 + widthOf(look, words, style);
    if (x > 0 && x + width > INNER) [x, y] = [0, y + KEY_LINE];
    const colour = look.chart(model);
    parts.push(stroke(`M${figure(x)} ${y + 6}h${KEY}`, colour, 2, DASHES[model] ?? []));
    parts.push(element('circle', { cx: x + KEY / 2, cy: y + 6, r: DOT, fill: colour }));
    parts.push(line(look, x + KEY + 8, y + 10.5, words, style));
    x += width + 26;
  }
  return { body: parts.join(''), height: y + KEY_LINE };
}
