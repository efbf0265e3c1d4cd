// Decides whether the page may use threads, and has its own service worker add the missing headers where the host sends none.
import type { Mode } from '../workers/module.ts';

/** Remembers for this tab that a reload for the sake of isolation was tried: never more than one. */
const TRIED = 'interleave.reloaded';

/** Where service workers are blocked, some browsers leave the promise of a ready one open for ever. */
const READY_MS = 4_000;

export async function chooseMode(base: string): Promise<{ mode: Mode; reason: string | null }> {
  if (globalThis.crossOriginIsolated && typeof SharedArrayBuffer !== 'undefined') {
    forget();
    return { mode: 'threaded', reason: null };
  }
  if (globalThis.crossOriginIsolated) return limited('This browser offers no shared memory.');
  if (window.top !== window.self) return limited('This page is embedded in another one. Open it by itself to use threads.');
  return (await isolate(base)) ? new Promise(() => {}) : limited('This browser did not let the page isolate itself.');
}

function limited(why: string): { mode: Mode; reason: string } {
  return { mode: 'single', reason: `${why} Models that share memory are off; the others really run.` };
}

/** Whether the page is about to be reloaded with the headers that isolate it. */
async function isolate(base: string): Promise<boolean> {
  if (!navigator.serviceWorker || !isSecureContext) return false;
  try {
    if (sessionStorage.getItem(TRIED)) return false;
    await navigator.serviceWorker.register(`${base}service-worker.js`);
    const late = new Promise<null>(resolve => setTimeout(() => resolve(null), READY_MS));
    if (!(await Promise.race([navigator.serviceWorker.ready, late]))) return false;
    sessionStorage.setItem(TRIED, 'yes');
    location.reload();
    return true;
  } catch {
    // Private windows and strict settings forbid storage or service workers; the limited mode needs neither.
    return false;
  }
}

function forget(): void {
  try {
    sessionStorage.removeItem(TRIED);
  } catch {
    // Nothing was remembered where nothing can be.
  }
}
