// What lives now: the workers of the run that goes on, counted, and their memory. Looked at only while nothing is measured.
import { signal } from '@preact/signals';

/** What the engine and its processes are while a model warms up for the first time. */
export interface Living {
  /** The model's id. */
  model: string;
  /** Workers on the engine's memory, its own included. */
  threads: number;
  /** Bytes of the engine's memory; nobody else sees those of a process. */
  memory_bytes: number | null;
  /** Workers with a memory of their own. */
  processes: number;
}

export const living = signal<Living | null>(null);

/** Often enough to be called live; each look asks the browser who holds a lock. */
const LOOK_EVERY_MS = 100;

export class Looker {
  private timer = 0;

  /** `processes` is the name of the lock that each process of the engine holds. */
  constructor(
    private readonly threads: number,
    private readonly processes: string,
    private readonly memory: () => WebAssembly.Memory | null,
  ) {}

  start(model: string): void {
    this.stop();
    const look = async () => {
      const held = (await navigator.locks?.query())?.held ?? [];
      // It was stopped meanwhile.
      if (!this.timer) return;
      const processes = held.filter(({ name }) => name === this.processes).length;
      living.value = { model, threads: this.threads, memory_bytes: this.memory()?.buffer.byteLength ?? null, processes };
    };
    this.timer = window.setInterval(() => void look(), LOOK_EVERY_MS);
    void look();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = 0;
    living.value = null;
  }
}
