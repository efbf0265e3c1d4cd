// Keeps one engine worker for whoever needs it. One that failed is forgotten, so that the next who asks gets a new one.
import type { EngineSource } from '../workers/module.ts';
import { settledWithin } from './abort.ts';
import { type EngineWorker, type StartedWorker, startWorker } from './engine-worker.ts';

/** Chromium lets a worker that computes go on for two seconds before it ends the thread; nothing should take longer. */
const GONE_TIMEOUT_MS = 5_000;

export class KeptWorker {
  private current: { worker: StartedWorker; size: number } | null = null;
  private leaving: Promise<void>[] = [];

  /** A worker is started at once, and instantiates the engine as soon as that is compiled. */
  constructor(private readonly source: Promise<EngineSource>) {}

  /** A worker with a pool of at least this size. A pool cannot grow: for a larger one, the worker is replaced. */
  get(size = 0): Promise<EngineWorker> {
    if (!this.current || this.current.size < size) {
      this.end();
      const worker = startWorker(this.source, size, why => this.forget(worker, why));
      this.current = { worker, size };
    }
    return this.current.worker.ready;
  }

  /** Ends the worker, whose calls are all told why, and starts the next one ahead. */
  replace(why?: Error): void {
    const size = this.current?.size;
    this.end(why);
    void this.get(size);
  }

  /** Resolves when nothing of earlier runs lives. */
  async quiet(): Promise<void> {
    const wait = Promise.all([...this.leaving, this.current?.worker.withoutProcesses()]);
    await settledWithin(wait, GONE_TIMEOUT_MS);
  }

  private forget(worker: StartedWorker, why: Error): void {
    if (this.current?.worker === worker) this.end(why);
  }

  private end(why = new Error('The engine was stopped.')): void {
    const worker = this.current?.worker;
    if (!worker) return;
    this.current = null;
    worker.end(why);
    const left = Promise.all([worker.gone(), worker.withoutProcesses()]).then(() => {
      this.leaving = this.leaving.filter(other => other !== left);
    });
    this.leaving.push(left);
  }
}
