// Watches what changes how canvases must be painted: the colour scheme, the contrast, the screen's pixel ratio, the projector view.
import { projector } from './projector.ts';

/** Calls `changed` on each change. Gives the function that stops watching. */
export function watchTheme(changed: () => void): () => void {
  const controller = new AbortController();
  for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(min-resolution: 1.5dppx)']) {
    matchMedia(query).addEventListener('change', changed, { signal: controller.signal });
  }
  const stop = projector.subscribe(changed);
  return () => {
    controller.abort();
    stop();
  };
}
