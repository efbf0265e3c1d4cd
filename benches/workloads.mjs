// The workloads that only compute, with values for somewhat more than a tenth of a second of one core; the page's scripts measure the same ones.
import { quick } from './rows.mjs';

const few = quick ? 0.25 : 1;

export const COMPUTING = [
  { workload: 'count', parameters: { n: 120_000_000 * few } },
  { workload: 'mandelbrot', parameters: { limit: 2_000 * few } },
  { workload: 'compress', parameters: { blocks: 32 * few } },
  { workload: 'compile', parameters: { modules: 300 * few } },
  { workload: 'sort', parameters: { n: 3_000_000 * few, parts: 2 } },
  { workload: 'transfer', parameters: { kib: 16_384, trips: 40 * few } },
];

/** The same for about half a second, beside which starting processes and handing tasks over are what they are in a job worth processes. */
export const LONGER = [
  { workload: 'count', parameters: { n: 500_000_000 } },
  // Few long rows: each is a message to a process, and an answer.
  { workload: 'mandelbrot', parameters: { width: 1_920, height: 160, limit: 4_000 } },
  { workload: 'compress', parameters: { blocks: 48, block_kib: 256 } },
  { workload: 'compile', parameters: { modules: 1_200 } },
];

export const WORKERS = 2;
