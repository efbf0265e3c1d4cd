// Draws a chart by uPlot, in the page's colours; loaded when the first sweep is shown.
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { BAND_OPACITY, DASHES, LAW_DASHES, reachOf, short } from './axis.ts';
import type { Chart, Series } from './series.ts';

const HEIGHT = 340;
/** The size of its text, in pixels, where no larger one is asked for. */
const TEXT = 12;
const CAP = 4;

/** Draws into the element, and gives what removes the drawing. */
export function paintChart(element: HTMLElement, chart: Chart): () => void {
  const colours = getComputedStyle(element);
  const colour = (name: string) => colours.getPropertyValue(name).trim();
  const size = Math.max(TEXT, Number.parseFloat(colour('--least')));
  const inks = { text: colour('--soft'), grid: colour('--line') };
  const table = chart.series.map(({ x, y }) => [x, y]) as uPlot.AlignedData[];
  const data = uPlot.join(table);
  const axis = (label: string): uPlot.Axis => ({
    label,
    labelSize: size + 14,
    stroke: inks.text,
    font: `${size}px ${colours.fontFamily}`,
    labelFont: `${size}px ${colours.fontFamily}`,
    grid: { stroke: inks.grid, width: 1 },
    ticks: { stroke: inks.grid, width: 1, size: 4 },
  });
  const { words } = chart;
  const marks = chart.marks ? { splits: () => chart.marks ?? [] } : {};
  const reach = reachOf(chart);
  const plot = new uPlot(
    {
      width: element.clientWidth,
      height: HEIGHT,
      cursor: { show: false },
      legend: { show: false },
      scales: {
        x: {
          time: false,
          distr: chart.logarithmic.x ? 3 : 1,
          range: () => [reach.x.from, reach.x.to],
        },
        y: {
          distr: chart.logarithmic.y ? 3 : 1,
          range: () => [reach.y.from, reach.y.to],
        },
      },
      axes: [
        words
          ? { ...axis(chart.xTitle), splits: () => words.map((_, i) => i), values: () => words }
          : { ...axis(chart.xTitle), ...marks, values: (_, splits) => splits.map(one => (one === null ? '' : short(one))) },
        { ...axis(chart.yTitle), size: size + 44, values: (_, splits) => splits.map(one => (one === null ? '' : short(one))) },
      ],
      series: [{}, ...chart.series.map(one => seriesOf(one, colour(`--chart-${one.model}`)))],
      bands: bandsOf(chart.series, model => colour(`--chart-${model}`)),
      hooks: { draw: [drawn => drawIntervals(drawn, chart.series, model => colour(`--chart-${model}`))] },
    },
    data,
    element,
  );
  return () => plot.destroy();
}

function seriesOf({ kind, model, law }: Series, stroke: string): uPlot.Series {
  switch (kind) {
    case 'points':
      return { stroke, width: 1.5, spanGaps: true, dash: DASHES[model] ?? [], points: { show: true, size: 7, fill: stroke } };
    case 'law':
      return { stroke, width: 1, spanGaps: true, dash: law ? [...LAW_DASHES[law]] : [], points: { show: false } };
    default:
      return { stroke: 'transparent', width: 0, spanGaps: true, points: { show: false } };
  }
}

function bandsOf(series: Series[], colour: (model: string) => string): uPlot.Band[] {
  return series.flatMap(({ kind, model }, i) =>
    // The first of uPlot's series is the axis of x.
    kind === 'low' ? [{ series: [i + 2, i + 1] as [number, number], fill: transparent(colour(model)) }] : [],
  );
}

function transparent(colour: string): string {
  return `color-mix(in srgb, ${colour} ${100 * BAND_OPACITY}%, transparent)`;
}

function drawIntervals({ ctx: pen, valToPos }: uPlot, series: Series[], colour: (model: string) => string): void {
  pen.save();
  pen.lineWidth = devicePixelRatio;
  for (const { model, x, intervals } of series) {
    pen.strokeStyle = colour(model);
    for (const [i, interval] of (intervals ?? []).entries()) {
      if (!interval) continue;
      const at = valToPos(x[i] as number, 'x', true);
      const [low, high] = interval.map(end => valToPos(end, 'y', true)) as [number, number];
      const cap = CAP * devicePixelRatio;
      pen.beginPath();
      pen.moveTo(at, low);
      pen.lineTo(at, high);
      for (const end of [low, high]) {
        pen.moveTo(at - cap, end);
        pen.lineTo(at + cap, end);
      }
      pen.stroke();
    }
  }
  pen.restore();
}
