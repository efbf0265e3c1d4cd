// Keeps a worker awake for a moment while it expects an answer: to wake one whose core has gone to sleep takes longer than all the rest of a call.

/** So long it stays awake at the most, in milliseconds; and only where the last answer took no longer, so that no core is kept from others for nothing. */
const MOST_MS = 0.1;

/** Who has worked for longer than this since the last answer, in milliseconds, does not ask often enough for it to be worth a message to itself. */
const SOON_MS = 1;

export class Vigil {
  private readonly channel = new MessageChannel();
  private asked = 0;
  private answered = 0;
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
    if (!this.wasQuick || this.asked - this.answered > SOON_MS) return;
    this.until = this.asked + MOST_MS;
    if (!this.turning) this.turn();
  }

  /** The answer has come. */
  end(): void {
    this.answered = performance.now();
    this.wasQuick = this.answered - this.asked <= MOST_MS;
    this.until = 0;
  }

  private turn(): void {
    this.turning = true;
    this.channel.port2.postMessage(null);
  }
}
