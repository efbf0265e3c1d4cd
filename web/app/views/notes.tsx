// What the figures say and what to know before trusting them, in core's sentences.
import { activity, rowModels, shown } from '../state.ts';
import type { Warning } from '../types.ts';

/** How many warnings are read without opening the rest. */
const AT_ONCE = 3;

export function Notes() {
  const view = shown.value?.view;
  const state = activity.value;
  if (state.phase === 'failed') {
    return (
      <div class="notes">
        <p class="run-failed" role="alert">
          The run failed: {state.message}
        </p>
      </div>
    );
  }
  const warnings = view ? allWarnings() : [];
  return (
    <div class="notes" aria-live="polite">
      {!shown.value && (
        <p class="empty">
          Press <b>Run</b>: the same program under {countModels()}, in turn. Each row fills with its first measured run.
        </p>
      )}
      {view?.insight.map(sentence => (
        <p key={sentence} class="insight">
          {sentence}
        </p>
      ))}
      <WarningList warnings={warnings.slice(0, AT_ONCE)} />
      {warnings.length > AT_ONCE && (
        <details>
          <summary>{warnings.length - AT_ONCE} more to know</summary>
          <WarningList warnings={warnings.slice(AT_ONCE)} />
        </details>
      )}
    </div>
  );
}

function countModels(): string {
  const count = rowModels.value.length;
  return `${count} ${count === 1 ? 'model' : 'models'}`;
}

/** Those of the whole report, then each model's own with its name before it. */
function allWarnings(): Warning[] {
  const view = shown.value?.view;
  const own = view?.rows.flatMap(row => row.warnings.map(one => ({ code: one.code, text: `${row.title}: ${one.text}` })));
  return [...(view?.warnings ?? []), ...(own ?? [])];
}

function WarningList({ warnings }: { warnings: Warning[] }) {
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
