// Watches what changes how canvases must be painted: the colour scheme, the contrast, and the screen's pixel ratio.

/** Calls `changed` on each change. Gives the function that stops watching. */
export function watchTheme(changed: () => void): () => void {
  const controller = new AbortController();
  for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(min-resolution: 1.5dppx)']) {
    matchMedia(query).addEventListener('change', changed, { signal: controller.signal });
  }
  return () => controller.abort();
}
