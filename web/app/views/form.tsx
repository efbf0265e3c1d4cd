// What to run: the program and the button that runs it, then its parameters, the models, how often.
import { SCENARIO } from '../scenario/store.ts';
import type { Parameter } from '../schema.ts';
import { catalog, formWorkload } from '../state.ts';
import { CommandLine } from './command.tsx';
import { ParameterField, SettingField } from './field.tsx';
import { Models } from './models.tsx';
import { PlaceField } from './place.tsx';
import { PlanMistake, RunBar, submit, Unrecorded } from './run-bar.tsx';
import { SweepForm } from './sweep-form.tsx';
import { WorkloadField } from './workload.tsx';

/** The settings that most people change; the others are folded away. */
const MAIN_SETTINGS = ['workers', 'time_s'];

export function Form() {
  // A scenario has a section of its own, with room for its text.
  const parameters = formWorkload.value?.id === SCENARIO ? [] : (formWorkload.value?.parameters ?? []);
  const main = catalog.value.settings.filter(one => MAIN_SETTINGS.includes(one.id));
  const others = catalog.value.settings.filter(one => !main.includes(one));
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
        <legend class="visually-hidden">Program and models</legend>
        <WorkloadField />
        {/* Above the settings, so that it is on every first screen and never moves when they change. */}
        <RunBar />
        <div class="pairs">
          {parameters.map(parameter => (
            <ParameterField key={`${formWorkload.value?.id}.${parameter.id}`} parameter={parameter} />
          ))}
        </div>
        <Settings settings={main} />
        <Models />
        <PlaceField />
        <details class="more">
          <summary>More settings</summary>
          <Settings settings={others} />
        </details>
      </fieldset>
      <PlanMistake />
      <Unrecorded />
      <CommandLine />
      <SweepForm />
    </form>
  );
}

function Settings({ settings }: { settings: Parameter[] }) {
  return (
    <div class="pairs">
      {settings.map(setting => (
        <SettingField key={setting.id} setting={setting} />
      ))}
    </div>
  );
}
