// Which models run: one box for each; a model that this browser cannot run says why.
import { useState } from 'preact/hooks';
import { setModel } from '../actions.ts';
import { catalog, formValues, leftOut, place } from '../state.ts';
import { tooltip } from '../tooltip.ts';
import type { ModelInfo } from '../types.ts';
import { FieldMistake } from './field.tsx';
import { fieldAttributes } from './field-attributes.ts';
import { Glyph } from './glyph.tsx';
import { Term } from './term.tsx';

export function Models() {
  return (
    <fieldset class="models" {...fieldAttributes('models')}>
      <legend class="section-title">
        <Term id="model">Models</Term>
      </legend>
      {catalog.value.models.map(model => (
        <ModelBox key={model.id} model={model} />
      ))}
      <LeftOut />
      <FieldMistake field="models" />
    </fieldset>
  );
}

function LeftOut() {
  const titles = catalog.value.models.filter(({ id }) => leftOut.value.includes(id)).map(({ title }) => title);
  if (!titles.length) return null;
  const here = place.value === 'browser' ? 'Open' : 'Choose to run in the browser, open';
  return (
    <p class="unrecorded" role="note">
      {titles.join()} is left out, because it needs other machines. {here} “Other machines” and name their server: then it is
      chosen.
    </p>
  );
}

function ModelBox({ model }: { model: ModelInfo }) {
  const id = `model-${model.id}`;
  const [told, setTold] = useState(false);
  return (
    <div class="model">
      <label for={id} class={model.available ? '' : 'off'} {...tooltip(model.about, 'beside')}>
        <input
          id={id}
          type="checkbox"
          checked={formValues.value?.models.includes(model.id) ?? false}
          disabled={!model.available}
          onChange={event => setModel(model.id, event.currentTarget.checked)}
          aria-describedby={`${id}-about`}
        />
        <Glyph model={model.id} />
        {model.title}
      </label>
      {model.available && (
        // For fingers, which cannot hover: a tap on the name would switch the model off.
        <button
          type="button"
          class="tell"
          aria-label={`What ${model.title} is`}
          aria-expanded={told}
          aria-controls={`${id}-about`}
          onClick={() => setTold(!told)}
        >
          <span>?</span>
        </button>
      )}
      <span id={`${id}-about`} class={model.available && !told ? 'visually-hidden' : 'reason'}>
        {model.available ? model.about : model.unavailable}
      </span>
      {!model.available && model.needs === 'workers' && place.value === 'browser' && (
        <button type="button" class="quiet small name-server" popovertarget="machines">
          Other machines
        </button>
      )}
    </div>
  );
}
