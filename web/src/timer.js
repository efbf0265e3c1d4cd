// Timers without the 4 ms that browsers add to nested timeouts: each is set from a message, where nesting begins anew.
// https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#timer-initialisation-steps
const { port1, port2 } = new MessageChannel();
const pending = [];

port1.onmessage = () => {
  const { resolve, milliseconds } = pending.shift();
  // Whole milliseconds, rounded up: a timer may fire late, but never early.
  if (milliseconds > 0) setTimeout(resolve, Math.ceil(milliseconds));
  else resolve();
};

export function wait(milliseconds) {
  return new Promise((resolve) => {
    pending.push({ resolve, milliseconds });
    port2.postMessage(null);
  });
}
