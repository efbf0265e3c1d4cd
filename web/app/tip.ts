// The one tooltip of the page: what it says and beside what. Anything can carry one by spreading `tipped(text)`.
import { signal } from '@preact/signals';

export const tip = signal<{ text: string; anchor: DOMRect } | null>(null);

/** Handlers that explain an element on hover and on focus. */
export function tipped(text: string | null | undefined) {
  if (!text) return {};
  const show = (event: Event) => {
    tip.value = { text, anchor: (event.currentTarget as Element).getBoundingClientRect() };
  };
  return { onMouseEnter: show, onMouseLeave: hide, onFocus: show, onBlur: hide };
}

function hide(): void {
  tip.value = null;
}

addEventListener('keydown', event => {
  if (event.key === 'Escape') hide();
});
addEventListener('scroll', hide, { capture: true, passive: true });
