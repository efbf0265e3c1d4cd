// The engine as the page sees it. The shapes of core's own data are in schema.ts.
import type { Mode } from '../workers/module.ts';
import type { Catalog as CoreCatalog, Environment, Mistake, ModelEntry, Plan, Progress, Report, View } from './schema.ts';

/** Everything left out has core's default. */
export type PartialPlan = Partial<Plan>;

/** A model, and whether this page can run it. */
export interface ModelInfo extends ModelEntry {
  available: boolean;
  /** Why not. */
  unavailable: string | null;
}

export interface Catalog extends CoreCatalog {
  models: ModelInfo[];
}

/** `News` of web/src/collection.rs: the report, whose traces come with the last one only, and the timelines that have changed. */
export interface News {
  report: Report;
  view: View;
}

export interface RunOptions {
  signal: AbortSignal;
  onProgress(progress: Progress): void;
  onNews(news: News): void;
}

export interface Engine {
  catalog: Catalog;
  environment: Environment;
  mode: Mode;
  modeReason: string | null;
  check(plan: PartialPlan): Promise<Mistake | null>;
  run(plan: PartialPlan, options: RunOptions): Promise<News>;
  /** `null` when the plan cannot be run, and so has no command. */
  command(plan: PartialPlan): Promise<string | null>;
  /** What a run of the plan may not record; `null` when it records everything, or cannot be run. */
  unrecorded(plan: PartialPlan): Promise<string | null>;
}
