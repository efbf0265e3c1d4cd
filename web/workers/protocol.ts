// The messages between the page and its engine worker: one tagged union for each direction.
import type { UpdateMessage as CoreMessage, Platform } from '../app/schema.ts';
import type { Answer, EngineSource } from './module.ts';

/** One call of what the Rust crate `web` exports; `web/src/lib.rs`, `commands.rs`, `texts.rs` and `collection.rs` explain each. */
export type Call =
  /** Brings a further part of the engine: see `web/src/parts.rs`. */
  | { method: 'bring'; part: number; module: WebAssembly.Module }
  | { method: 'catalog' }
  | { method: 'versions' }
  | { method: 'check'; plan: unknown }
  | { method: 'command'; plan: unknown }
  | { method: 'unrecorded'; plan: unknown }
  | { method: 'forecast'; plan: unknown; places: number }
  | { method: 'picture'; plan: unknown }
  | { method: 'environment' }
  | { method: 'measureCores' }
  | { method: 'checkSweep'; plan: unknown; variation: unknown }
  | { method: 'sweepCommand'; plan: unknown; variation: unknown }
  | { method: 'readCommand'; line: string }
  | { method: 'compareCommand'; files: string[] }
  | { method: 'scenarioLanguage' }
  | { method: 'completeScenario'; before: string; after: string; asked: boolean }
  | { method: 'readText'; workload: string; name: string; bytes: Uint8Array }
  /** How closely our GIL behaves like CPython's, here; and tables of that from files, and side by side. */
  | { method: 'measureGil'; rounds: number; created: string }
  | { method: 'readGil'; name: string; bytes: Uint8Array }
  | { method: 'gilBeside'; tables: { name: string; table: GilTable }[] }
  | { method: 'computeLab'; settings: unknown }
  | { method: 'measureLab'; settings: unknown }
  /** Each plan on each platform is a group of updates and samples; those of the first plan come first. By `parent`, lanes of other machines are asked for. */
  | { method: 'run'; plans: unknown[]; platforms: Platform[]; files: File[]; parent: MessagePort | null }
  /** Begins a collection, and ends that of an earlier run. */
  | { method: 'begin'; plan: unknown; created: string; environments: unknown[] }
  /** The same for a sweep, which runs on one platform. */
  | { method: 'beginSweep'; plan: unknown; variation: unknown; created: string; environments: unknown[] }
  | { method: 'addEnvironment'; group: number; environment: unknown }
  | { method: 'addWarmup'; group: number; sample: Uint8Array }
  | { method: 'addSample'; group: number; sample: Uint8Array }
  | { method: 'addUnavailable'; group: number; model: string; why: string }
  | { method: 'news' }
  | { method: 'finish'; session: unknown }
  | { method: 'tooLarge'; name: string; bytes: number }
  | { method: 'open'; name: string; bytes: Uint8Array }
  | { method: 'formats' }
  | { method: 'export'; id: number; format: string }
  | { method: 'close'; id: number }
  | { method: 'moments'; execution: Execution }
  | { method: 'standings'; execution: Execution }
  | { method: 'step'; execution: Execution; place: number }
  | { method: 'inWords'; execution: Execution }
  | { method: 'rename'; id: number; name: string }
  | { method: 'compare'; ids: number[]; changed: boolean };

/** Of all that a kept report paints of a model on a platform, the execution in this place. */
export interface Execution {
  report: number;
  model: string;
  platform: Platform;
  place: number;
}

/** `Fidelity` of core/src/fidelity/table.rs, which the page only passes on. */
export interface GilTable {
  created: string;
  cpython: string | null;
}

/** `GilProgress` of web/src/gil.rs. */
export interface GilProgress {
  update: 'gil';
  done: number;
  of: number;
  now: string;
  table: GilTable;
}

/** What Rust gives for what visitors bring: an answer, or the sentence why there is none. */
export type Given<T> = { given: T } | { refused: string };

/** The answer to `begin` and `beginSweep`: how many workers are needed, how many lanes others must lend, and what is to be run; or the mistake. */
export type Begun = { lanes: number; lentLanes: number; plans: unknown[] } | { mistake: unknown };

export type ToEngine =
  | { type: 'start'; source: EngineSource; workers: number; lifeline: string }
  | { type: 'call'; id: number; call: Call }
  /** The page has shown the last update. */
  | { type: 'shown'; answer: Answer }
  /** Whether the run is to stop, for an engine whose memory the page cannot write to. */
  | { type: 'cancel'; wanted: boolean }
  /** The execution that goes on is to end, and its model to be left out. */
  | { type: 'skip' };

export type FromEngine =
  | {
      type: 'started';
      noThreads: string | null;
      memory: WebAssembly.Memory | null;
      cancelAddress: number;
      tints: { address: number; length: number };
    }
  /** A task is finished, of an execution that is not measured: only from an engine whose memory the page cannot read. */
  | { type: 'finished'; task: number; tint: number }
  | { type: 'failed'; message: string }
  | { type: 'result'; id: number; value: unknown }
  | { type: 'error'; id: number; message: string }
  | { type: 'update'; id: number; update: UpdateMessage | GilProgress };

/** Core's message; a sample's bytes travel in it. */
export type UpdateMessage =
  | Exclude<CoreMessage, { update: 'ended' | 'warmed' }>
  | (Extract<CoreMessage, { update: 'ended' | 'warmed' }> & { sample: Uint8Array });
