// The workloads that only compute, with values for some tens of milliseconds of one core; the page's scripts measure the same ones.
import { quick } from './rows.mjs';

const few = quick ? 0.5 : 1;

export const COMPUTING = [
  { workload: 'count', parameters: { n: 50_000_000 * few } },
  { workload: 'mandelbrot', parameters: { limit: 800 * few } },
  { workload: 'compress', parameters: { blocks: 12 * few } },
  { workload: 'compile', parameters: { modules: 100 * few } },
  { workload: 'sort', parameters: { n: 1_000_000 * few, parts: 2 } },
  { workload: 'transfer', parameters: { kib: 16_384, trips: 10 * few } },
];

export const WORKERS = 2;
