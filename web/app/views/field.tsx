// One field of the form, with core's sentence below it when its value is not possible.
import type { ComponentChildren } from 'preact';
import { setParameter, setSetting } from '../actions.ts';
import type { Parameter } from '../schema.ts';
import { stopsOf } from '../slider.ts';
import { formValues, mistake } from '../state.ts';
import { tooltip } from '../tooltip.ts';
import { fieldAttributes } from './field-attributes.ts';
import { FilesInput } from './files-field.tsx';
import { NumberInput } from './number-field.tsx';
import { TextInput } from './text-field.tsx';

export function FieldMistake({ field }: { field: string }) {
  if (mistake.value?.field !== field) return null;
  return (
    <p class="mistake" id={`${field}-mistake`} role="alert">
      {mistake.value.message}
    </p>
  );
}

/** One of the workload's own parameters. */
export function ParameterField({ parameter }: { parameter: Parameter }) {
  const typed = formValues.value?.parameters[parameter.id] ?? '';
  return <Control parameter={parameter} typed={typed} change={text => setParameter(parameter.id, text)} />;
}

/** One of the things that a plan sets for every workload alike. */
export function SettingField({ setting }: { setting: Parameter }) {
  const typed = formValues.value?.settings[setting.id] ?? '';
  return <Control parameter={setting} typed={typed} change={text => setSetting(setting.id, text)} />;
}

interface ControlProps {
  parameter: Parameter;
  typed: string;
  change(text: string): void;
}

/** A longer title does not fit into half the form's width. */
const LONG_TITLE = 17;
/** More digits and letters of a unit do not fit either. */
const LONG_NUMBER = 11;
/** A larger number does not fit there beside its slider, and none that has a unit. */
const SMALL = 1_000;

function isWide(parameter: Parameter): boolean {
  if (parameter.type !== 'integer' || parameter.title.length > LONG_TITLE) return true;
  const stops = stopsOf(parameter);
  if (stops && (parameter.unit || (stops.at(-1) ?? 0) > SMALL)) return true;
  return String(parameter.max).length + parameter.unit.length > LONG_NUMBER;
}

function Control({ parameter, typed, change }: ControlProps) {
  const { id, title, about } = parameter;
  return (
    <Labelled id={id} title={title} about={about} wide={isWide(parameter)}>
      {parameter.type === 'integer' && <NumberInput parameter={parameter} typed={typed} change={change} />}
      {parameter.type === 'choice' && (
        <select
          id={id}
          value={typed}
          onChange={event => change(event.currentTarget.value)}
          {...fieldAttributes(id, `${id}-about`)}
        >
          {!parameter.options.some(option => option.id === typed) && <option value={typed}>{typed}</option>}
          {parameter.options.map(option => (
            <option key={option.id} value={option.id}>
              {option.title}
            </option>
          ))}
        </select>
      )}
      {parameter.type === 'files' && <FilesInput parameter={parameter} typed={typed} change={change} />}
      {parameter.type === 'text' && <TextInput parameter={parameter} typed={typed} change={change} />}
    </Labelled>
  );
}

interface LabelledProps {
  id: string;
  title: string;
  about: string;
  wide?: boolean;
  children: ComponentChildren;
}

function Labelled({ id, title, about, wide, children }: LabelledProps) {
  return (
    <div class={wide || mistake.value?.field === id ? 'field wide' : 'field'} {...tooltip(about, 'beside')}>
      <label for={id}>{title}</label>
      {children}
      <FieldMistake field={id} />
      <span class="visually-hidden" id={`${id}-about`}>
        {about}
      </span>
    </div>
  );
}
