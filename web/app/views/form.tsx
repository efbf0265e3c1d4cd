// What to run: the program, its parameters, the models, how often; and the button that runs it.
import { NUMBERS } from '../plan.ts';
import { workload } from '../state.ts';
import { CommandLine } from './command.tsx';
import { NumberField, ParameterField } from './field.tsx';
import { Models } from './models.tsx';
import { PlanMistake, RunBar, submit } from './run-bar.tsx';
import { WorkloadField } from './workload.tsx';

const [MAIN_NUMBERS, OTHER_NUMBERS] = [NUMBERS.slice(0, 2), NUMBERS.slice(2)];

export function Form() {
  return (
    <form
      class="chooser"
      aria-label="What to run"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        submit();
      }}
    >
      <fieldset class="fields">
        <legend class="unseen">Program and models</legend>
        <WorkloadField />
        <div class="pairs">
          {(workload.value?.parameters ?? []).map(parameter => (
            <ParameterField key={`${workload.value?.id}.${parameter.id}`} parameter={parameter} />
          ))}
        </div>
        <div class="pairs">
          {MAIN_NUMBERS.map(field => (
            <NumberField key={field} field={field} />
          ))}
        </div>
        <Models />
        <details class="more">
          <summary>More settings</summary>
          <div class="pairs">
            {OTHER_NUMBERS.map(field => (
              <NumberField key={field} field={field} />
            ))}
          </div>
        </details>
      </fieldset>
      <PlanMistake />
      <RunBar />
      <CommandLine />
    </form>
  );
}
