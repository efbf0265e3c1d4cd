// Makes sure that somebody answers the page's downloads: the program that serves it, or else its own service worker.
import { settledWithin } from './abort.ts';

/** Where service workers are blocked, some browsers never settle the promise that one is ready. */
const SERVICE_WORKER_TIMEOUT_MS = 4_000;

/** Resolves when the service worker answers. Rejects, in a sentence, where there can be none. */
export async function answerDownloads(base: string): Promise<void> {
  const { serviceWorker } = navigator;
  if (serviceWorker && !serviceWorker.controller) {
    const controlled = new Promise<void>(resolve => {
      serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
    });
    // What it rejects with says less than the sentence below.
    const registered = serviceWorker.register(`${base}service-worker.js`).then(
      () => controlled,
      () => {},
    );
    await settledWithin(registered, SERVICE_WORKER_TIMEOUT_MS);
  }
  if (serviceWorker?.controller) return;
  throw new Error(
    'Downloads need somebody who answers: this browser lets the page have no service worker. Open the page by `interleave serve`, which answers itself.',
  );
}
