// The workloads that only compute, with values for some tens of milliseconds of one core; the page's scripts measure the same ones.
export const COMPUTING = [
  { workload: 'count', parameters: { n: 50_000_000 } },
  { workload: 'mandelbrot', parameters: { limit: 800 } },
  { workload: 'compress', parameters: { blocks: 12 } },
  { workload: 'compile', parameters: { modules: 100 } },
  { workload: 'sort', parameters: { n: 1_000_000 } },
  { workload: 'transfer', parameters: { kib: 16_384, trips: 10 } },
];

export const WORKERS = 2;
