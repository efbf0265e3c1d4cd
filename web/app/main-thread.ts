// For how long the page's main thread is blocked while a run goes on: by the browser's own record of long tasks, or by a heartbeat where it keeps none.
import type { LongestBlock } from './schema.ts';

/** How often the heart beats. A block is what a beat comes late. */
const BEAT_MS = 20;

/** From a run's first update to its end. */
export class MainThread {
  private longest = 0;
  private readonly record: PerformanceObserver | null = null;
  private beat: ReturnType<typeof setTimeout> | undefined;
  /** When the next beat is due. */
  private due = 0;

  constructor() {
    if (typeof PerformanceObserver === 'undefined' || !PerformanceObserver.supportedEntryTypes?.includes('longtask')) return;
    this.record = new PerformanceObserver(list => this.take(list.getEntries()));
    this.record.observe({ type: 'longtask' });
  }

  /** Nothing is measured: the heart may beat. */
  goOn(): void {
    if (this.record || this.beat !== undefined) return;
    this.wait();
  }

  /** Something is measured: nothing of the page may run. */
  rest(): void {
    if (this.beat === undefined) return;
    clearTimeout(this.beat);
    this.beat = undefined;
    // A beat that is late by now would have come next.
    this.note(performance.now() - this.due);
  }

  end(): void {
    this.rest();
    this.record?.disconnect();
  }

  /** The longest block so far. */
  seen(): LongestBlock {
    if (this.record) this.take(this.record.takeRecords());
    return { time_ms: this.longest, seen_by: this.record ? 'long-tasks' : 'heartbeat' };
  }

  private wait(): void {
    this.due = performance.now() + BEAT_MS;
    this.beat = setTimeout(() => {
      this.note(performance.now() - this.due);
      this.wait();
    }, BEAT_MS);
  }

  private take(tasks: PerformanceEntryList): void {
    for (const { duration } of tasks) this.note(duration);
  }

  private note(time_ms: number): void {
    this.longest = Math.max(this.longest, time_ms);
  }
}
