// The workloads that only compute, with values for somewhat more than a tenth of a second of one core; the page's scripts measure the same ones.
import { quick } from './rows.mjs';

const few = quick ? 0.125 : 1;

export const WORKERS = 2;

/** Each with what is half of it: so much is computed by either of two bare workers that share out the same. */
export const COMPUTING = [
  { workload: 'count', parameters: { n: 120_000_000 * few }, half: { n: 60_000_000 * few } },
  { workload: 'mandelbrot', parameters: { height: 320, limit: 2_000 * few }, half: { height: 160 } },
  // Many tasks: whoever has none left waits for the others’ last one.
  { workload: 'compress', parameters: { blocks: 64 * few }, half: { blocks: 32 * few } },
  // One program each, as for a bare worker.
  { workload: 'compile', parameters: { programs: WORKERS, modules: 2_560 * few }, half: { programs: 1 } },
  { workload: 'sort', parameters: { n: 3_000_000 * few, parts: 2 }, half: { n: 1_500_000 * few, parts: 1 } },
  { workload: 'transfer', parameters: { kib: 16_384, trips: 40 * few } },
];

/** The same for most of a second, beside which starting processes and handing tasks over are what they are in a job worth processes. */
export const LONGER = [
  { workload: 'count', parameters: { n: 900_000_000 * few }, half: { n: 450_000_000 * few } },
  // Few long rows and blocks: each is a message to a process, and an answer.
  { workload: 'mandelbrot', parameters: { width: 3_840, height: 80, limit: 9_000 * few }, half: { height: 40 } },
  { workload: 'compress', parameters: { blocks: 32 * few, block_kib: 512, level: 9 }, half: { blocks: 16 * few } },
  // One program each here too; `MANY_TASKS` has many.
  { workload: 'compile', parameters: { programs: WORKERS, modules: 9_600 * few }, half: { programs: 1 } },
];

/** The same work as the last one, in tasks that are handed out one at a time. */
export const MANY_TASKS = quick
  ? []
  : [{ workload: 'compile', parameters: { programs: 64, modules: 300 }, half: { programs: 32 } }];
