// Shows that a worker is alive: it holds a lock, which the browser takes back when it has ended the worker. Chromium lets a thread that
// computes without a checkpoint go on for two seconds more, which nothing in a page can see.

/** Holds a lock of this name, as others may too, for as long as this worker lives. */
export function holdLifeline(name: string): void {
  // Pages that are no secure context have no locks, and do without knowing.
  void navigator.locks?.request(name, { mode: 'shared' }, () => new Promise(() => {}));
}

/** The name that an engine's processes hold. */
export const processesOf = (lifeline: string): string => `${lifeline} processes`;
