// What the page says when it cannot do everything, or nothing.
import { engine } from '../state.ts';

export function LimitedNotice() {
  const now = engine.value;
  if (now?.mode !== 'single') return null;
  const off = now.catalog.models.filter(model => !model.available).map(model => model.title);
  return (
    <p class="notice" role="note">
      <strong>Limited mode.</strong> {now.modeReason}
      {off.length > 0 && ` Off: ${off.join(', ')}. Everything else runs for real.`}
    </p>
  );
}

export function Failure({ title, message }: { title: string; message: string }) {
  return (
    <section class="failure" role="alert">
      <h2>{title}</h2>
      <p>{message}</p>
      <button type="button" class="quiet" onClick={() => location.reload()}>
        Load the page again
      </button>
    </section>
  );
}
