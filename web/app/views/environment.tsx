// Where programs run, in one line; opened, what each fact means for the figures.
import { rounded } from '../format.ts';
import type { Environment } from '../schema.ts';
import { boot, engine, ownRun } from '../state.ts';
import type { Engine } from '../types.ts';

/** The step is measured, and no more precise than this. */
const CLOCK_DIGITS = 2;

/** The engine with the environment of the run that is shown, because each run measures the cores anew. */
function current(): Engine | null {
  const { value } = engine;
  const report = ownRun.value?.report;
  const places = report ? [report.environment, ...(report.other_environments ?? [])] : [];
  return value && { ...value, environment: places.find(({ host }) => host === 'browser') ?? value.environment };
}

/** Where the program that serves the page runs, as the last run measured it. */
function native(): Environment | null {
  const report = ownRun.value?.report;
  const places = report ? [report.environment, ...(report.other_environments ?? [])] : [];
  return places.find(({ host }) => host === 'native') ?? engine.value?.native?.environment ?? null;
}

/** Whether something else used the machine while the shown run was measured. */
function busy(): boolean {
  return ownRun.value?.report?.warnings.some(warning => warning.code === 'busy-machine') ?? false;
}

export function EnvironmentBadge() {
  const now = current();
  const phase = boot.value.phase;
  return (
    <div class="environment">
      <button type="button" class="badge" popovertarget="environment" disabled={!now}>
        <span class={`lamp ${now ? (busy() ? 'busy' : now.mode) : phase}`} aria-hidden="true" />
        {now ? summary(now) : phase === 'failed' ? 'not started' : 'starting the engine …'}
      </button>
      <div id="environment" class="sheet" popover="auto">
        {now && <Explanation engine={now} />}
      </div>
    </div>
  );
}

function summary({ environment, mode }: Engine): string {
  const measured = environment.cores_measured;
  const cores = `${environment.cores_claimed} cores${measured === null ? '' : `, ${measured.toFixed(2)} measured`}`;
  return `${busy() ? 'busy' : mode === 'threaded' ? 'isolated' : 'limited'} · ${cores} · clock ${rounded(environment.clock_step_ns, CLOCK_DIGITS)}`;
}

function Explanation({ engine: { environment, mode, modeReason } }: { engine: Engine }) {
  const measured = environment.cores_measured;
  const starting = ownRun.value?.view?.starting;
  const mainThread = ownRun.value?.view?.main_thread;
  const beside = native();
  return (
    <>
      <h2>Where it runs</h2>
      <dl>
        <dt>{environment.isolated ? 'Isolated' : 'Not isolated'}</dt>
        <dd>
          {mode === 'threaded'
            ? 'This page shares its memory with no other site, so the browser lets it use real threads and a fine clock.'
            : modeReason}
        </dd>
        <dt>{environment.cores_claimed} cores claimed</dt>
        <dd>
          {measured === null
            ? `The browser says so. ${mode === 'threaded' ? 'Each run measures how many there really are.' : 'It cannot be measured: without shared memory, lanes cannot start together.'}`
            : `The browser says so. Computing on all of them at once gives ${measured.toFixed(2)} times the work of one: no speed-up above that can come from computing.`}
        </dd>
        {busy() && (
          <>
            <dt>Busy</dt>
            <dd>Something else used the machine before or after the run, so nobody can tell from its figures who is faster.</dd>
          </>
        )}
        <dt>Clock step {rounded(environment.clock_step_ns, CLOCK_DIGITS)}</dt>
        <dd>The smallest difference the browser’s clock shows. Anything shorter looks like nothing.</dd>
        {starting && (
          <>
            <dt>Starting threads</dt>
            <dd>{starting}</dd>
          </>
        )}
        {mainThread && (
          <>
            <dt>Main thread</dt>
            <dd>{mainThread}</dd>
          </>
        )}
        <dt>Program</dt>
        <dd>
          Interleave {environment.version}, {environment.profile} build for {environment.arch}
          {environment.target_features.length > 0 && ` with ${environment.target_features.join(', ')}`}, {environment.compiler}
        </dd>
        <dt>Machine</dt>
        <dd>
          {environment.machine}, {environment.os}
        </dd>
        {beside && (
          <>
            <dt>Natively</dt>
            <dd>
              {beside.machine}, {beside.os}: {beside.cores_claimed} cores
              {beside.cores_measured === null ? '' : `, ${beside.cores_measured.toFixed(2)} measured`}; Interleave{' '}
              {beside.version}, {beside.profile} build for {beside.arch}, {beside.compiler}
            </dd>
          </>
        )}
      </dl>
    </>
  );
}
