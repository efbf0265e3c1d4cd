// Figures with all their digits, for those who copy them: what the figure is of, its value with its unit, its interval, and how many runs. Pure.
import { counted, precise } from './format.ts';
import type { ModelResult, Row } from './schema.ts';

const NS_PER_MS = 1e6;
const INTERVAL = '95 % interval';

export function exactMedian(row: Row | undefined, { median_ms, ci95_ms, samples_ms }: ModelResult): string | null {
  if (median_ms === null) return null;
  const between = ci95_ms ? `${INTERVAL} ${time(ci95_ms[0])} to ${time(ci95_ms[1])}` : '';
  return [`${row?.title ?? ''}: median ${time(median_ms)}`, between, counted(samples_ms.length, 'run')]
    .filter(Boolean)
    .join(', ');
}

export function exactSpeedup(row: Row | undefined, { median, ci95 }: NonNullable<ModelResult['speedup']>): string {
  const between = ci95 ? `, ${INTERVAL} ${ci95[0]} to ${ci95[1]}` : '';
  return `${row?.title ?? ''}: speed-up ${median} times against Sequential${between}`;
}

function time(ms: number): string {
  return precise(ms * NS_PER_MS);
}
