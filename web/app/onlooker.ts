// Looks on while an execution computes that is not measured: which tasks are finished, and by whom, once in each frame.

export class Onlooker {
  /** Told when something has been finished since the last frame. */
  tell: ((tints: Uint8Array) => void) | undefined;
  /** The engine's own bytes, where the page shares its memory. */
  private shared: Uint8Array | null = null;
  private seen = new Uint8Array();
  private told = 0;
  private frame = 0;

  share(tints: Uint8Array): void {
    this.shared = tints;
  }

  start(): void {
    if (!this.tell) return;
    this.seen = new Uint8Array(this.shared?.length ?? 0);
    this.told = 0;
    const look = () => {
      if (this.shared) this.seen.set(this.shared);
      const finished = this.seen.reduce((sum, tint) => sum + Number(tint > 0), 0);
      if (finished > this.told) this.tell?.(this.seen.slice());
      this.told = finished;
      this.frame = requestAnimationFrame(look);
    };
    this.frame = requestAnimationFrame(look);
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
  }

  /** An engine whose memory is its own says what it has finished. */
  finished(task: number, tint: number): void {
    if (task >= this.seen.length) {
      const longer = new Uint8Array(2 * task + 1);
      longer.set(this.seen);
      this.seen = longer;
    }
    this.seen[task] = tint;
  }
}
