// The shapes that core's JSON has and the engine's promises, as the page sees them; names follow core's serde names.

import type { State, View } from './view.ts';

export interface Plan {
  workload: string;
  parameters: Record<string, Value>;
  models: string[];
  workers: number;
  runs: number;
  warmup: number;
  seed: number;
  quantum_us: number;
  switch_interval_us: number;
}

/** A wish: everything left out has core's default. */
export type PartialPlan = Partial<Plan>;

export type Value = number | string;

export type Parameter = { id: string; title: string; about: string } & (
  | { type: 'integer'; min: number; max: number; default: number; unit: string }
  | { type: 'choice'; options: string[]; default: string }
  | { type: 'text'; max_bytes: number; default: string }
);

/** Something in a plan that cannot be run, and the field at fault. */
export interface Mistake {
  field: string;
  message: string;
}

export interface Report {
  schema: string;
  created: string;
  plan: Plan;
  environment: Environment;
  complete: boolean;
  results: ModelResult[];
  insight: string[];
  warnings: Warning[];
}

export interface ModelResult {
  model: string;
  platform: Platform;
  workers: number;
  samples_ms: number[];
  median_ms: number | null;
  ci95_ms: [number, number] | null;
  speedup: Estimate | null;
  states_ms: Partial<Record<State, number>>;
  checksum: string | null;
  tasks: TaskResult[];
  output: OutputLine[];
  warnings: Warning[];
  /** Every recorded event; of those the page reads only what core folds from them. */
  trace: { resources: string[] } | null;
}

export interface Estimate {
  median: number;
  ci95: [number, number] | null;
}

export type Platform = 'native' | 'browser' | 'cpython' | 'simulated';

export interface TaskResult {
  name: string;
  value: string | null;
  failure: string | null;
}

export interface OutputLine {
  at_ns: number;
  lane: number;
  task: number | null;
  text: string;
}

export interface Warning {
  code: string;
  text: string;
}

export interface Environment {
  host: Platform;
  version: string;
  os: string;
  arch: string;
  machine: string;
  cores_claimed: number;
  cores_measured: number | null;
  clock_step_ns: number;
  isolated: boolean | null;
  target_features: string[];
  profile: string;
  compiler: string;
  visibility: string | null;
}

export interface WorkloadInfo {
  id: string;
  title: string;
  about: string;
  /** What each model makes of it and why. */
  expect: Expectation[];
  parameters: Parameter[];
  /** Values for a run of some milliseconds. */
  small: Record<string, Value>;
  source: string;
}

export interface Expectation {
  model: string;
  text: string;
  /** What this model changes about the meaning of the program; never an error. */
  differs: string | null;
}

export interface ModelInfo {
  id: string;
  title: string;
  about: string;
  needs: 'one-lane' | 'shared-memory' | 'processes';
  available: boolean;
  unavailable: string | null;
}

export interface Catalog {
  workloads: WorkloadInfo[];
  models: ModelInfo[];
  /** The numbers of a plan that every workload has in common, in the order of the form. */
  settings: Parameter[];
}

export interface Progress {
  model: string;
  /** Counted from 0 within the warm-up or the measured rounds. */
  round: number;
  measured: boolean;
  done: number;
  total: number;
}

export interface RunOptions {
  signal?: AbortSignal;
  onProgress?(progress: Progress): void;
  onReport?(partial: Report): void;
}

export interface Engine {
  catalog: Catalog;
  environment: Environment;
  mode: 'threaded' | 'single';
  modeReason: string | null;
  check(plan: PartialPlan): Promise<Mistake | null>;
  run(plan: PartialPlan, options: RunOptions): Promise<Report>;
  view(report: Report): Promise<View>;
  /** `null` when the plan cannot be run, and so has no command. */
  command(plan: PartialPlan): Promise<string | null>;
}
