// One thing that can be set, with core's sentence beside it when it cannot be that.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { typeParameter, typeSetting } from '../actions.ts';
import { plain, tidied } from '../plan.ts';
import type { Parameter } from '../schema.ts';
import { draft, mistake } from '../state.ts';
import { tipped } from '../tip.ts';

/** Attributes of the control for `field`: its description, and whether core refuses it. */
export function faulty(field: string, describedBy = '') {
  const wrong = mistake.value?.field === field;
  const described = [wrong ? `${field}-mistake` : '', describedBy].filter(Boolean).join(' ');
  return { 'aria-invalid': wrong ? true : undefined, 'aria-describedby': described || undefined } as const;
}

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
  const typed = draft.value?.parameters[parameter.id] ?? '';
  return <Control parameter={parameter} typed={typed} change={text => typeParameter(parameter.id, text)} />;
}

/** One of the numbers that every workload has in common. */
export function SettingField({ setting }: { setting: Parameter }) {
  const typed = draft.value?.settings[setting.id] ?? '';
  return <Control parameter={setting} typed={typed} change={text => typeSetting(setting.id, text)} />;
}

interface ControlProps {
  parameter: Parameter;
  typed: string;
  change(text: string): void;
}

/** A longer title has no room in half the form's width. */
const LONG_TITLE = 17;

function Control({ parameter, typed, change }: ControlProps) {
  const { id, title, about } = parameter;
  return (
    <Labelled id={id} title={title} about={about} wide={parameter.type !== 'integer' || title.length > LONG_TITLE}>
      {parameter.type === 'integer' && <NumberInput id={id} typed={typed} unit={parameter.unit} change={change} />}
      {parameter.type === 'choice' && (
        <select id={id} value={typed} onChange={event => change(event.currentTarget.value)} {...faulty(id, `${id}-about`)}>
          {!parameter.options.includes(typed) && <option value={typed}>{typed}</option>}
          {parameter.options.map(option => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </select>
      )}
      {parameter.type === 'text' && (
        <textarea
          id={id}
          rows={6}
          spellcheck={false}
          value={typed}
          onInput={event => change(event.currentTarget.value)}
          {...faulty(id, `${id}-about`)}
        />
      )}
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
    <div class={wide || mistake.value?.field === id ? 'field wide' : 'field'} {...tipped(about, 'beside')}>
      <label for={id}>{title}</label>
      {children}
      <FieldMistake field={id} />
      <span class="unseen" id={`${id}-about`}>
        {about}
      </span>
    </div>
  );
}

interface NumberInputProps {
  id: string;
  typed: string;
  unit?: string | undefined;
  change(text: string): void;
}

/** Shows digits in groups; while somebody types, exactly what they type. */
function NumberInput({ id, typed, unit, change }: NumberInputProps) {
  const [editing, setEditing] = useState<string | null>(null);
  return (
    <span class="number">
      <input
        id={id}
        inputMode="numeric"
        autoComplete="off"
        spellcheck={false}
        value={editing ?? typed}
        onFocus={() => setEditing(typed)}
        onInput={event => {
          setEditing(event.currentTarget.value);
          change(tidied(event.currentTarget.value));
        }}
        onBlur={() => setEditing(null)}
        onKeyDown={event => {
          const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
          const now = Number(plain(typed));
          if (!by || !Number.isSafeInteger(now + by)) return;
          event.preventDefault();
          setEditing(tidied(String(now + by)));
          change(tidied(String(now + by)));
        }}
        {...faulty(id, `${id}-about`)}
      />
      {unit && (
        <span class="unit" aria-hidden="true">
          {unit}
        </span>
      )}
    </span>
  );
}
