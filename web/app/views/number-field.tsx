// A number of the form: typed, and where its range is short also set by a slider; both are one value.
import { useState } from 'preact/hooks';
import { grouped, readNumber, shownNumber } from '../number.ts';
import type { Parameter } from '../schema.ts';
import { nearestStop, stopsOf } from '../slider.ts';
import { fieldAttributes } from './field-attributes.ts';

interface Props {
  parameter: Extract<Parameter, { type: 'integer' }>;
  typed: string;
  change(text: string): void;
}

export function NumberInput({ parameter, typed, change }: Props) {
  const stops = stopsOf(parameter);
  if (!stops) return <Typed parameter={parameter} typed={typed} change={change} />;
  return (
    <span class="number-and-slider">
      <Typed parameter={parameter} typed={typed} change={change} />
      <input
        type="range"
        min={0}
        max={stops.length - 1}
        value={nearestStop(stops, readNumber(typed) ?? parameter.default)}
        aria-label={`${parameter.title}, as a slider`}
        aria-valuetext={`${typed}${parameter.unit && ` ${parameter.unit}`}`}
        onInput={event => change(grouped(stops[event.currentTarget.valueAsNumber] ?? parameter.default))}
      />
    </span>
  );
}

/** Shows digits in groups; while somebody types, exactly what they type. */
function Typed({ parameter: { id, unit }, typed, change }: Props) {
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
          change(shownNumber(event.currentTarget.value));
        }}
        onBlur={() => setEditing(null)}
        onKeyDown={event => {
          const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
          const now = readNumber(typed);
          if (!by || now === null || !Number.isSafeInteger(now + by)) return;
          event.preventDefault();
          setEditing(grouped(now + by));
          change(grouped(now + by));
        }}
        {...fieldAttributes(id, `${id}-about`)}
      />
      {unit && (
        <span class="unit" aria-hidden="true">
          {unit}
        </span>
      )}
    </span>
  );
}
