// The projector view: large text for a room. The browser keeps whether it is on.
import { effect, signal } from '@preact/signals';

const KEY = 'interleave-projector';

export const projector = signal(kept() === 'on');

effect(() => {
  document.documentElement.classList.toggle('projector', projector.value);
});

export function setProjector(on: boolean): void {
  projector.value = on;
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    // A browser that keeps nothing still shows it.
  }
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
