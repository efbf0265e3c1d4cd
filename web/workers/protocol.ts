// What the page and its engine worker say to each other: one tagged union each way.
import type { Mode } from './module';

export type Call =
  | { call: 'check'; plan: unknown }
  | { call: 'command'; plan: unknown }
  | { call: 'lanes'; plan: unknown }
  | { call: 'environment' }
  | { call: 'run'; plan: unknown }
  | {
      call: 'report';
      plan: unknown;
      created: string;
      environment: unknown;
      samples: string[];
      unavailable: [string, string][];
      complete: boolean;
    }
  | { call: 'view'; report: unknown };

export type ToEngine =
  | { say: 'boot'; base: string; mode: Mode; module: WebAssembly.Module; workers: number }
  | { say: 'call'; id: number; call: Call }
  | { say: 'seen' }
  | { say: 'cancel' };

export type FromEngine =
  | { say: 'booted'; catalog: unknown; noThreads: string | null; memory: WebAssembly.Memory | null; cancelAddress: number }
  | { say: 'failed'; message: string }
  | { say: 'answer'; id: number; value: unknown }
  | { say: 'mistake'; id: number; message: string }
  | { say: 'update'; id: number; update: Update };

/** `Told` of web/src/lib.rs. */
export type Update =
  | { update: 'begins'; progress: unknown }
  | { update: 'ended'; sample: string }
  | { update: 'unavailable'; model: string; why: string };
