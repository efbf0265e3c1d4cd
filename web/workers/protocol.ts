// The messages between the page and its engine worker: one tagged union for each direction.
import type { EngineSource } from './module.ts';

/** One call of a function that the Rust crate `web` exports. */
export type Call =
  | { method: 'check'; plan: unknown }
  | { method: 'command'; plan: unknown }
  | { method: 'lanes'; plan: unknown }
  | { method: 'environment' }
  | { method: 'run'; plan: unknown }
  | {
      method: 'report';
      plan: unknown;
      created: string;
      environment: unknown;
      samples: string[];
      unavailable: [string, string][];
      complete: boolean;
    }
  | { method: 'view'; report: unknown };

export type ToEngine =
  | { type: 'start'; source: EngineSource; workers: number }
  | { type: 'call'; id: number; call: Call }
  /** The page has shown the last update. */
  | { type: 'shown' }
  | { type: 'cancel' };

export type FromEngine =
  | { type: 'started'; catalog: unknown; noThreads: string | null; memory: WebAssembly.Memory | null; cancelAddress: number }
  | { type: 'failed'; message: string }
  | { type: 'result'; id: number; value: unknown }
  | { type: 'error'; id: number; message: string }
  | { type: 'update'; id: number; update: UpdateMessage };

/** `UpdateMessage` of web/src/lib.rs. */
export type UpdateMessage =
  | { update: 'begins'; progress: unknown }
  | { update: 'ended'; sample: string }
  | { update: 'unavailable'; model: string; why: string };
