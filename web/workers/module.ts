// Loads the engine, wasm-bindgen's own output beside the page: by address at run time, because no bundler understands its workers.
import { errorMessage } from './error.ts';
import type { AskedLane } from './lent-lane.ts';
import type { DatabaseFacts, Request, Service } from './requests.ts';

export type Mode = 'threaded' | 'single';

/** Where an engine is loaded from: the page's address, which build, and its compiled code. */
export interface EngineSource {
  base: string;
  mode: Mode;
  module: WebAssembly.Module;
  /** Its further parts, in their order, as far as they are compiled: any that is missing is fetched when it is needed. */
  parts: WebAssembly.Module[];
}

/** What a process is told first. One that is lent checks what it is to do. */
export interface ToProcess {
  number: number;
  source: EngineSource;
  lifeline: string;
  lent: boolean;
}

/** What a thread is told. */
export interface ToThread {
  source: EngineSource;
  memory: WebAssembly.Memory;
  lifeline: string;
}

/** What the page says of an update: an execution during which it was hidden is run again. */
export type Answer = 'again' | undefined;

/** What a run has brought so far; `web/src/collection.rs` explains each. */
export interface Collection {
  lanes(): number;
  lentLanes(): number;
  addEnvironment(group: number, environment: unknown): void;
  addWarmup(group: number, sample: Uint8Array): void;
  addSample(group: number, sample: Uint8Array): void;
  addUnavailable(group: number, model: string, why: string): void;
  news(): unknown;
  finish(session: unknown, library: Library): unknown;
  free(): void;
}

/** The same of a sweep; `web/src/sweep.rs` explains each. */
interface SweepCollection extends Omit<Collection, 'finish' | 'addWarmup'> {
  plans(): unknown[];
  finish(session: unknown): unknown;
}

/** The reports that the page shows; `web/src/library.rs` explains each. */
export interface Library {
  tooLarge(name: string, bytes: number): string | undefined;
  open(name: string, bytes: Uint8Array): unknown;
  formats(): unknown;
  export(id: number, format: string): string;
  close(id: number): void;
  rename(id: number, name: string): void;
  compare(ids: unknown, changed: boolean): unknown;
  /** `web/src/replay.rs` explains these. */
  moments(execution: unknown): Float64Array | undefined;
  standings(execution: unknown): Uint32Array | undefined;
  step(execution: unknown, place: number): unknown;
  inWords(execution: unknown): unknown;
}

/** What the Rust crate `web` exports; `web/src/lib.rs` explains each. */
export interface Exports {
  default(options: { module_or_path: WebAssembly.Module; memory?: WebAssembly.Memory }): Promise<{ memory: WebAssembly.Memory }>;
  /** With shared memory. It never returns; `ready` is called once the thread can be handed a lane. */
  serveThread?(ready: () => void): void;
  bringPart(part: number, module: WebAssembly.Module): void;
  bringPartToPool?(part: number): void;
  addWorkers(count: number): void;
  catalog(): unknown;
  noThreads(): string | undefined;
  versions(): unknown;
  environment(): unknown;
  measureCores(): unknown;
  check(plan: unknown): unknown;
  command(plan: unknown): string | undefined;
  unrecorded(plan: unknown): string | undefined;
  forecast(plan: unknown, places: number): unknown;
  picture(plan: unknown): unknown;
  tintsAddress(): number;
  tintsLength(): number;
  checkSweep(plan: unknown, variation: unknown): unknown;
  sweepCommand(plan: unknown, variation: unknown): string | undefined;
  readCommand(line: string): unknown;
  compareCommand(files: string[]): string;
  scenarioLanguage(): unknown;
  completeScenario(before: string, after: string, asked: boolean): unknown;
  readText(workload: string, name: string, bytes: Uint8Array): unknown;
  run(
    plans: unknown,
    platforms: unknown,
    onUpdate: (update: unknown, sample?: Uint8Array) => Promise<Answer>,
    launch: (lane: number) => unknown,
    askNative: (place: number, model: string, round: number) => Promise<Uint8Array>,
    lend?: () => AskedLane,
  ): Promise<unknown>;
  measureGil(
    rounds: number,
    created: string,
    launch: (lane: number) => unknown,
    onProgress: (progress: unknown) => Promise<Answer>,
  ): Promise<unknown>;
  readGil(name: string, bytes: Uint8Array): unknown;
  gilBeside(tables: unknown): unknown;
  computeLab(settings: unknown): unknown;
  measureLab(settings: unknown): Promise<unknown>;
  setCancel(wanted: boolean): void;
  skip(): void;
  cancelAddress(): number;
  Collection: new (plan: unknown, created: string, environments: unknown) => Collection;
  SweepCollection: new (plan: unknown, variation: unknown, created: string, environment: unknown) => SweepCollection;
  Library: new () => Library;
  serveProcess(mailbox: unknown, lent: boolean): Promise<void>;
  reaches(plan: unknown): Service | undefined;
  companyDatabase(): DatabaseFacts;
  /** With shared memory. */
  answerOutside?(answer: (request: Request) => Promise<Uint8Array>): Promise<void>;
  /** Without. */
  setOutside?(answer: (request: Request) => Promise<Uint8Array>): void;
}

/** Loads wasm-bindgen's JavaScript and instantiates the compiled module, which all workers share; on `memory` as one more thread of its owner. */
export async function instantiate(
  { base, mode, module, parts }: EngineSource,
  shared?: WebAssembly.Memory,
): Promise<{ rust: Exports; memory: WebAssembly.Memory }> {
  const script = `${base}engine/${mode}/interleave_web.js`;
  const rust: Exports = await import(/* @vite-ignore */ script).catch(error => {
    // Not every browser says which script it was.
    throw new Error(`The script ${script} could not be loaded. Load the page again. (${errorMessage(error)})`, { cause: error });
  });
  const { memory } = await rust.default({ module_or_path: module, ...(shared && { memory: shared }) });
  for (const [index, part] of parts.entries()) rust.bringPart(index + 1, part);
  return { rust, memory };
}

/** Loads a part of the engine; the first one, which opens the page, is 0. */
export async function compile(base: string, mode: Mode, part: number): Promise<WebAssembly.Module> {
  const name = part === 0 ? 'interleave_web_bg' : `interleave_web_part${part}`;
  const response = await fetch(`${base}engine/${mode}/${name}.wasm`);
  if (!response.ok) throw new Error(`The engine could not be loaded: ${response.status} ${response.statusText}.`);
  // Not every static host knows the MIME type that streaming compilation insists on.
  return response.headers.get('Content-Type')?.startsWith('application/wasm')
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
