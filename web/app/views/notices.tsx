// What the page says while it starts, when it cannot run every model, and when it cannot start.
import { engine } from '../state.ts';

export function LimitedNotice() {
  const now = engine.value;
  if (now?.mode !== 'single') return null;
  const off = now.catalog.models.filter(({ available, needs }) => !available && needs !== 'workers').map(model => model.title);
  return (
    <p class="notice" role="note">
      <strong>Limited mode.</strong> {now.modeReason}
      {off.length > 0 && ` Off${now.native ? ' in this browser' : ''}: ${off.join(', ')}.`}
    </p>
  );
}

export function Starting() {
  return (
    <main class="alone" aria-busy="true">
      <p role="status">Starting the engine: loading it, then measuring this browser’s clock and cores …</p>
    </main>
  );
}

export function Failure({ message }: { message: string }) {
  return (
    <main class="alone">
      <section role="alert">
        <h2>Interleave could not start</h2>
        <p>{message}</p>
        <button type="button" class="quiet" onClick={() => location.reload()}>
          Load the page again
        </button>
      </section>
    </main>
  );
}
