// The byte in a worker's own shared memory by which another one cancels what it does: it reads no messages while it computes.

export interface CancelFlag {
  memory: WebAssembly.Memory;
  address: number;
}

/** As in core/src/cancel.rs. */
const SKIPPED = 4;

export function setFlag({ memory, address }: CancelFlag, wanted: boolean): void {
  Atomics.store(new Uint8Array(memory.buffer), address, Number(wanted));
}

/** Skips what the worker does now. */
export function setSkipped({ memory, address }: CancelFlag): void {
  Atomics.or(new Uint8Array(memory.buffer), address, SKIPPED);
}
