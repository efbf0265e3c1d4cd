// One run, from its check to its report: the engine measures, the clerk keeps what it brings, and between executions the page shows it.
import type { Answer } from '../workers/module.ts';
import type { Begun, UpdateMessage } from '../workers/protocol.ts';
import { settledWithin, unlessAborted } from './abort.ts';
import type { Clerk } from './clerk.ts';
import type { EngineWorker } from './engine-worker.ts';
import type { KeptWorker } from './kept-worker.ts';
import { type LentLanes, lanesOfOthers } from './machines.ts';
import { MainThread } from './main-thread.ts';
import { clearMarks, mark } from './marks.ts';
import type { NativeHost } from './native-host.ts';
import { painted } from './painted.ts';
import type { Parts } from './parts.ts';
import type { Environment, Mistake, Platform, SessionSummary, Variation } from './schema.ts';
import type { PartialPlan, RunOptions } from './types.ts';
import { visible, watchVisibility } from './visible.ts';

/** A task that never comes to a checkpoint does not see a cancel; after this time, its worker is ended instead. */
const CANCEL_TIMEOUT_MS = 120;

/** While a run goes on, the page gets news about this often. */
const NEWS_INTERVAL_MS = 1_000;
/** For this many samples, about the first of each model, the page gets news at once. */
const SAMPLES_AT_ONCE = 8;

export interface Staff {
  clerk: Clerk;
  runner: KeptWorker;
  parts: Parts;
  /** The smallest pool that a run may have. */
  pool(lanes: number): number;
  /** As known when the page was opened: for a run that is cancelled before it has measured its cores. */
  environment: Environment;
  native: NativeHost | null;
}

/** What a session runs: a plan, or with a variation, that plan at each of its values. */
export interface Task {
  plan: PartialPlan;
  variation?: Variation;
}

/** `News` is what the clerk makes of what a session has brought: of a plan, a report; of a sweep, curves. */
export async function runSession<News>(task: Task, options: RunOptions<News>, staff: Staff): Promise<News> {
  clearMarks();
  /** Ends every wait of this run: when the visitor cancels, or when something failed. */
  const stop = new AbortController();
  const cancel = () => stop.abort(options.signal.reason);
  if (options.signal.aborted) cancel();
  options.signal.addEventListener('abort', cancel, { once: true });
  try {
    let session: SessionSummary | null = null;
    const begun = begin(task, options, staff);
    try {
      session = await measure(begun, options, staff, stop);
    } catch (error) {
      // What a cancelled run has brought is shown.
      if (!options.signal.aborted) throw error;
    }
    options.onStopped();
    // A run that was cancelled while its part of the engine was loaded begins, to end as empty as it is.
    await begun;
    return await staff.clerk.call<News>({ method: 'finish', session });
  } finally {
    options.signal.removeEventListener('abort', cancel);
  }
}

/** Loads what the run needs, so that nothing is loaded while something is measured, and lets the clerk begin its report. */
async function begin<News>({ plan, variation }: Task, { platforms }: RunOptions<News>, staff: Staff): Promise<Begun> {
  const { clerk, parts } = staff;
  await (variation ? parts.all() : parts.forPlan(plan));
  const environments = platforms.map(platform => environmentOf(platform, staff));
  const begin = { plan, created: new Date().toISOString(), environments };
  return clerk.call<Begun>(variation ? { ...begin, method: 'beginSweep', variation } : { ...begin, method: 'begin' });
}

/** Runs everything that is measured, and gives how it went; when it rejects, the engine has stopped too. */
async function measure<News>(
  beginning: Promise<Begun>,
  options: RunOptions<News>,
  staff: Staff,
  stop: AbortController,
): Promise<SessionSummary | null> {
  const { runner } = staff;
  const { signal } = stop;
  const begun = await unlessAborted(beginning, signal);
  if ('mistake' in begun) throw new Error((begun.mistake as Mistake).message);
  const worker = await unlessAborted(runner.get(staff.pool(begun.lanes)), signal);
  await unlessAborted(runner.quiet(), signal);
  const lent = begun.lentLanes > 0 ? lanesOfOthers(begun.lentLanes, error => stop.abort(error)) : null;
  try {
    await unlessAborted(Promise.resolve(lent?.enough), signal);
    return await runTo(worker, begun.plans, lent, options, staff, stop);
  } finally {
    lent?.end();
  }
}

/** Runs to the end, or stops the engine. */
async function runTo<News>(
  worker: EngineWorker,
  plans: unknown[],
  lent: LentLanes | null,
  options: RunOptions<News>,
  staff: Staff,
  stop: AbortController,
): Promise<SessionSummary | null> {
  const { runner } = staff;
  const { signal } = stop;
  worker.setCancel(false);
  options.onRunning(() => {
    worker.skip();
    // Its request ends by itself, when the job has ended.
    void staff.native?.cancel();
  });
  const ended = runOn(worker, plans, lent, options, staff, stop);
  try {
    return await unlessAborted(ended, signal);
  } catch (error) {
    const native = options.platforms.includes('native') ? staff.native : null;
    // It would end by itself, when the engine's request ends: this way, the engine need not be ended for it.
    const nativeEnded = native?.cancel();
    await stopped(worker, runner, ended, signal);
    await nativeEnded;
    throw error;
  }
}

/** Stops what the engine does: by its flag, or if that takes too long, or something failed, by ending it. */
export async function stopped(worker: EngineWorker, runner: KeptWorker, ended: Promise<unknown>, signal: AbortSignal) {
  worker.setCancel(true);
  const stoppedByItself = signal.aborted && (await settledWithin(ended, CANCEL_TIMEOUT_MS));
  if (!stoppedByItself) runner.replace();
}

function environmentOf(platform: Platform, { environment, native }: Staff): Environment {
  if (platform !== 'native') return environment;
  if (!native) throw new Error('No program serves this page that could run natively: open the page by `interleave serve`.');
  return native.environment;
}

async function runOn<News>(
  worker: EngineWorker,
  plans: unknown[],
  lent: LentLanes | null,
  options: RunOptions<News>,
  staff: Staff,
  stop: AbortController,
) {
  const { signal } = stop;
  const { clerk, native } = staff;
  const thread = new MainThread();
  /** Something else may begin to use the machine, or cease to, while a run goes on. */
  const measureCores = async (ended: boolean) => {
    for (const [group, platform] of options.platforms.entries()) {
      await visible(signal);
      await painted(signal);
      thread.rest();
      // When the program has ended, its models say so.
      const measured =
        platform === 'native' ? native?.measure(signal).catch(() => null) : worker.call({ method: 'measureCores' });
      const start = performance.now();
      const environment = (await measured) as Environment | null;
      signal.throwIfAborted();
      mark('cores', start);
      if (!ended) thread.goOn();
      if (!environment) continue;
      const ofPage = platform === 'native' ? {} : { visibility: 'visible', ...(ended && { longest_block: thread.seen() }) };
      await clerk.call({ method: 'addEnvironment', group, environment: { ...environment, ...ofPage } });
    }
  };
  const follow = follower(options, clerk, signal, () => measureCores(false));
  /** The engine goes on when this is done, and when it failed, so that it can stop. */
  const onUpdate = async (update: UpdateMessage) => {
    // The clerk makes the report of this run, or keeps the next one already.
    if (signal.aborted) return undefined;
    thread.goOn();
    const answer = await unlessAborted(follow(update), signal).catch(error => {
      stop.abort(error);
      return undefined;
    });
    thread.rest();
    return answer;
  };
  try {
    const session = (await worker.run(plans, { ...options, parent: lent?.port ?? null }, onUpdate)) as SessionSummary | null;
    if (session) await measureCores(true);
    return session;
  } finally {
    thread.end();
  }
}

/**
 * Takes in the updates of a run. What a sample changes on the page is painted together with the progress, before the next execution. The cores are
 * measured before the first execution that is: those that only warm up show something sooner.
 */
function follower<News>(
  { platforms, onProgress, onNews }: RunOptions<News>,
  clerk: Clerk,
  signal: AbortSignal,
  measureCores: () => Promise<void>,
) {
  let samples = 0;
  let measuredCores = false;
  let shownAt = 0;
  const showNews = async () => {
    const start = performance.now();
    const news = await clerk.call<News>({ method: 'news' });
    mark('fold', start);
    if (!signal.aborted) onNews(news);
    shownAt = performance.now();
  };
  let watch = watchVisibility();
  signal.addEventListener('abort', () => watch.end(), { once: true });
  return async (update: UpdateMessage): Promise<Answer> => {
    watch.end();
    switch (update.update) {
      case 'begins':
        onProgress({ ...update.progress, platform: platforms[update.group % platforms.length] ?? 'browser' });
        if (update.progress.measured && !measuredCores) {
          measuredCores = true;
          await measureCores();
        }
        await visible(signal);
        await painted(signal);
        watch = watchVisibility();
        return;
      case 'unavailable':
        await clerk.call({ method: 'addUnavailable', group: update.group, model: update.model, why: update.why });
        return;
      case 'warmed': {
        const { group, sample } = update;
        const kept = await clerk.call<boolean>({ method: 'addWarmup', group, sample }, [sample.buffer]);
        signal.throwIfAborted();
        if (kept) await showNews();
        return;
      }
      case 'ended':
        if (watch.wasHidden()) return 'again';
        await clerk.call({ method: 'addSample', group: update.group, sample: update.sample }, [update.sample.buffer]);
        samples += 1;
        signal.throwIfAborted();
        if (samples <= SAMPLES_AT_ONCE || performance.now() - shownAt > NEWS_INTERVAL_MS) await showNews();
        return;
    }
  };
}
