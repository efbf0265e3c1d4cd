// The page's engine: one worker that always answers questions, and one that runs plans and may block.
import { compile, type EngineSource } from '../workers/module.ts';
import type { UpdateMessage } from '../workers/protocol.ts';
import { type EngineWorker, startWorker } from './engine-worker.ts';
import { chooseMode } from './isolation.ts';
import type { Environment, Mistake, Progress, Report, View } from './schema.ts';
import type { Catalog, Engine, PartialPlan, RunOptions } from './types.ts';

/** A task that never comes to a checkpoint does not see a cancel; after this time, its worker is ended instead. */
const CANCEL_TIMEOUT_MS = 120;

/** While a run goes on, the page gets a new report about this often. */
const REPORT_INTERVAL_MS = 1_000;
/** For this many samples, about the first of each model, the page gets a report at once. */
const REPORTED_AT_ONCE = 8;

const cores = Math.min(navigator.hardwareConcurrency || 2, 16);

export async function startEngine(): Promise<Engine> {
  const base = new URL('./', document.baseURI).href;
  const { mode, reason } = await chooseMode(base);
  const source = { base, mode, module: await compile(base, mode) };
  // It only answers questions, and needs no pool.
  const queries = await startWorker(source, 0);
  const runner = new Runner(source);
  const environment = (await (await runner.worker(cores)).call({ method: 'environment' })) as Environment;
  return {
    catalog: catalogOf(queries),
    environment,
    mode,
    modeReason: reason,
    check: plan => queries.call({ method: 'check', plan }) as Promise<Mistake | null>,
    view: report => queries.call({ method: 'view', report }) as Promise<View>,
    command: plan => queries.call({ method: 'command', plan }) as Promise<string | null>,
    run: (plan, options) => run(plan, options, queries, runner),
  };
}

/** Core's catalogue, and which models this page can run. */
function catalogOf(worker: EngineWorker): Catalog {
  const catalog = worker.catalog as Catalog;
  const models = catalog.models.map(model => {
    const unavailable = model.needs === 'shared-memory' ? worker.noThreads : null;
    return { ...model, available: unavailable === null, unavailable };
  });
  return { ...catalog, models };
}

/** Holds the worker that runs plans. Its pool cannot grow: for a larger one, the worker is replaced. */
class Runner {
  private current: { worker: Promise<EngineWorker>; size: number } | null = null;

  constructor(private readonly source: EngineSource) {}

  /** A worker whose pool has at least this size. */
  worker(size: number): Promise<EngineWorker> {
    const needed = this.source.mode === 'threaded' ? Math.max(size, cores) : 0;
    if (!this.current || this.current.size < needed) {
      this.end();
      this.current = { worker: startWorker(this.source, needed), size: needed };
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
  queries: EngineWorker,
  runner: Runner,
): Promise<Report> {
  const mistake = (await queries.call({ method: 'check', plan })) as Mistake | null;
  if (mistake) throw new Error(mistake.message);
  const worker = await runner.worker((await queries.call({ method: 'lanes', plan })) as number);
  // Measured anew for each run: what else uses the machine changes.
  const environment = await worker.call({ method: 'environment' });
  const created = new Date().toISOString();
  const samples: string[] = [];
  const unavailable: [string, string][] = [];
  const report = (complete: boolean) =>
    queries.call({ method: 'report', plan, created, environment, samples, unavailable, complete }) as Promise<Report>;
  let reportedAt = 0;
  const onUpdate = async (update: UpdateMessage) => {
    if (update.update === 'begins') onProgress?.(update.progress as Progress);
    if (update.update === 'unavailable') unavailable.push([update.model, update.why]);
    if (update.update !== 'ended') return;
    samples.push(update.sample);
    const due = samples.length <= REPORTED_AT_ONCE || performance.now() - reportedAt > REPORT_INTERVAL_MS;
    if (!onReport || signal?.aborted || !due) return;
    onReport(await report(false));
    reportedAt = performance.now();
  };
  const ended = worker.run(plan, onUpdate).catch(error => {
    runner.end();
    throw error;
  });
  const complete = await Promise.race([ended, stopAfterCancel(signal, ended, worker, runner)]);
  return report(complete as boolean);
}

/** Cancels the run when asked. A run that has not ended some time later is ended with its worker; only then this resolves. */
function stopAfterCancel(
  signal: AbortSignal | undefined,
  ended: Promise<unknown>,
  worker: EngineWorker,
  runner: Runner,
): Promise<false> {
  return new Promise(resolve => {
    const cancel = () => {
      worker.cancel();
      const timer = setTimeout(() => {
        runner.end();
        resolve(false);
      }, CANCEL_TIMEOUT_MS);
      // The next run may use the same worker.
      const clear = () => clearTimeout(timer);
      ended.then(clear, clear);
    };
    if (signal?.aborted) cancel();
    else signal?.addEventListener('abort', cancel, { once: true });
  });
}
