// The engine worker: owner of one wasm instance and its threads. All Rust of the page runs here or below.
import type { Environment, ThreadStart } from '../app/schema.ts';
import { errorMessage } from './error.ts';
import { askForLane } from './lent-lane.ts';
import { holdLifeline } from './lifeline.ts';
import { Mailbox } from './mailbox.ts';
import { type Answer, type Collection, type EngineSource, type Exports, instantiate, type Library } from './module.ts';
import { askNative } from './native.ts';
import { Outside } from './outside-client.ts';
import { startProcess } from './process-start.ts';
import type { Begun, Call, FromEngine, GilProgress, ToEngine, UpdateMessage } from './protocol.ts';
import { share } from './shared.ts';
import { startThreads } from './thread-start.ts';

const post = (message: FromEngine, transfer: Transferable[] = []) => postMessage(message, transfer);

let rust: Exports;
let source: EngineSource;
let lifeline: string;
/** Who answers what programs ask of the world outside. */
let outside: Outside;
/** What starting the threads took: they are started once and stay warm, so that no run can measure it. */
let threadStart: ThreadStart | null = null;
/** What is collected of a plan, or of a sweep, which shows no run that only warms up. */
type Collecting = Omit<Collection, 'finish' | 'addWarmup'> & Partial<Pick<Collection, 'addWarmup'>>;
/** What the current run has brought, in the worker that makes reports of it. */
let collection: { begun: Collecting; finish(session: unknown): unknown } | null = null;
/** The reports that can be compared, in the worker that makes them. */
let library: Library;
/** Lets the run go on after an update. */
let goOn = (_: Answer) => {};

onmessage = async ({ data }: MessageEvent<ToEngine>) => {
  if (data.type === 'start') {
    await start(data).catch(error => post({ type: 'failed', message: errorMessage(error) }));
  } else if (data.type === 'cancel') {
    rust.setCancel(data.wanted);
  } else if (data.type === 'skip') {
    rust.skip();
  } else if (data.type === 'shown') {
    goOn(data.answer);
  } else {
    await perform(data.id, data.call).then(
      value => post({ type: 'result', id: data.id, value }),
      error => post({ type: 'error', id: data.id, message: errorMessage(error) }),
    );
  }
};

async function start(from: Extract<ToEngine, { type: 'start' }>): Promise<void> {
  ({ source, lifeline } = from);
  holdLifeline(lifeline);
  const instance = await instantiate(source);
  rust = instance.rust;
  library = new rust.Library();
  outside = new Outside(source, source.mode === 'threaded' ? instance.memory : null, rust, error =>
    // Another engine answers the next run.
    post({ type: 'failed', message: errorMessage(error) }),
  );
  if (from.workers > 0 && source.mode === 'threaded') {
    const began = performance.now();
    await startThreads(from.workers, { source, memory: instance.memory, lifeline });
    threadStart = { threads: from.workers, time_us: 1000 * (performance.now() - began) };
    rust.addWorkers(from.workers);
  }
  post({
    type: 'started',
    noThreads: rust.noThreads() ?? null,
    // Only a shared memory can be sent, and only that can be written to while the engine blocks.
    memory: source.mode === 'threaded' ? instance.memory : null,
    cancelAddress: rust.cancelAddress(),
    tints: { address: rust.tintsAddress(), length: rust.tintsLength() },
  });
}

/** For this worker, its threads, and the processes that it will start. */
function bring(part: number, module: WebAssembly.Module): void {
  source.parts[part - 1] = module;
  rust.bringPart(part, module);
  if (threadStart) rust.bringPartToPool?.(part);
}

async function perform(id: number, call: Call): Promise<unknown> {
  switch (call.method) {
    case 'bring':
      return bring(call.part, call.module);
    case 'catalog':
      return rust.catalog();
    case 'versions':
      return rust.versions();
    case 'check':
      return rust.check(call.plan) ?? null;
    case 'command':
      return rust.command(call.plan) ?? null;
    case 'unrecorded':
      return rust.unrecorded(call.plan) ?? null;
    case 'forecast':
      return rust.forecast(call.plan, call.places) ?? null;
    case 'picture':
      return rust.picture(call.plan);
    case 'environment':
      return { ...(rust.environment() as Environment), thread_start: threadStart };
    case 'measureCores':
      return { ...(rust.measureCores() as Environment), thread_start: threadStart };
    case 'run':
      return run(id, call);
    case 'measureGil':
      return rust.measureGil(call.rounds, call.created, launchProcess, progress => sendUpdate(id, progress as GilProgress));
    case 'readGil':
      return rust.readGil(call.name, call.bytes);
    case 'gilBeside':
      return rust.gilBeside(call.tables);
    case 'computeLab':
      return rust.computeLab(call.settings);
    case 'measureLab':
      return rust.measureLab(call.settings);
    case 'checkSweep':
      return rust.checkSweep(call.plan, call.variation) ?? null;
    case 'sweepCommand':
      return rust.sweepCommand(call.plan, call.variation) ?? null;
    case 'readCommand':
      return rust.readCommand(call.line);
    case 'compareCommand':
      return rust.compareCommand(call.files);
    case 'scenarioLanguage':
      return rust.scenarioLanguage();
    case 'completeScenario':
      return rust.completeScenario(call.before, call.after, call.asked) ?? null;
    case 'readText':
      return rust.readText(call.workload, call.name, call.bytes);
    case 'begin':
      return begin(call);
    case 'beginSweep':
      return beginSweep(call);
    case 'addEnvironment':
      return current().addEnvironment(call.group, call.environment);
    case 'addWarmup':
      return addWarmup(call);
    case 'addSample':
      return current().addSample(call.group, call.sample);
    case 'addUnavailable':
      return current().addUnavailable(call.group, call.model, call.why);
    case 'news':
      return readByAll(current().news());
    case 'finish':
      return readByAll(finish(call.session));
    case 'tooLarge':
      return library.tooLarge(call.name, call.bytes) ?? null;
    case 'open':
      return readByAll(library.open(call.name, call.bytes));
    case 'formats':
      return library.formats();
    case 'export':
      return library.export(call.id, call.format);
    case 'close':
      return library.close(call.id);
    case 'compare':
      return library.compare(call.ids, call.changed);
    case 'moments':
      return library.moments(call.execution) ?? null;
    case 'standings':
      return library.standings(call.execution) ?? null;
    case 'step':
      return library.step(call.execution, call.place) ?? null;
    case 'inWords':
      return library.inWords(call.execution) ?? null;
    case 'rename':
      return library.rename(call.id, call.name);
  }
}

/** What the page hands on to its painter. */
function readByAll(value: unknown): unknown {
  return source.mode === 'threaded' ? share(value) : value;
}

async function run(id: number, { plans, platforms, files, parent }: Extract<Call, { method: 'run' }>): Promise<unknown> {
  for (const plan of plans) await outside.prepare(rust.reaches(plan), files);
  const onUpdate = (update: unknown, sample?: Uint8Array) => sendUpdate(id, update as UpdateMessage, sample);
  const native = async (place: number, model: string, round: number) => {
    const answer = await askNative(source.base, 'execute', { plan: plans[place], model, round });
    return new Uint8Array(await answer.arrayBuffer());
  };
  return rust.run(plans, platforms, onUpdate, launchProcess, native, parent ? () => askForLane(parent) : undefined);
}

function begin({ plan, created, environments }: Extract<Call, { method: 'begin' }>): Begun {
  const mistake = rust.check(plan);
  if (mistake) return { mistake };
  const begun = new rust.Collection(plan, created, environments);
  collect(begun, session => begun.finish(session, library));
  return { lanes: begun.lanes(), lentLanes: begun.lentLanes(), plans: [plan] };
}

function beginSweep({ plan, variation, created, environments }: Extract<Call, { method: 'beginSweep' }>): Begun {
  const mistake = rust.checkSweep(plan, variation);
  if (mistake) return { mistake };
  const begun = new rust.SweepCollection(plan, variation, created, environments[0]);
  collect(begun, session => begun.finish(session));
  return { lanes: begun.lanes(), lentLanes: begun.lentLanes(), plans: begun.plans() };
}

/** Whether it is kept: a sweep shows none. */
function addWarmup({ group, sample }: Extract<Call, { method: 'addWarmup' }>): boolean {
  const { addWarmup } = current();
  addWarmup?.call(current(), group, sample);
  return addWarmup !== undefined;
}

function collect(begun: Collecting, finish: (session: unknown) => unknown): void {
  collection?.begun.free();
  collection = { begun, finish };
}

function current() {
  if (!collection) throw new Error('No run has begun.');
  return collection.begun;
}

function finish(session: unknown): unknown {
  current();
  const finish = collection?.finish;
  collection = null;
  return finish?.(session);
}

/** Sends an update, and promises that the page has shown it: only then does the next execution begin. */
function sendUpdate(id: number, update: UpdateMessage | GilProgress, sample?: Uint8Array): Promise<Answer> {
  if (sample) post({ type: 'update', id, update: { ...update, sample } as UpdateMessage }, [sample.buffer]);
  else post({ type: 'update', id, update });
  return new Promise(resolve => {
    goOn = resolve;
  });
}

/** Starts a process, and gives the engine's end of the connection to it. */
function launchProcess(lane: number): Mailbox {
  const process = startProcess(
    { number: lane, source, lifeline, lent: false },
    {
      message: posted => mailbox.receive(posted),
      failure: error => mailbox.fail(error),
    },
  );
  const mailbox = new Mailbox(lane, process, () => process.end());
  return mailbox;
}
