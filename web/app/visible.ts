// A hidden tab may be slowed down by the browser: nothing is measured while it is hidden, and what was is measured again.
import { signal } from '@preact/signals';
import { unlessAborted } from './abort.ts';

export const pageHidden = signal(document.hidden);
document.addEventListener('visibilitychange', () => {
  pageHidden.value = document.hidden;
});

/** Resolves when the page is visible; rejects with the signal's reason. */
export async function visible(abort: AbortSignal): Promise<void> {
  while (document.hidden) {
    await unlessAborted(new Promise(resolve => document.addEventListener('visibilitychange', resolve, { once: true })), abort);
  }
}

/** Watches from now on; `wasHidden` says whether the page was hidden at any time since. */
export function watchVisibility(): { wasHidden(): boolean; end(): void } {
  let hidden = document.hidden;
  const look = () => {
    hidden ||= document.hidden;
  };
  document.addEventListener('visibilitychange', look);
  return { wasHidden: () => hidden, end: () => document.removeEventListener('visibilitychange', look) };
}
