// The worker that always answers: it checks plans, and makes reports. When it fails, all who wait are told, and a new one starts.
import type { Call } from '../workers/protocol.ts';
import type { KeptWorker } from './kept-worker.ts';

export class Clerk {
  constructor(private readonly kept: KeptWorker) {}

  /** Questions are answered in the order in which they were asked. */
  async call<T>(call: Call, transfer?: Transferable[]): Promise<T> {
    const asked = this.kept.get();
    try {
      return (await (await asked).call(call, transfer)) as T;
    } catch (error) {
      // Nothing that it is asked has an error for an answer, so Rust panicked: its memory is not to be trusted.
      if (this.kept.get() === asked) this.kept.replace(error instanceof Error ? error : new Error(String(error)));
      throw error;
    }
  }
}
