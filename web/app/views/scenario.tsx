// The scenario that runs: choosing a built-in one or one of the visitor's own, and the editor for it.
import { useEffect, useRef, useState } from 'preact/hooks';
import {
  begin,
  chooseKept,
  chooseReady,
  current,
  isOwn,
  kept,
  language,
  openFile,
  ready,
  remove,
  rename,
  SCENARIO,
  saveFile,
} from '../scenario/store.ts';
import { formWorkload } from '../state.ts';
import { FieldMistake } from './field.tsx';
import { ScenarioText } from './scenario-text.tsx';

export function ScenarioSection() {
  return formWorkload.value?.id === SCENARIO ? <Scenario /> : null;
}

function Scenario() {
  return (
    <section
      class="scenario"
      aria-labelledby="scenario-title"
      onDrop={event => {
        const file = event.dataTransfer?.files[0];
        if (!file) return;
        // Elsewhere on the page, files are reports.
        event.preventDefault();
        void openFile(file);
      }}
    >
      <div class="section-head">
        <h2 id="scenario-title">Scenario</h2>
        <Chooser />
        <Tools />
      </div>
      <FieldMistake field="builtin" />
      <ScenarioText />
    </section>
  );
}

/** The values of the list: a built-in scenario by its id, one of the visitor's own by its name, or a text that is not kept. */
const [READY, OWN, LOOSE] = ['ready ', 'own ', 'loose'];

function Chooser() {
  const now = current.value;
  const value = !isOwn.value ? READY + (ready.value?.id ?? '') : now ? OWN + now.name : LOOSE;
  return (
    <select
      id="builtin"
      class="scenario-chooser"
      aria-labelledby="scenario-title"
      value={value}
      onChange={event => {
        const chosen = event.currentTarget.value;
        if (chosen.startsWith(READY)) chooseReady(chosen.slice(READY.length));
        else if (chosen.startsWith(OWN)) chooseKept(chosen.slice(OWN.length));
      }}
    >
      {value === LOOSE && <option value={LOOSE}>Not kept</option>}
      {kept.value.length > 0 && (
        <optgroup label="Yours, kept in this browser">
          {kept.value.map(({ name }) => (
            <option key={name} value={OWN + name}>
              {name}
            </option>
          ))}
        </optgroup>
      )}
      <optgroup label="Ready to run and to change">
        {language.value?.ready.map(({ id, title }) => (
          <option key={id} value={READY + id}>
            {title}
          </option>
        ))}
      </optgroup>
    </select>
  );
}

function Tools() {
  const input = useRef<HTMLInputElement>(null);
  const [naming, setNaming] = useState(false);
  const own = current.value;
  useEffect(() => setNaming(false), [own?.name]);
  if (own && naming) return <Naming name={own.name} done={() => setNaming(false)} />;
  return (
    <div class="tools">
      {own && (
        <>
          <button type="button" class="quiet small" onClick={() => setNaming(true)}>
            Rename
          </button>
          <button type="button" class="quiet small" onClick={remove}>
            Delete
          </button>
        </>
      )}
      <button type="button" class="quiet small" onClick={begin}>
        New
      </button>
      <button type="button" class="quiet small" onClick={() => input.current?.click()}>
        Open file …
      </button>
      <button type="button" class="quiet small" onClick={saveFile}>
        Save as file
      </button>
      <input
        ref={input}
        class="visually-hidden"
        type="file"
        accept=".toml,.txt,application/toml,text/plain"
        tabIndex={-1}
        aria-label="A scenario to open"
        onChange={event => {
          const file = event.currentTarget.files?.[0];
          if (file) void openFile(file);
          // The same file can be chosen again.
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}

function Naming({ name, done }: { name: string; done(): void }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  const submit = () => {
    if (rename(input.current?.value ?? '')) done();
  };
  return (
    <div class="tools naming">
      <input
        ref={input}
        defaultValue={name}
        aria-label="The name of this scenario"
        onKeyDown={event => {
          if (event.key === 'Enter') submit();
          else if (event.key === 'Escape') done();
        }}
      />
      <button type="button" class="quiet small" onClick={submit}>
        Rename
      </button>
      <button type="button" class="quiet small" onClick={done}>
        Cancel
      </button>
    </div>
  );
}
