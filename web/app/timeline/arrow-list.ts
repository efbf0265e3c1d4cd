// What lanes caused on others, kept as columns in the order of the effects, and found by lane and moment. Pure.
import type { Arrow, ArrowColumns, ArrowEnd, ArrowLabel } from '../schema.ts';
import { floats, shorts, words } from './columns.ts';
import type { TimeRange } from './viewport.ts';

type End = 'from' | 'to';
const PLACE = { from: 0, to: 1 };

export class ArrowList {
  readonly length: number;
  /** The longest time from a cause to its effect. */
  private readonly longest_ns: number;
  /** Of each lane, the arrows that begin or end there, in the order of time: made when first asked for. */
  private readonly ofLanes: Partial<Record<End, Map<number, Uint32Array>>> = {};

  private constructor(
    private readonly labels: ArrowLabel[],
    private readonly which: Uint32Array,
    private readonly lanes: Uint16Array,
    private readonly times: Float64Array,
  ) {
    this.length = which.length;
    let longest = 0;
    for (let i = 0; i < this.length; i++) longest = Math.max(longest, this.at_ns(i, 'to') - this.at_ns(i, 'from'));
    this.longest_ns = longest;
  }

  static read({ labels, which, lanes, times }: ArrowColumns): ArrowList {
    return new ArrowList(labels, words(which), shorts(lanes), floats(times));
  }

  at_ns(place: number, end: End): number {
    return this.times[2 * place + PLACE[end]] as number;
  }

  lane(place: number, end: End): number {
    return this.lanes[2 * place + PLACE[end]] as number;
  }

  at(place: number): Arrow | undefined {
    const label = this.labels[this.which[place] ?? -1];
    return label && { ...label, from: this.end(place, 'from'), to: this.end(place, 'to') };
  }

  end(place: number, end: End): ArrowEnd {
    return { lane: this.lane(place, end), at_ns: this.at_ns(place, end) };
  }

  /** Those of which a part lies in a stretch; none if that are more than `most`. */
  within({ from, to }: TimeRange, most: number): number[] {
    const found: number[] = [];
    for (let i = this.firstEffect(from); i < this.length && this.at_ns(i, 'to') <= to + this.longest_ns; i++) {
      if (this.at_ns(i, 'from') > to) continue;
      if (found.length === most) return [];
      found.push(i);
    }
    return found;
  }

  /** The first arrow whose effect is not before a moment. */
  private firstEffect(at_ns: number): number {
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at_ns(middle, 'to') >= at_ns) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Those that begin or end on a lane from one moment to another, both included. */
  onLane(lane: number, end: End, from_ns: number, to_ns: number): number[] {
    const own = this.ofLane(lane, end);
    return [...own.subarray(this.countBefore(own, end, from_ns, false), this.countBefore(own, end, to_ns, true))];
  }

  /** The last that ends on a lane no later than a moment. */
  lastTo(lane: number, at_ns: number): number | undefined {
    const own = this.ofLane(lane, 'to');
    return own[this.countBefore(own, 'to', at_ns, true) - 1];
  }

  private ofLane(lane: number, end: End): Uint32Array {
    this.ofLanes[end] ??= this.sortedByLane(end);
    return this.ofLanes[end].get(lane) ?? new Uint32Array();
  }

  private sortedByLane(end: End): Map<number, Uint32Array> {
    const lanes = new Map<number, number[]>();
    for (let i = 0; i < this.length; i++) {
      const lane = this.lane(i, end);
      const own = lanes.get(lane);
      if (own) own.push(i);
      else lanes.set(lane, [i]);
    }
    const inOrder = (own: number[]) => Uint32Array.from(own.sort((a, b) => this.at_ns(a, end) - this.at_ns(b, end)));
    return new Map([...lanes].map(([lane, own]) => [lane, inOrder(own)]));
  }

  /** How many of these lie before a moment, or also at it. */
  private countBefore(own: Uint32Array, end: End, at_ns: number, atIt: boolean): number {
    let [low, high] = [0, own.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const one = this.at_ns(own[middle] as number, end);
      if (one < at_ns || (atIt && one === at_ns)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
