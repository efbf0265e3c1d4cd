// How far the axes of a chart reach, and where they have marks. Pure.
import type { Chart } from './series.ts';

export interface Reach {
  from: number;
  to: number;
}

/** Room beside the first and the last value, as a share of what lies between them. */
const ROOM = 0.04;

export function reachOf({ series, logarithmic, reach: { least, most } }: Chart): { x: Reach; y: Reach } {
  const xs = series.flatMap(({ x }) => x);
  const [first, last] = [Math.min(...xs), Math.max(...xs)];
  const room = logarithmic.x ? 0 : (last - first) * ROOM;
  const y = logarithmic.y ? { from: least / 1.2, to: most * 1.2 } : { from: 0, to: most * 1.08 };
  return { x: { from: first - room, to: last + room }, y };
}

/** About `count` round numbers within reach, in steps of 1, 2 or 5 times a power of ten; on a logarithmic axis, powers of ten. */
export function roundNumbers({ from, to }: Reach, logarithmic: boolean, count: number): number[] {
  if (!(to > from)) return [];
  if (logarithmic) {
    const powers = Math.floor(Math.log10(to)) - Math.ceil(Math.log10(from)) + 1;
    // Where there are few powers, numbers between them help.
    const factors = powers > 3 ? [1] : [1, 2, 5];
    const exponents = Array.from({ length: powers + 2 }, (_, i) => Math.ceil(Math.log10(from)) - 1 + i);
    return exponents.flatMap(power => factors.map(factor => factor * 10 ** power)).filter(one => one >= from && one <= to);
  }
  const power = 10 ** Math.floor(Math.log10((to - from) / count));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(each => (to - from) / each <= count) ?? 10 * power;
  const first = Math.ceil(from / step - 1e-9);
  return Array.from({ length: Math.floor(to / step + 1e-9) - first + 1 }, (_, i) => (first + i) * step);
}

/** A number on an axis: `1M` for a million. */
export function short(value: number): string {
  return Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 }).format(value);
}

/** Lines differ by dashes too: by colour alone, not everybody can tell them apart. */
export const DASHES: Record<string, number[]> = {
  sequential: [],
  'time-slicing': [8, 3],
  threads: [],
  gil: [8, 3, 2, 3],
  processes: [3, 3],
  async: [12, 4],
};
export const LAW_DASHES = { amdahl: [2, 3], usl: [6, 3] } as const;
export const BAND_OPACITY = 0.14;
