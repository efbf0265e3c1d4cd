// The engine's further parts: each is fetched and compiled once, when something needs it or soon will.
import programs from '../parts/programs.json';
import { compile, type EngineSource } from '../workers/module.ts';
import type { KeptWorker } from './kept-worker.ts';
import type { PartialPlan } from './types.ts';

/** The part by which one of `programs` is run, and the one that has all the rest. */
const RUNNING = 1;
const REST = 2;

export class Parts {
  private readonly brought = new Map<number, Promise<void>>();

  /** The workers that are there now need each part; those that start later have it from the beginning. */
  constructor(
    private readonly source: Promise<EngineSource>,
    private readonly workers: KeptWorker[],
  ) {}

  /** What a run of this plan needs. What is not brought, a worker fetches itself, in the midst of what it does. */
  forPlan({ workload }: PartialPlan): Promise<void> {
    return this.upTo(programs.includes(workload ?? '') ? RUNNING : REST);
  }

  /** The whole engine. */
  all(): Promise<void> {
    return this.upTo(REST);
  }

  private async upTo(wanted: number): Promise<void> {
    // What is being brought already would disturb a measurement.
    const last = Math.max(wanted, ...this.brought.keys());
    for (let part = RUNNING; part <= last; part++) {
      const begun = this.brought.get(part) ?? this.bring(part);
      this.brought.set(part, begun);
      // Who asks again tries again.
      await begun.catch(error => {
        this.brought.delete(part);
        throw error;
      });
    }
  }

  private async bring(part: number): Promise<void> {
    const source = await this.source;
    const offered = new Set(WebAssembly.Module.exports(source.module).map(({ name }) => name));
    // An engine that is built for a quick look is in one piece.
    if (!offered.has(`part${part}`)) return;
    const module = await compile(source.base, source.mode, part);
    // The host may have been changed since the page was opened; a worker that was given such a part would fail.
    if (WebAssembly.Module.imports(module).some(({ name }) => !offered.has(name)))
      throw new Error('The engine on the host is another one by now. Load the page again.');
    source.parts[part - 1] = module;
    await Promise.all(this.workers.map(async kept => (await kept.get()).call({ method: 'bring', part, module })));
  }
}
