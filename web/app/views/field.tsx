// One thing that can be set, with core's sentence beside it when it cannot be that.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { typeNumber, typeParameter } from '../actions.ts';
import { type NumberField as Name, plain, tidied } from '../plan.ts';
import { draft, mistake } from '../state.ts';
import { tipped } from '../tip.ts';
import type { Parameter } from '../types.ts';
import { TERMS } from '../words.ts';

const TITLES: Record<Name, { title: string; unit?: string }> = {
  workers: { title: 'Workers' },
  runs: { title: 'Runs' },
  warmup: { title: 'Warm-up runs' },
  seed: { title: 'Seed' },
  quantum_us: { title: 'Quantum', unit: 'µs' },
  switch_interval_us: { title: 'Switch interval', unit: 'µs' },
};

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

export function NumberField({ field }: { field: Name }) {
  const { title, unit } = TITLES[field];
  return (
    <Labelled id={field} title={title} about={TERMS[field]}>
      <NumberInput id={field} typed={draft.value?.numbers[field] ?? ''} unit={unit} change={text => typeNumber(field, text)} />
    </Labelled>
  );
}

export function ParameterField({ parameter }: { parameter: Parameter }) {
  const { id, title, about } = parameter;
  const typed = draft.value?.parameters[id] ?? '';
  const change = (text: string) => typeParameter(id, text);
  return (
    <Labelled id={id} title={title} about={about} wide={parameter.type === 'text'}>
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
        <input id={id} value={typed} onInput={event => change(event.currentTarget.value)} {...faulty(id, `${id}-about`)} />
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
    <div class={wide || mistake.value?.field === id ? 'field wide' : 'field'} {...tipped(about)}>
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
