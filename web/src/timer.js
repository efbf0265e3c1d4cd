// Timers without the 4 ms that browsers add to nested timeouts: each is set from a message, where nesting begins anew.
// https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#timer-initialisation-steps
const { port1, port2 } = new MessageChannel();
const wishes = [];

port1.onmessage = () => {
  const { resolve, milliseconds } = wishes.shift();
  // Whole milliseconds, rounded up: a timer may be late, but a wait must not be short.
  if (milliseconds > 0) setTimeout(resolve, Math.ceil(milliseconds));
  else resolve();
};

export function wait(milliseconds) {
  return new Promise((resolve) => {
    wishes.push({ resolve, milliseconds });
    port2.postMessage(null);
  });
}
