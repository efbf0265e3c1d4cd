// One thing at many values: which, and which values; core says what is wrong with them as they are typed.
import { useSignal, useSignalEffect } from '@preact/signals';
import { sweep } from '../run.ts';
import type { Parameter } from '../schema.ts';
import { catalog, engine, formPlan, formWorkload, mistake, place, running, sweepCheck, sweepFields } from '../state.ts';
import { Command } from './command.tsx';

/** Worker counts up to this many times the cores: beyond the cores, more of them take turns. */
const BEYOND_CORES = 2;
const MOST_WORKERS = 16;

/** What can be varied: the worker count, and every parameter with numbers or words to choose from. */
function candidates(): Parameter[] {
  const workers = catalog.value.settings.filter(({ id }) => id === 'workers');
  return [...workers, ...(formWorkload.value?.parameters ?? []).filter(({ type }) => type !== 'text' && type !== 'files')];
}

/** What is tried when nothing is typed: around the default, or every word there is. */
function suggestion(parameter: Parameter | undefined): string {
  if (!parameter || parameter.type === 'text' || parameter.type === 'files') return '';
  if (parameter.type === 'choice') return parameter.options.map(({ id }) => id).join(',');
  if (parameter.id === 'workers') {
    const cores = engine.value?.environment.cores_claimed ?? 1;
    return `1..${Math.min(Math.max(2, BEYOND_CORES * cores), MOST_WORKERS)}`;
  }
  const around = [parameter.default / 4, parameter.default / 2, parameter.default].map(Math.round);
  return [...new Set(around)].filter(value => value >= parameter.min && value <= parameter.max).join(',');
}

function chosen() {
  const all = candidates();
  const parameter = all.find(({ id }) => id === sweepFields.value.parameter) ?? all[0];
  return { parameter, variation: { parameter: parameter?.id ?? '', values: sweepFields.value.values || suggestion(parameter) } };
}

export function SweepForm() {
  const open = useSignal(false);
  useSignalEffect(() => {
    if (open.value) check();
  });
  const { parameter, variation } = chosen();
  // A mistake of the form is shown where it is.
  const wrong = mistake.value ? null : sweepCheck.value.mistake;
  return (
    <details
      class="more sweep-form"
      onToggle={event => {
        open.value = event.currentTarget.open;
      }}
    >
      <summary>Sweep: one thing at many values</summary>
      <div class="pairs">
        <div class="field">
          <label for="sweep-parameter">Vary</label>
          <select
            id="sweep-parameter"
            value={parameter?.id}
            onChange={event => {
              sweepFields.value = { parameter: event.currentTarget.value, values: '' };
            }}
          >
            {candidates().map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="sweep-values">Values</label>
          <input
            id="sweep-values"
            value={sweepFields.value.values}
            placeholder={suggestion(parameter)}
            aria-invalid={wrong !== null}
            aria-describedby="sweep-help"
            onInput={event => {
              sweepFields.value = { ...sweepFields.value, values: event.currentTarget.value };
            }}
          />
        </div>
      </div>
      <p id="sweep-help" class="caption">
        Lists 1,2,4, ranges 1..8, steps 0..100+25, powers 1..1000x10.
      </p>
      {wrong && (
        <p class="mistake" role="alert">
          {wrong.message}
        </p>
      )}
      <button
        type="button"
        class="quiet"
        disabled={running.value || wrong !== null || mistake.value !== null}
        onClick={() => {
          const plan = formPlan.value?.plan;
          // A failure is part of the state, which shows it.
          if (plan) sweep(planFor(variation.parameter, plan), variation, platform()).catch(() => {});
        }}
      >
        Run the sweep
      </button>
      {sweepCheck.value.command && (
        <Command id="sweep-command" title="The same sweep, natively" text={sweepCheck.value.command} />
      )}
    </details>
  );
}

/** One platform at a time: curves of both would hide each other. */
const platform = () => (place.value === 'native' ? 'native' : 'browser');

/** By workers, only models that have workers say something, unless the visitor left some of them out. */
function planFor(parameter: string, plan: NonNullable<typeof formPlan.value>['plan']) {
  const { models = [], ...rest } = plan;
  const withWorkers = catalog.value.models.filter(({ needs }) => needs !== 'one-lane').map(({ id }) => id);
  const useful = parameter === 'workers' ? models.filter(id => withWorkers.includes(id)) : models;
  const { [parameter]: _, ...parameters } = rest.parameters ?? {};
  return { ...rest, parameters, models: useful.length ? useful : models };
}

let lastCheck = 0;

/** Only the answer to the latest question counts; while a run is measured, nothing is asked. */
function check(): void {
  const runner = engine.value;
  const plan = formPlan.value?.plan;
  const { variation } = chosen();
  if (running.value || !runner || !plan || mistake.value) return;
  const thisCheck = ++lastCheck;
  const asked = planFor(variation.parameter, plan);
  void Promise.all([runner.checkSweep(asked, variation), runner.sweepCommand(asked, variation)]).then(([found, command]) => {
    if (thisCheck === lastCheck) sweepCheck.value = { mistake: found, command };
  });
}
