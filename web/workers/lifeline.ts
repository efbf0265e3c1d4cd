// Shows that a worker is alive. `terminate` does not wait for a worker that computes, but its lock goes only when its thread does.

/** Holds a lock of this name, as others may too, for as long as this worker lives. */
export function holdLifeline(name: string): void {
  // Pages that are no secure context have no locks, and do without knowing.
  void navigator.locks?.request(name, { mode: 'shared' }, () => new Promise(() => {}));
}

/** The name that an engine's processes hold. */
export const processesOf = (lifeline: string): string => `${lifeline} processes`;
