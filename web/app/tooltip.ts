// The one tooltip of the page: what it says and beside what. Any element gets one by spreading `tooltip(text)`.
import { signal } from '@preact/signals';

export type Side = 'below' | 'beside';

export const openTooltip = signal<{ text: string; anchor: DOMRect; side: Side } | null>(null);

/** Handlers that explain an element on hover and on focus; `beside` keeps what is below it free. */
export function tooltip(text: string | null | undefined, side: Side = 'below') {
  if (!text) return {};
  const show = (event: Event) => {
    openTooltip.value = { text, anchor: (event.currentTarget as Element).getBoundingClientRect(), side };
  };
  return { onMouseEnter: show, onMouseLeave: hide, onFocus: show, onBlur: hide };
}

function hide(): void {
  openTooltip.value = null;
}

addEventListener('keydown', event => {
  if (event.key === 'Escape') hide();
});
addEventListener('scroll', hide, { capture: true, passive: true });
