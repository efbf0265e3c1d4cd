// The documented interface for notebooks and tests: `await window.interleave.run(plan)`, `await window.interleave.catalog()`.
import { effect } from '@preact/signals';
import { fill } from './actions.ts';
import { typed } from './plan.ts';
import { run } from './run.ts';
import type { Report } from './schema.ts';
import { boot, engine } from './state.ts';
import type { Catalog, Engine, PartialPlan } from './types.ts';

interface ScriptInterface {
  /** Runs a plan, shows it on the page, and gives the report that `interleave run --json` would. */
  run(plan?: PartialPlan): Promise<Report>;
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

window.interleave = {
  async run(plan = {}) {
    const ready = await booted();
    const mistake = await ready.check(plan);
    if (mistake) throw new PlanError(mistake.message, mistake.field);
    fill(typed(plan));
    return run(plan);
  },
  async catalog() {
    return (await booted()).catalog;
  },
};

function booted(): Promise<Engine> {
  return new Promise((resolve, reject) => {
    let done = () => {};
    done = effect(() => {
      if (engine.value) resolve(engine.value);
      else if (boot.value.phase === 'failed') reject(new Error(boot.value.message));
      else return;
      queueMicrotask(() => done());
    });
  });
}
