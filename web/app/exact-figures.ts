// Figures with all their digits, for those who copy them: what the figure is of, its value with its unit, its interval, and how many runs. Pure.
import { counted, precise } from './format.ts';
import type { Estimate } from './schema.ts';

const NS_PER_MS = 1e6;
const INTERVAL = '95 % interval';

interface Measured {
  median_ms?: number | null;
  ci95_ms?: [number, number] | null;
  /** Absent where only the figures are known that were made of them. */
  samples_ms?: number[];
}

export function exactMedian(of: string, { median_ms, ci95_ms, samples_ms }: Measured): string | null {
  if (median_ms == null) return null;
  const between = ci95_ms ? `${INTERVAL} ${time(ci95_ms[0])} to ${time(ci95_ms[1])}` : '';
  const runs = samples_ms ? counted(samples_ms.length, 'run') : '';
  return [`${of}: median ${time(median_ms)}`, between, runs].filter(Boolean).join(', ');
}

/** `Threads: speed-up 1.93 times against Sequential`. */
export function exactSpeedup(of: string, { median, ci95 }: Estimate, against = 'Sequential'): string {
  return `${of}: speed-up ${median} times against ${against}${interval(ci95)}`;
}

/** How many times as long as the same elsewhere. */
export function exactRatio(of: string, { median, ci95 }: Estimate, other: string): string {
  return `${of}: ${median} times the time of ${other}${interval(ci95)}`;
}

function interval(ci95: [number, number] | null): string {
  return ci95 ? `, ${INTERVAL} ${ci95[0]} to ${ci95[1]}` : '';
}

function time(ms: number): string {
  return precise(ms * NS_PER_MS);
}
