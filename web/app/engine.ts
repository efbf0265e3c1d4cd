// The page's engine: one worker that always answers questions, and one that runs plans and may block.
import { compile } from '../workers/module.ts';
import { Clerk } from './clerk.ts';
import { answerDownloads } from './downloads.ts';
import { measureGil, measureLab } from './gil.ts';
import { chooseMode } from './isolation.ts';
import { KeptWorker } from './kept-worker.ts';
import { findNativeHost } from './native-host.ts';
import { Parts } from './parts.ts';
import type { Environment } from './schema.ts';
import { runSession } from './session.ts';
import type { Catalog, Engine, Format, News, PartialPlan } from './types.ts';

const cores = Math.min(navigator.hardwareConcurrency || 2, 16);

export async function startEngine(): Promise<Engine> {
  const base = new URL('./', document.baseURI).href;
  const { mode, reason } = await chooseMode(base);
  const source = compile(base, mode, 0).then(module => ({ base, mode, module, parts: [] }));
  // It only answers questions, and needs no pool.
  const questions = new KeptWorker(source);
  const clerk = new Clerk(questions);
  const runner = new KeptWorker(source);
  const parts = new Parts(source, [questions, runner]);
  const pool = (lanes: number) => (mode === 'threaded' ? Math.max(lanes, cores) : 0);
  const noThreads = questions.get().then(worker => worker.noThreads);
  const [catalog, formats, environment, native] = await Promise.all([
    Promise.all([clerk.call<Catalog>({ method: 'catalog' }), noThreads]).then(found => catalogOf(...found)),
    clerk.call<Format[]>({ method: 'formats' }),
    clerk.call<Environment>({ method: 'environment' }),
    findNativeHost(base),
  ]);
  // The page can be used while this one starts: whoever presses Run waits for it, and hears it if it cannot. One after the other: what two workers load at
  // once, WebKit loads past the page's service worker, and then refuses the processes of such a worker.
  void runner.get(pool(1));
  /** Makes sure that whoever the program asks can be there. */
  const outsideFor = async ({ workload }: PartialPlan) => {
    const reaches = catalog.workloads.find(({ id }) => id === workload)?.reaches;
    if (reaches === 'download' && !native) await answerDownloads(base);
  };
  const staff = { clerk, runner, parts, pool, environment, native };
  return {
    catalog,
    environment,
    native,
    mode,
    modeReason: reason,
    // Whoever lends it does not know what it will be used for.
    whole: () => parts.all().then(() => source),
    prepare: plan => parts.forPlan(plan),
    versions: () => clerk.call({ method: 'versions' }),
    check: plan => clerk.call({ method: 'check', plan }),
    command: plan => clerk.call({ method: 'command', plan }),
    picture: plan => clerk.call({ method: 'picture', plan }),
    // It runs a little of the program: what that needs is not fetched in the midst of it.
    forecast: async (plan, places) => {
      await parts.forPlan(plan);
      return clerk.call({ method: 'forecast', plan, places });
    },
    unrecorded: plan => clerk.call({ method: 'unrecorded', plan }),
    tooLarge: (name, bytes) => clerk.call({ method: 'tooLarge', name, bytes }),
    open: (name, bytes) => clerk.call({ method: 'open', name, bytes }, [bytes.buffer]),
    formats,
    export: (id, format) => clerk.call({ method: 'export', id, format }),
    close: id => clerk.call({ method: 'close', id }),
    compare: (ids, changed) => clerk.call({ method: 'compare', ids, changed }),
    moments: execution => clerk.call({ method: 'moments', execution }),
    standings: execution => clerk.call({ method: 'standings', execution }),
    step: (execution, place) => clerk.call({ method: 'step', execution, place }),
    inWords: execution => clerk.call({ method: 'inWords', execution }),
    rename: (id, name) => clerk.call({ method: 'rename', id, name }),
    measureGil: (rounds, options) => measureGil(rounds, options, staff),
    readGil: (name, bytes) => clerk.call({ method: 'readGil', name, bytes }, [bytes.buffer]),
    computeLab: settings => clerk.call({ method: 'computeLab', settings }),
    measureLab: (settings, signal) => measureLab(settings, signal, staff),
    gilBeside: tables => clerk.call({ method: 'gilBeside', tables }),
    checkSweep: (plan, variation) => clerk.call({ method: 'checkSweep', plan, variation }),
    sweepCommand: (plan, variation) => clerk.call({ method: 'sweepCommand', plan, variation }),
    readCommand: line => clerk.call({ method: 'readCommand', line }),
    compareCommand: files => clerk.call({ method: 'compareCommand', files }),
    scenarioLanguage: () => clerk.call({ method: 'scenarioLanguage' }),
    completeScenario: (before, after, asked) => clerk.call({ method: 'completeScenario', before, after, asked }),
    readText: (workload, name, bytes) => clerk.call({ method: 'readText', workload, name, bytes }, [bytes.buffer]),
    run: async (plan, options) => {
      await outsideFor(plan);
      const news = await runSession<News>({ plan }, options, staff);
      // Whatever is asked next is answered at once. A failure is told when it is needed.
      parts.all().catch(() => {});
      return news;
    },
    sweep: async (plan, variation, options) => {
      await outsideFor(plan);
      return runSession({ plan, variation }, options, staff);
    },
  };
}

/** Until the visitor has named their server. */
const NO_WORKERS = 'Other machines lend its processes: off until you name their server.';

/** Core's catalogue, and which models this page can run. */
function catalogOf(catalog: Catalog, noThreads: string | null): Catalog {
  const models = catalog.models.map(model => {
    const unavailable = { 'shared-memory': noThreads, workers: NO_WORKERS }[model.needs as string] ?? null;
    return { ...model, available: unavailable === null, unavailable };
  });
  return { ...catalog, models };
}
