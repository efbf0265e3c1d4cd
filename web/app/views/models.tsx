// Which models run: one box each; those this browser cannot run say why.
import { tickModel } from '../actions.ts';
import { catalog, draft } from '../state.ts';
import { tipped } from '../tip.ts';
import type { ModelInfo } from '../types.ts';
import { FieldMistake, faulty } from './field.tsx';
import { Glyph } from './glyph.tsx';
import { Term } from './term.tsx';

export function Models() {
  return (
    <fieldset class="models" {...faulty('models')}>
      <legend class="section-title">
        <Term id="model">Models</Term>
      </legend>
      {catalog.value.models.map(model => (
        <ModelBox key={model.id} model={model} />
      ))}
      <FieldMistake field="models" />
    </fieldset>
  );
}

function ModelBox({ model }: { model: ModelInfo }) {
  const id = `model-${model.id}`;
  return (
    <div class="model" {...tipped(model.about, 'beside')}>
      <label for={id} class={model.available ? '' : 'off'}>
        <input
          id={id}
          type="checkbox"
          checked={draft.value?.models.includes(model.id) ?? false}
          disabled={!model.available}
          onChange={event => tickModel(model.id, event.currentTarget.checked)}
          aria-describedby={`${id}-about`}
        />
        <Glyph model={model.id} />
        {model.title}
      </label>
      <span id={`${id}-about`} class={model.available ? 'unseen' : 'reason'}>
        {model.available ? model.about : model.unavailable}
      </span>
    </div>
  );
}
