// Decides whether the page may use threads, and has its own service worker add the missing headers where the host sends none.
import type { Mode } from '../workers/module.ts';

/** Set in this tab's session storage when the page reloads to become isolated, so that it does so at most once. */
const RELOADED = 'interleave.reloaded';

/** Where service workers are blocked, some browsers never settle the promise that one is ready. */
const SERVICE_WORKER_TIMEOUT_MS = 4_000;

export async function chooseMode(base: string): Promise<{ mode: Mode; reason: string | null }> {
  if (globalThis.crossOriginIsolated && typeof SharedArrayBuffer !== 'undefined') {
    removeMark();
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
    if (sessionStorage.getItem(RELOADED)) return false;
    await navigator.serviceWorker.register(`${base}service-worker.js`);
    const timeout = new Promise<null>(resolve => setTimeout(() => resolve(null), SERVICE_WORKER_TIMEOUT_MS));
    if (!(await Promise.race([navigator.serviceWorker.ready, timeout]))) return false;
    sessionStorage.setItem(RELOADED, 'yes');
    location.reload();
    return true;
  } catch {
    // Private windows and strict settings forbid storage or service workers. The limited mode needs neither.
    return false;
  }
}

function removeMark(): void {
  try {
    sessionStorage.removeItem(RELOADED);
  } catch {
    // Without storage there is no mark to remove.
  }
}
