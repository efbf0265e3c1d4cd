// What of a sweep becomes which series, and which axes are logarithmic.
import { describe, expect, it } from 'vitest';
import type { Curve, Point, Sweep } from '../schema.ts';
import { chartOf } from './series.ts';

const words = { median: '', interval: '', speedup: '', speedup_interval: '', efficiency: '', fitted: '' };

function point(value: number | string, median_ms: number | null, speedup: number | null = null): Point {
  const estimate = speedup === null ? null : { median: speedup, ci95: [speedup - 0.1, speedup + 0.1] as [number, number] };
  return { value, median_ms, ci95_ms: null, speedup: estimate, efficiency: estimate && 1, fitted: null, words };
}

function sweep(id: string, values: (number | string)[], curves: Curve[]): Sweep {
  const axis = { id, title: 'Axis', unit: '', values, labels: values.map(String) };
  return { schema: '', axis, curves, reports: [], amdahl: {}, usl: {}, insight: [], warnings: [] };
}

describe('the chart of a sweep', () => {
  it('by workers shows speed-ups with their intervals, and each law with its band', () => {
    const line = [
      { workers: 1, speedup: 1, ci95: [1, 1] as [number, number] },
      { workers: 2, speedup: 1.9, ci95: [1.8, 2] as [number, number] },
    ];
    const laws = [{ law: 'amdahl' as const, title: 'Amdahl’s law', line }];
    const curve = { model: 'threads', title: 'Threads', points: [point(1, 100, 1), point(2, 52, 1.9)], laws };
    const chart = chartOf(sweep('workers', [1, 2], [curve]));
    expect(chart.series.map(({ kind }) => kind)).toEqual(['low', 'high', 'law', 'points']);
    expect(chart.series.map(({ y }) => y[1])).toEqual([1.8, 2, 1.9, 1.9]);
    expect(chart.series[3]?.intervals?.[1]).toEqual([1.9 - 0.1, 1.9 + 0.1]);
    expect([chart.yTitle, chart.logarithmic]).toEqual(['speed-up', { x: false, y: false }]);
  });

  it('by a parameter shows times, on logarithmic axes where they span far', () => {
    const curve = { model: 'threads', title: 'Threads', points: [point(1, 0.1), point(1000, 100), point(2000, null)] };
    const chart = chartOf(sweep('n', [1, 1000, 2000], [curve]));
    expect(chart.series.map(({ y }) => y)).toEqual([[0.1, 100, null]]);
    expect([chart.yTitle, chart.logarithmic]).toEqual(['median, ms', { x: true, y: true }]);
  });

  it('gives words places of their own', () => {
    const curve = { model: 'gil', title: 'GIL', points: [point('none', 5), point('mutex', 9)] };
    const chart = chartOf(sweep('fix', ['none', 'mutex'], [curve]));
    expect([chart.words, chart.series[0]?.x, chart.logarithmic.x]).toEqual([['none', 'mutex'], [0, 1], false]);
  });
});
