// What there is to know of a scenario, below its editor: the mistake in it, what was done or refused, or where it is kept.
import { current, isOwn, notice } from '../scenario/store.ts';
import type { Mistake, Place } from '../schema.ts';

interface Props {
  /** The text's own mistake. */
  wrong: Mistake | null;
  /** Moves the cursor, if the editor is there. */
  goTo: ((place: Place) => void) | undefined;
}

export function ScenarioSaid({ wrong, goTo }: Props) {
  const now = notice.value;
  if (now) {
    return (
      <p class={now.wrong ? 'said mistake' : 'said caption'} role="status">
        <span>{now.words}</span>
        {now.undo && (
          <button type="button" class="quiet small" onClick={now.undo}>
            Undo
          </button>
        )}
      </p>
    );
  }
  if (wrong) {
    const { message, field, place } = wrong;
    return (
      <p class="said mistake" id={`${field}-mistake`} role="status">
        <span>{message}</span>
        {place && goTo && (
          <button type="button" class="quiet small" onClick={() => goTo(place)}>
            Go there
          </button>
        )}
      </p>
    );
  }
  const kept = current.value ? 'Kept in this browser.' : 'This text is not kept yet: change it, and it is.';
  return (
    <p class="said caption" role="status">
      <span>{isOwn.value ? kept : 'Change it, and it becomes your own.'}</span>
      <span class="hint">Ctrl+Space completes; Escape, then Tab leaves the editor.</span>
    </p>
  );
}
