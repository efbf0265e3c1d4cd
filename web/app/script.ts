// The documented interface for notebooks and tests: `await window.interleave.run(plan)`, `await window.interleave.catalog()`.
import { fillForm } from './actions.ts';
import { placeOf, platformsOf } from './places.ts';
import { fromPlan } from './plan.ts';
import { run } from './run.ts';
import type { Platform, Report } from './schema.ts';
import type { Catalog, Engine, PartialPlan } from './types.ts';

interface ScriptInterface {
  /**
   * Runs a plan, shows it on the page, and gives the report that `interleave run --json` would. On both platforms, it is one session whose
   * rounds pair; `native` needs a page that `interleave serve` serves.
   */
  run(plan?: PartialPlan, options?: { on?: Extract<Platform, 'browser' | 'native'>[] }): Promise<Report>;
  /** Every workload with its parameters, and every model. */
  catalog(): Promise<Catalog>;
}

declare global {
  interface Window {
    interleave: ScriptInterface;
  }
}

/** A plan that cannot be run; `field` names the part at fault. */
class PlanError extends Error {
  override name = 'PlanError';
  constructor(
    message: string,
    readonly field: string,
  ) {
    super(message);
  }
}

/** Calls may come before the engine has started, and wait for it. */
export function offerScriptInterface(started: Promise<Engine>): void {
  window.interleave = {
    async run(plan = {}, { on = ['browser' as const] } = {}) {
      const engine = await started;
      const mistake = await engine.check(plan);
      if (mistake) throw new PlanError(mistake.message, mistake.field);
      fillForm(fromPlan(plan));
      return run(plan, platformsOf(placeOf(on)));
    },
    async catalog() {
      return (await started).catalog;
    },
  };
}
