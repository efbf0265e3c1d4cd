// Columns of numbers that the clerk makes, the page reads and the painter paints: they lie in memory that all of them share, where there is
// such, so that a million spans are not copied from one to the next.

/** Smaller ones are copied as quickly. */
const LEAST_BYTES = 1 << 16;

/** The value with its long arrays of bytes in shared memory. It is changed itself. */
export function share(value: unknown): unknown {
  if (value instanceof Uint8Array) {
    if (value.byteLength < LEAST_BYTES) return value;
    const shared = new Uint8Array(new SharedArrayBuffer(value.byteLength));
    shared.set(value);
    return shared;
  }
  if (typeof value === 'object' && value !== null) {
    const members = value as Record<string, unknown>;
    for (const name in members) {
      const member = members[name];
      if (typeof member === 'object' && member !== null) members[name] = share(member);
    }
  }
  return value;
}
