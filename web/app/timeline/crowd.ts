// Tasks that have no row of their own: how many of them were in each state at any moment. Pure.
import { STATES } from '../glossary.ts';
import type { Crowd as CrowdColumns } from '../schema.ts';
import { floats, words } from './columns.ts';
import { endingAfter } from './span-list.ts';

export class Crowd {
  /** Moments but the last: each begins a stretch in which nothing changes. */
  readonly length: number;

  private constructor(
    readonly lane: number,
    /** How many rows they would need. */
    readonly rows: number,
    /** How many they are. */
    readonly tasks: number,
    private readonly times: Float64Array,
    private readonly counts: Uint32Array,
    private readonly block: number,
    private readonly totals: Float64Array,
  ) {
    this.length = Math.max(0, times.length - 1);
  }

  static read({ lane, rows, tasks, times, counts, block, totals }: CrowdColumns): Crowd {
    return new Crowd(lane, rows, tasks, floats(times), words(counts), block, floats(totals));
  }

  from(place: number): number {
    return this.times[place] as number;
  }

  to(place: number): number {
    return this.times[place + 1] as number;
  }

  /** Adds how long all of them together were in each state between two moments, as a list of spans does. */
  addTimes(sums: number[], from_ns: number, to_ns: number, hint = 0): number {
    const first = endingAfter(this, from_ns, hint);
    const last = endingAfter(this, to_ns, first);
    if (first < this.length) {
      this.addUntil(sums, Math.min(to_ns, this.end()), last, 1);
      this.addUntil(sums, Math.max(from_ns, this.from(0)), first, -1);
    }
    return last;
  }

  private end(): number {
    return this.times[this.length] as number;
  }

  /** Adds, or takes away, how long they were in each state from the beginning until a moment in the stretch of this place. */
  private addUntil(sums: number[], at_ns: number, place: number, sign: 1 | -1): void {
    const block = Math.floor(place / this.block);
    for (let state = 0; state < STATES.length; state++) {
      let sum = this.totals[block * STATES.length + state] as number;
      for (let i = block * this.block; i < Math.min(place, this.length); i++)
        sum += this.count(i, state) * (this.to(i) - this.from(i));
      if (place < this.length) sum += this.count(place, state) * Math.max(0, at_ns - this.from(place));
      sums[state] = (sums[state] as number) + sign * sum;
    }
  }

  private count(place: number, state: number): number {
    return this.counts[place * STATES.length + state] as number;
  }
}
