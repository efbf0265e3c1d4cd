// What the figures say and what to know before trusting them, in core's sentences.
import type { Warning } from '../schema.ts';
import { activity, comparing, comparison, expectationOf, shown, shownModels } from '../state.ts';
import { CopyFigure } from './copy-figure.tsx';

/** How many warnings are shown without opening the rest, besides those that say why a model has no figures. */
const SHOWN_AT_FIRST = 1;

export function Notes() {
  const view = shown.value?.view;
  const state = activity.value;
  if (!shown.value) return null;
  if (state.phase === 'failed') {
    return (
      <div class="notes">
        <p class="run-failed" role="alert">
          The run failed: {state.message}
        </p>
      </div>
    );
  }
  if (state.phase === 'running' || !view) {
    return (
      <div class="notes">
        <p key="running" class="caption">
          The models take turns, so that a good or bad moment of the machine affects all of them. What the figures say follows at
          the end.
        </p>
      </div>
    );
  }
  // Why a row is empty is asked at once: a model that was skipped, or could not run.
  const missing = view.warnings.filter(({ code }) => code === 'unavailable');
  const others = view.warnings.filter(({ code }) => code !== 'unavailable');
  return (
    <div class="notes" aria-live="polite">
      <Verdicts />
      {view.insight.map(sentence => (
        <p key={sentence} class="insight">
          {sentence}
        </p>
      ))}
      <p key="session" class="caption session">
        {view.session}
      </p>
      <Observations />
      {view.meaning.map(sentence => (
        <p key={sentence} class="meaning-changed">
          {sentence}
        </p>
      ))}
      {comparing.value && <Expected />}
      <WarningList warnings={[...missing, ...others.slice(0, SHOWN_AT_FIRST)]} />
      {others.length > SHOWN_AT_FIRST && (
        <details>
          <summary>{others.length - SHOWN_AT_FIRST} more to know</summary>
          <WarningList warnings={others.slice(SHOWN_AT_FIRST)} />
        </details>
      )}
    </div>
  );
}

/** What the report says itself, below, need not be said twice. */
function known({ text }: Warning): boolean {
  return shown.value?.view?.warnings.some(own => text.endsWith(own.text)) ?? false;
}

/** How the sources compare, a sentence for each model, and what to know before trusting that. */
function Verdicts() {
  const now = comparison.value;
  if (!now) return null;
  return (
    <>
      <ul class="verdicts" aria-label="Side by side">
        {now.models.flatMap(({ verdicts }) => verdicts.map(verdict => <li key={verdict}>{verdict}</li>))}
      </ul>
      <WarningList warnings={now.warnings.filter(warning => !known(warning))} />
    </>
  );
}

/** What the program made one expect of each model, beside what was measured. */
function Expected() {
  const all = shownModels.value.flatMap(({ id, title }) => ({ id, title, text: expectationOf(id)?.text }));
  return (
    <details class="expected">
      <summary>What to expect of each model, and why</summary>
      <dl class="observations">
        {all.map(({ id, title, text }) => (
          <div key={id}>
            <dt>{title}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** What happened to the data that tasks share, for each model: lost updates, a queue's length. */
function Observations() {
  const rows = shown.value?.view?.rows.filter(row => row.observations) ?? [];
  if (!rows.length) return null;
  return (
    <dl class="observations" aria-label="What happened to the data that tasks share">
      {rows.map((row, place) => (
        <div key={row.title}>
          <dt>{row.title}</dt>
          <dd>
            <CopyFigure
              words={row.observations}
              exact={`${row.title}: ${row.observations}`}
              platform={row.platform}
              entry={place === 0}
            />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What is to be known of warnings that belong to a report. */
export function WarningList({ warnings }: { warnings: Warning[] }) {
  if (!warnings.length) return null;
  return (
    <ul class="warnings">
      {warnings.map(one => (
        <li key={one.text} data-code={one.code}>
          {one.text}
        </li>
      ))}
    </ul>
  );
}
