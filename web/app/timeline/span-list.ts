// The spans of one row, kept as columns: a million of them are a few arrays of numbers. Spans are made only where one is asked for. Pure.
import { STATES } from '../glossary.ts';
import type { Awaited, Span, SpanColumns } from '../schema.ts';
import { bytes, floats, NONE, words } from './columns.ts';

/** In the order of core's `Awaited`. */
export const AWAITED: Awaited[] = ['time', 'lanes', 'answer'];
const IDLE = STATES.indexOf('idle');

/** Anything that has stretches in order: where each begins and ends, in nanoseconds. */
export interface Stretches {
  readonly length: number;
  from(place: number): number;
  to(place: number): number;
}

export class SpanList implements Stretches {
  readonly length: number;

  private constructor(
    private readonly times: Float64Array,
    private readonly states: Uint8Array,
    private readonly awaited: Uint8Array,
    private readonly tasks: Uint32Array,
    private readonly resources: Uint32Array,
    /** How many spans lie between two running totals. */
    private readonly block: number,
    /** Before each block, and after the last: how long the row was in each state until then. */
    private readonly totals: Float64Array,
  ) {
    this.length = states.length;
  }

  static read({ times, states, awaited, tasks, resources, block, totals }: SpanColumns): SpanList {
    return new SpanList(floats(times), bytes(states), bytes(awaited), words(tasks), words(resources), block, floats(totals));
  }

  static none(): SpanList {
    const nothing = new Uint32Array();
    return new SpanList(
      new Float64Array(),
      new Uint8Array(),
      new Uint8Array(),
      nothing,
      nothing,
      1,
      new Float64Array(STATES.length),
    );
  }

  from(place: number): number {
    return this.times[2 * place] as number;
  }

  to(place: number): number {
    return this.times[2 * place + 1] as number;
  }

  /** Its place in `STATES`. */
  state(place: number): number {
    return this.states[place] as number;
  }

  task(place: number): number | null {
    const task = this.tasks[place] ?? NONE;
    return task === NONE ? null : task;
  }

  isIdle(place: number): boolean {
    return this.states[place] === IDLE;
  }

  at(place: number): Span | undefined {
    if (!(place >= 0 && place < this.length)) return undefined;
    const resource = this.resources[place] ?? NONE;
    const awaited = AWAITED[(this.awaited[place] ?? 0) - 1];
    return {
      state: STATES[this.state(place)] as Span['state'],
      task: this.task(place),
      resource: resource === NONE ? null : resource,
      ...(awaited ? { awaited } : {}),
      from_ns: this.from(place),
      to_ns: this.to(place),
    };
  }

  /** The first span in which something is done, or -1. */
  firstBusy(): number {
    return this.states.findIndex(state => state !== IDLE);
  }

  /** The last span in which something is done, or -1. */
  lastBusy(): number {
    return this.states.findLastIndex(state => state !== IDLE);
  }

  /** The first span of a task, or -1. */
  firstOf(task: number): number {
    return this.tasks.indexOf(task);
  }

  *[Symbol.iterator](): Generator<Span> {
    for (let i = 0; i < this.length; i++) yield this.at(i) as Span;
  }

  /** Adds how long the row was in each state in the spans from one to another, without the last; `sums` has a place for each of `STATES`. */
  addSpans(sums: number[], first: number, end: number): void {
    const { block, totals } = this;
    const [begins, ends] = [Math.ceil(first / block), Math.floor(end / block)];
    if (begins >= ends) {
      this.addEach(sums, first, end);
      return;
    }
    this.addEach(sums, first, begins * block);
    for (let i = 0; i < STATES.length; i++) {
      const within = (totals[ends * STATES.length + i] as number) - (totals[begins * STATES.length + i] as number);
      sums[i] = (sums[i] as number) + within;
    }
    this.addEach(sums, ends * block, end);
  }

  private addEach(sums: number[], first: number, end: number): void {
    for (let i = first; i < end; i++) this.addPart(sums, i, this.from(i), this.to(i));
  }

  private addPart(sums: number[], place: number, from_ns: number, to_ns: number): void {
    const state = this.state(place);
    sums[state] = (sums[state] as number) + to_ns - from_ns;
  }

  /**
   * Adds how long the row was in each state between two moments. Looks for them from `hint` on, the span where an earlier stretch ended, and gives
   * that of this one.
   */
  addTimes(sums: number[], from_ns: number, to_ns: number, hint = 0): number {
    const first = endingAfter(this, from_ns, hint);
    if (first === this.length || this.from(first) >= to_ns) return first;
    const last = endingAfter(this, to_ns, first);
    if (last === first) {
      this.addPart(sums, first, Math.max(from_ns, this.from(first)), to_ns);
      return last;
    }
    this.addPart(sums, first, Math.max(from_ns, this.from(first)), this.to(first));
    this.addSpans(sums, first + 1, last);
    if (last < this.length && this.from(last) < to_ns) this.addPart(sums, last, this.from(last), to_ns);
    return last;
  }
}

/** Of a row that has none. */
export const NO_SPANS = SpanList.none();

/** The first stretch that ends after a moment, sought from `hint` on in growing steps; the number of stretches if none does. */
export function endingAfter(stretches: Stretches, at_ns: number, hint = 0): number {
  let [low, step] = [hint, 1];
  while (low + step < stretches.length && stretches.to(low + step - 1) <= at_ns) {
    low += step;
    step *= 2;
  }
  let high = Math.min(stretches.length, low + step);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches.to(middle) > at_ns) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The first stretch that begins at or after a moment, sought from `hint` on; the number of stretches if none does. */
export function beginningFrom(stretches: Stretches, at_ns: number, hint = 0): number {
  let [low, step] = [hint, 1];
  while (low + step < stretches.length && stretches.from(low + step - 1) < at_ns) {
    low += step;
    step *= 2;
  }
  let high = Math.min(stretches.length, low + step);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches.from(middle) >= at_ns) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The place of the stretch that covers a moment, or -1. */
export function coveringAt(stretches: Stretches, at_ns: number): number {
  const place = endingAfter(stretches, at_ns);
  return place < stretches.length && stretches.from(place) <= at_ns ? place : -1;
}
