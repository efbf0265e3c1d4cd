// Waits until everything that changed on the page is on the screen and the page has nothing left to do.
import { settledWithin, unlessAborted } from './abort.ts';
import { mark } from './marks.ts';
import { timelinePainted } from './paint.ts';

/** A tab that became hidden paints nothing, and must not hold up its run. */
const TIMEOUT_MS = 250;
/** For a page that is never idle, as under a moving pointer. */
const IDLE_TIMEOUT_MS = 100;

/** Resolves when the page is painted and idle; rejects with the signal's reason. */
export async function painted(signal: AbortSignal): Promise<void> {
  const start = performance.now();
  await unlessAborted(settledWithin(quiet(), TIMEOUT_MS), signal);
  mark('paint', start);
}

/** The first frame renders and starts effects, and by the second these have told whoever paints the timeline what to paint. */
async function quiet(): Promise<void> {
  for (let frame = 0; frame < 2 && !document.hidden; frame++) await new Promise(requestAnimationFrame);
  if (!document.hidden) await timelinePainted();
  await idle();
}

function idle(): Promise<unknown> {
  return new Promise(resolve => {
    // Safari has no idle callbacks.
    if ('requestIdleCallback' in window) requestIdleCallback(resolve, { timeout: IDLE_TIMEOUT_MS });
    else setTimeout(resolve);
  });
}
