// Tells the time, and passes it on the event loop.

/** Kept: to look up the worker's own property costs as much as to read the clock. */
const clock = performance;

/** Milliseconds since this worker's own origin. */
export function now() {
  return clock.now();
}

// Browsers add 4 ms to nested timeouts, so each is set from a message, where nesting begins anew.
// https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#timer-initialisation-steps
const { port1, port2 } = new MessageChannel();
const pending = [];

port1.onmessage = () => {
  const { resolve, milliseconds } = pending.shift();
  if (milliseconds > 0) setTimeout(resolve, milliseconds);
  else resolve();
};

export function pass(milliseconds) {
  return new Promise((resolve) => {
    pending.push({ resolve, milliseconds });
    port2.postMessage(null);
  });
}
