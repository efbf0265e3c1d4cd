// The record of what the page did during a run: measures that the browser's own tools show beside everything else, and tests read.
// 'execution' is while nothing of the page may run; 'cores', 'fold' and 'paint' are what it does between executions.

export type Mark = 'execution' | 'cores' | 'fold' | 'paint';

const PREFIX = 'interleave ';

/** Notes that something went on from `start` until now. */
export function mark(what: Mark, start: number, detail?: unknown): void {
  performance.measure(PREFIX + what, { start, end: performance.now(), detail });
}

/** Forgets the marks of the last run. */
export function clearMarks(): void {
  for (const what of ['execution', 'cores', 'fold', 'paint'] satisfies Mark[]) performance.clearMeasures(PREFIX + what);
}
