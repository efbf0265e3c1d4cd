// What is to be drawn of a sweep: for each model its points with intervals, and the laws that describe them with their bands. Pure.
import type { Curve, Law, Sweep, Value } from '../schema.ts';

/** One thing on the chart, over `x`; `null` where it has no place. */
export interface Series {
  kind: 'points' | 'law' | 'low' | 'high';
  model: string;
  x: number[];
  y: (number | null)[];
  /** Of points: the ends of their intervals. */
  intervals?: ([number, number] | null)[];
  law?: Law;
}

export interface Chart {
  series: Series[];
  /** What stands at the axes. */
  xTitle: string;
  yTitle: string;
  /** Whether steps by a factor are equally far apart. */
  logarithmic: { x: boolean; y: boolean };
  /** Words that stand for numbers on the axis of x. */
  words: string[] | null;
  /** The largest that is to have a place on the axis of y, and the smallest. */
  reach: { least: number; most: number };
  /** Where the axis of x has marks: at the values tried, where those are few. */
  marks: number[] | null;
}

/** An axis of values that span more than this factor shows powers. */
const WIDE = 50;
/** More values than this would crowd the axis. */
const MOST_MARKS = 12;

export function chartOf(sweep: Sweep): Chart {
  const { axis, curves } = sweep;
  const words = axis.values.every(value => typeof value === 'number') ? null : axis.labels;
  const place = (value: Value, i: number) => (typeof value === 'number' && !words ? value : i);
  const x = axis.values.map(place);
  const byWorkers = curves.some(curve => curve.points.some(point => point.efficiency !== null)) || axis.id === 'workers';
  const series = curves.flatMap(curve => [...lawsOf(curve), pointsOf(curve, x, byWorkers)]);
  const drawn = series.flatMap(({ y }) => y.filter(one => one !== null));
  const heights = [...drawn, ...series.flatMap(({ intervals = [] }) => intervals.flatMap(interval => interval ?? []))];
  return {
    series,
    words,
    reach: { least: Math.min(...heights), most: Math.max(...heights) },
    marks: x.length <= MOST_MARKS ? x : null,
    xTitle: axis.unit ? `${axis.title}, ${axis.unit}` : axis.title,
    yTitle: byWorkers ? 'speed-up' : 'median, ms',
    logarithmic: { x: !words && isWide(x), y: !byWorkers && isWide(heights) },
  };
}

function pointsOf(curve: Curve, x: number[], byWorkers: boolean): Series {
  const { model, points } = curve;
  return {
    kind: 'points',
    model,
    x,
    y: points.map(point => (byWorkers ? (point.speedup?.median ?? null) : point.median_ms)),
    intervals: points.map(point => (byWorkers ? point.speedup?.ci95 : point.ci95_ms) ?? null),
  };
}

function lawsOf({ model, laws = [] }: Curve): Series[] {
  return laws.flatMap(({ law, line }) => {
    const x = line.map(point => point.workers);
    const of = (kind: Series['kind'], y: Series['y']): Series => ({ kind, model, law, x, y });
    const curve = of(
      'law',
      line.map(point => point.speedup),
    );
    if (!line.some(point => point.ci95)) return [curve];
    const end = (i: 0 | 1) => line.map(point => point.ci95?.[i] ?? null);
    return [of('low', end(0)), of('high', end(1)), curve];
  });
}

function isWide(values: number[]): boolean {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least > 0 && most / least > WIDE;
}
