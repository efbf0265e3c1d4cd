// The documented interface for notebooks and tests: `await window.interleave.run(plan)`; the README has examples.
import { fillForm } from './actions.ts';
import { areMachinesUsed } from './machines.ts';
import { openFiles } from './opened.ts';
import { placeOf, platformsOf, withMachines } from './places.ts';
import { fromPlan } from './plan.ts';
import { run, sweep } from './run.ts';
import type { Comparison, Mistake, Platform, Report, Sweep, Variation } from './schema.ts';
import { refusals } from './state.ts';
import type { Catalog, Engine, PartialPlan } from './types.ts';

type Place = Extract<Platform, 'browser' | 'native'>;

interface ScriptInterface {
  /**
   * Runs a plan, shows it on the page, and gives the report that `interleave run --json` would. On both platforms, it is one session whose
   * rounds pair; `native` needs a page that `interleave serve` serves.
   */
  run(plan?: PartialPlan, options?: { on?: Place[] }): Promise<Report>;
  /** Puts reports side by side, as `interleave compare --json` does: the first is what the others are measured by. */
  compare(reports: Report[]): Promise<Comparison>;
  /** Runs a plan at each value of one thing, such as `{ parameter: 'workers', values: '1..4' }`, and gives what `interleave sweep --json` would. */
  sweep(plan: PartialPlan, variation: Variation, options?: { on?: [Place] }): Promise<Sweep>;
  /** Opens reports on the page, as if they were dropped there, and gives them without their traces. */
  open(files: Iterable<File>): Promise<Report[]>;
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
  constructor({ message, field }: Mistake) {
    super(message);
    this.field = field;
  }
  readonly field: string;
}

/** Reports that cannot be used, or not be compared; the message says why. */
class ReportError extends Error {
  override name = 'ReportError';
}

/** Calls may come before the engine has started, and wait for it. */
export function offerScriptInterface(started: Promise<Engine>): void {
  window.interleave = {
    async run(plan = {}, { on = ['browser' as const] } = {}) {
      const mistake = await (await started).check(plan);
      if (mistake) throw new PlanError(mistake);
      fillForm(fromPlan(plan));
      return run(plan, platformsOf(placeOf(on)));
    },
    async compare(reports) {
      return compare(await started, reports);
    },
    async sweep(plan, variation, { on: [platform] = ['browser' as const] } = {}) {
      const mistake = await (await started).checkSweep(plan, variation);
      if (mistake) throw new PlanError(mistake);
      return sweep(plan, variation, platform);
    },
    async open(files) {
      await started;
      const reports = await openFiles(files);
      if (refusals.value.length) throw new ReportError(refusals.value.join(' '));
      return reports;
    },
    async catalog() {
      return withMachines((await started).catalog, areMachinesUsed.value);
    },
  };
}

/** They are read as files are, compared, and forgotten. */
async function compare(engine: Engine, reports: Report[]): Promise<Comparison> {
  const ids: number[] = [];
  const given = <T>(answer: { given: T } | { refused: string }): T => {
    if ('refused' in answer) throw new ReportError(answer.refused);
    return answer.given;
  };
  try {
    for (const [place, report] of reports.entries()) {
      const bytes = new TextEncoder().encode(JSON.stringify(report));
      const { id } = given(await engine.open(`report ${place + 1}`, bytes));
      if (id === null) throw new ReportError(`Report ${place + 1} is a recording, which has no figures.`);
      ids.push(id);
    }
    return given(await engine.compare(ids, false));
  } finally {
    for (const id of ids) void engine.close(id);
  }
}
