// The page's side of the engine: one worker that always answers (the clerk), and one that runs plans (the runner).
import { compile, type Mode } from '../workers/module.ts';
import type { Update } from '../workers/protocol.ts';
import { chooseMode } from './isolation.ts';
import type { Environment, Progress, Report, View } from './schema.ts';
import type { Catalog, Engine, Mistake, PartialPlan, RunOptions } from './types.ts';
import { startWorker, type EngineWorker as Worker } from './worker.ts';

/** A cancel that core does not see in time (a task that never comes to a checkpoint) ends the worker instead. */
const PATIENCE_MS = 120;

const cores = Math.min(navigator.hardwareConcurrency || 2, 16);

export async function boot(): Promise<Engine> {
  const base = new URL('./', document.baseURI).href;
  const { mode, reason } = await chooseMode(base);
  const module = await compile(base, mode);
  const start = (workers: number) => startWorker({ base, mode, module, workers });
  const clerk = await start(0);
  const runner = new Runner(mode, start);
  const environment = (await (await runner.ready(cores)).call({ call: 'environment' })) as Environment;
  return {
    catalog: catalogue(clerk),
    environment,
    mode,
    modeReason: reason,
    check: plan => clerk.call({ call: 'check', plan }) as Promise<Mistake | null>,
    view: report => clerk.call({ call: 'view', report }) as Promise<View>,
    command: async plan => ((await clerk.call({ call: 'command', plan })) as string | null) ?? '',
    run: (plan, options) => run(plan, options, clerk, runner),
  };
}

/** Core's catalogue, and which models this page can run. */
function catalogue(clerk: Worker): Catalog {
  const catalog = clerk.catalog as Catalog;
  const models = catalog.models.map(model => {
    const unavailable = model.needs === 'shared-memory' ? clerk.noThreads : null;
    return { ...model, available: unavailable === null, unavailable };
  });
  return { ...catalog, models };
}

/** The worker that runs plans. Its pool cannot grow: more workers need a new one. */
class Runner {
  private current: { worker: Promise<Worker>; workers: number } | null = null;

  constructor(
    private readonly mode: Mode,
    private readonly start: (workers: number) => Promise<Worker>,
  ) {}

  ready(wanted: number): Promise<Worker> {
    const workers = this.mode === 'threaded' ? Math.max(wanted, cores) : 0;
    if (!this.current || this.current.workers < workers) {
      this.end();
      this.current = { worker: this.start(workers), workers };
    }
    return this.current.worker;
  }

  end(): void {
    this.current?.worker.then(
      worker => worker.end(),
      () => {},
    );
    this.current = null;
  }
}

async function run(
  plan: PartialPlan,
  { signal, onProgress, onReport }: RunOptions,
  clerk: Worker,
  runner: Runner,
): Promise<Report> {
  const mistake = (await clerk.call({ call: 'check', plan })) as Mistake | null;
  if (mistake) throw new Error(mistake.message);
  const worker = await runner.ready((await clerk.call({ call: 'lanes', plan })) as number);
  // Measured anew for each run: what else uses the machine changes.
  const environment = await worker.call({ call: 'environment' });
  const created = new Date().toISOString();
  const samples: string[] = [];
  const unavailable: [string, string][] = [];
  const report = (complete: boolean) =>
    clerk.call({ call: 'report', plan, created, environment, samples, unavailable, complete }) as Promise<Report>;
  let shownAt = 0;
  const told = async (update: Update) => {
    if (update.update === 'begins') onProgress?.(update.progress as Progress);
    if (update.update === 'unavailable') unavailable.push([update.model, update.why]);
    if (update.update !== 'ended') return;
    samples.push(update.sample);
    // Every model as it finishes for the first time, then about once a second: the engine waits for this.
    const first = samples.length <= 8;
    if (!onReport || signal?.aborted || !(first || performance.now() - shownAt > 1000)) return;
    onReport(await report(false));
    shownAt = performance.now();
  };
  const ended = worker.run(plan, told).catch(error => {
    runner.end();
    throw error;
  });
  return report((await Promise.race([ended, aborted(signal, worker, runner)])) as boolean);
}

/** Resolves with `false` when the run was cancelled and did not stop by itself in time. */
function aborted(signal: AbortSignal | undefined, worker: Worker, runner: Runner): Promise<boolean> {
  return new Promise(resolve => {
    const stop = () => {
      worker.cancel();
      setTimeout(() => {
        if (worker.busy()) runner.end();
        resolve(false);
      }, PATIENCE_MS);
    };
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
