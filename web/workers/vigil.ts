// Keeps a worker awake for a moment while it expects an answer: to wake one whose core has gone to sleep takes longer than all the rest of a call.

/** So long it stays awake at the most, in milliseconds; and only where the last answer took no longer, so that no core is kept from others for nothing. */
const MOST_MS = 0.1;

export class Vigil {
  private readonly channel = new MessageChannel();
  private asked = 0;
  /** When it ends without an answer. */
  private until = 0;
  /** Whether a message to itself is under way. */
  private turning = false;
  private wasQuick = false;

  constructor() {
    this.channel.port1.onmessage = () => {
      this.turning = false;
      if (performance.now() < this.until) this.turn();
    };
  }

  /** Something was said that is to be answered. */
  begin(): void {
    this.asked = performance.now();
    if (!this.wasQuick) return;
    this.until = this.asked + MOST_MS;
    if (!this.turning) this.turn();
  }

  /** The answer has come. */
  end(): void {
    this.wasQuick = performance.now() - this.asked <= MOST_MS;
    this.until = 0;
  }

  private turn(): void {
    this.turning = true;
    this.channel.port2.postMessage(null);
  }
}
