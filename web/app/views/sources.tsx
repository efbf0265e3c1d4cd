// Which reports the figures are from, and opening more: by a button, or by dropping files anywhere on the page.
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { showBeside, told } from '../history.ts';
import { close, openFiles } from '../opened.ts';
import { earlier, opened, refusals, running, shown } from '../state.ts';
import { tooltip } from '../tooltip.ts';
import { WarningList } from './notes.tsx';
import { SaveMenu } from './save-menu.tsx';

const dragged = signal(false);

export function Sources() {
  const input = useRef<HTMLInputElement>(null);
  useEffect(watchDrops, []);
  return (
    <div class="sources">
      {opened.value.map(source => (
        <span key={`${source.id} ${source.name}`} class="source" {...tooltip(source.isEarlier ? told(source) : null)}>
          {source.name}
          <button
            type="button"
            class="quiet icon"
            disabled={running.value}
            aria-label={`Close ${source.name}`}
            onClick={() => close(source)}
          >
            ×
          </button>
        </span>
      ))}
      <Earlier />
      <button type="button" class="quiet small" disabled={running.value} onClick={() => input.current?.click()}>
        Open reports …
      </button>
      <input
        ref={input}
        class="visually-hidden"
        type="file"
        accept=".json,application/json"
        multiple
        tabIndex={-1}
        aria-label="Reports to open"
        onChange={event => {
          void openFiles([...(event.currentTarget.files ?? [])]);
          // The same file can be chosen again.
          event.currentTarget.value = '';
        }}
      />
      <SaveMenu />
      {dragged.value && (
        <p class="drop" aria-hidden="true">
          Drop reports to see them side by side
        </p>
      )}
    </div>
  );
}

/** Earlier runs of this program, to be put beside the one that is shown. */
function Earlier() {
  const runs = earlier.value.filter(({ plan }) => plan.workload === shown.value?.plan.workload);
  if (!runs.length) return null;
  return (
    <select
      class="earlier"
      aria-label="Compare with an earlier run"
      disabled={running.value}
      value=""
      onChange={event => {
        const chosen = runs[event.currentTarget.selectedIndex - 1];
        if (chosen) void showBeside(chosen);
      }}
    >
      <option value="">Compare with …</option>
      {runs.map(run => (
        <option key={run.id} value={`${run.id}`}>
          {told(run)}
        </option>
      ))}
    </select>
  );
}

/** Why files cannot be used, and what to know of those that can. */
export function AboutSources() {
  const warnings = opened.value.flatMap(({ name, warnings }) => warnings.map(one => ({ ...one, text: `${name}: ${one.text}` })));
  return (
    <>
      {refusals.value.length > 0 && (
        <ul class="refusals" role="alert">
          {refusals.value.map(sentence => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <WarningList warnings={warnings} />
    </>
  );
}

/** Files may be dropped anywhere; while a run is measured, nothing is read. */
function watchDrops() {
  const over = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    dragged.value = !running.value;
  };
  const leave = (event: DragEvent) => {
    if (event.relatedTarget === null) dragged.value = false;
  };
  const drop = (event: DragEvent) => {
    if (!event.dataTransfer?.files.length) return;
    dragged.value = false;
    // What takes files itself has taken them.
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (!running.value) void openFiles([...event.dataTransfer.files]);
  };
  addEventListener('dragover', over);
  addEventListener('dragleave', leave);
  addEventListener('drop', drop);
  return () => {
    removeEventListener('dragover', over);
    removeEventListener('dragleave', leave);
    removeEventListener('drop', drop);
  };
}
