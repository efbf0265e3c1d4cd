// The workloads that only compute, with values for somewhat more than a tenth of a second of one core; the page's scripts measure the same ones.
import { quick } from './rows.mjs';

const few = quick ? 0.125 : 1;

export const WORKERS = 2;

/** Each with how many tasks it has. */
export const COMPUTING = [
  { workload: 'count', parameters: { n: 120_000_000 * few }, tasks: WORKERS },
  { workload: 'mandelbrot', parameters: { height: 320, limit: 2_000 * few }, tasks: 320 },
  { workload: 'compress', parameters: { blocks: 64 * few }, tasks: 64 * few },
  { workload: 'compile', parameters: { programs: WORKERS, modules: 2_560 * few }, tasks: WORKERS },
  // Whoever sorts alone sorts half of it: its two tasks wait for each other.
  { workload: 'sort', parameters: { n: 3_000_000 * few, parts: 2 }, tasks: 2, alone: { n: 1_500_000 * few, parts: 1 } },
  { workload: 'transfer', parameters: { kib: 16_384, trips: 40 * few }, tasks: 2 },
];

/** The same for most of a second, beside which starting processes is what it is in a job worth processes. */
export const LONGER = [
  { workload: 'count', parameters: { n: 900_000_000 * few }, tasks: WORKERS },
  { workload: 'mandelbrot', parameters: { width: 3_840, height: 80, limit: 9_000 * few }, tasks: 80 },
  { workload: 'compress', parameters: { blocks: 64, block_kib: 256, level: quick ? 1 : 9 }, tasks: 64 },
  { workload: 'compile', parameters: { programs: 64, modules: 320 * few }, tasks: 64 },
];
