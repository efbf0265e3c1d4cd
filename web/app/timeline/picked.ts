// Some of the stretches of a list, and what they cover in pixels. Pure.
import type { Open } from './draw-veil.ts';
import { beginningFrom, endingAfter, type Stretches } from './span-list.ts';
import type { TimeRange } from './viewport.ts';

/** Stretches of a list, by their places, in order. */
export class Picked implements Stretches {
  readonly length: number;

  constructor(
    private readonly all: Stretches,
    private readonly places: Uint32Array,
  ) {
    this.length = places.length;
  }

  /** Those for which something is true. */
  static of(all: Stretches, isPicked: (place: number) => boolean): Picked {
    const places: number[] = [];
    for (let i = 0; i < all.length; i++) if (isPicked(i)) places.push(i);
    return new Picked(all, Uint32Array.from(places));
  }

  from(place: number): number {
    return this.all.from(this.places[place] as number);
  }

  to(place: number): number {
    return this.all.to(this.places[place] as number);
  }
}

/** What is in view, in pixels from `left` to `right`; stretches that meet within a pixel are one. */
export function covered(stretches: Stretches, range: TimeRange, left: number, right: number): Open[] {
  const scale = (right - left) / (range.to - range.from);
  const x = (at_ns: number) => Math.min(right, Math.max(left, left + (at_ns - range.from) * scale));
  const found: Open[] = [];
  let i = endingAfter(stretches, range.from);
  while (i < stretches.length && stretches.from(i) <= range.to) {
    // All that begin within a pixel of its end are one with it.
    const next = Math.max(i + 1, beginningFrom(stretches, stretches.to(i) + 1 / scale, i));
    const [x0, x1] = [x(stretches.from(i)), x(stretches.to(next - 1))];
    const last = found.at(-1);
    if (last && x0 - last.x1 < 1) last.x1 = x1;
    else found.push({ x0, x1 });
    i = next;
  }
  return found;
}
