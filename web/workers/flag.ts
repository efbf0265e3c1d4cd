// The byte in a worker's own shared memory by which another one cancels what it does: it reads no messages while it computes.

export interface CancelFlag {
  memory: WebAssembly.Memory;
  address: number;
}

export function setFlag({ memory, address }: CancelFlag, wanted: boolean): void {
  Atomics.store(new Uint8Array(memory.buffer), address, Number(wanted));
}
