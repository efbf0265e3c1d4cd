// A recorded run again, slowly: where the playhead is, which event comes next or came last over all models, and how fast time goes. Pure.
import { rounded } from '../format.ts';
import type { TimeRange } from './viewport.ts';

/** The events of one timeline: where it begins on the axis, and its moments in their order, which never go back. */
export interface Reel {
  begins_ns: number;
  moments: ArrayLike<number>;
}

/** Where a replay is on the axis, and how many events of each reel have happened. */
export interface Position {
  at_ns: number;
  done: number[];
}

/** A moment may have many events: all of them have happened then. */
export function positionAt(reels: Reel[], at_ns: number): Position {
  return { at_ns, done: reels.map(({ begins_ns, moments }) => countUpTo(moments, at_ns - begins_ns)) };
}

/** So many events later, or with a negative number, earlier; as far as there are any. */
export function stepped(reels: Reel[], position: Position, by: number): Position {
  const done = [...position.done];
  for (let step = 0; step < Math.abs(by); step++) {
    const reel = by > 0 ? nextOf(reels, done) : lastOf(reels, done);
    if (reel < 0) break;
    done[reel] = (done[reel] as number) + Math.sign(by);
  }
  const last = lastOf(reels, done);
  return { at_ns: last < 0 ? 0 : momentOf(reels, last, (done[last] as number) - 1), done };
}

/** The reel with the event that happened last, which is the last of those that `done` counts; -1 before the first event. */
export function lastOf(reels: Reel[], done: number[]): number {
  let [found, latest] = [-1, Number.NEGATIVE_INFINITY];
  for (const [reel, count] of done.entries()) {
    if (count === 0) continue;
    const at_ns = momentOf(reels, reel, count - 1);
    if (at_ns >= latest) [found, latest] = [reel, at_ns];
  }
  return found;
}

/** The reel whose next event comes first. Of those at one moment the first reel's: the other way around than going back. */
function nextOf(reels: Reel[], done: number[]): number {
  let [found, earliest] = [-1, Number.POSITIVE_INFINITY];
  for (const [reel, count] of done.entries()) {
    if (count >= (reels[reel]?.moments.length ?? 0)) continue;
    const at_ns = momentOf(reels, reel, count);
    if (at_ns < earliest) [found, earliest] = [reel, at_ns];
  }
  return found;
}

function momentOf(reels: Reel[], reel: number, event: number): number {
  const { begins_ns, moments } = reels[reel] as Reel;
  return begins_ns + (moments[event] as number);
}

const momentsOf = new WeakMap<object, number[]>();

/** How many of these have happened by a moment, in their order: clocks of processes may disagree with it a little. */
export function happenedBy(things: { at_ns: number }[], at_ns: number): number {
  let latest = 0;
  const later = (thing: { at_ns: number }) => {
    latest = Math.max(latest, thing.at_ns);
    return latest;
  };
  const moments = momentsOf.get(things) ?? things.map(later);
  momentsOf.set(things, moments);
  return countUpTo(moments, at_ns);
}

/** How many moments lie at this one or before it. */
function countUpTo(moments: ArrayLike<number>, at_ns: number): number {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moments[middle] as number) > at_ns) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How fast a replay is: all of it in about ten seconds, or a millisecond of the run for so many of the visitor's. */
export const SPEEDS = ['fit', '10', '100', '1000'] as const;
export type Speed = (typeof SPEEDS)[number];

const FITTED_MS = 10_000;
const NS_PER_MS = 1e6;

/** Nanoseconds of the run in a millisecond of the visitor's. */
export function rateOf(speed: Speed, length_ns: number): number {
  return speed === 'fit' ? length_ns / FITTED_MS : NS_PER_MS / Number(speed);
}

/** So much later within a stretch, which begins again if it loops; `null` after its end. */
export function advanced(at_ns: number, by_ns: number, { from, to }: TimeRange, loops: boolean): number | null {
  const start = at_ns < from || at_ns >= to ? from : at_ns;
  const next = start + by_ns;
  if (next < to) return next;
  return loops ? from + ((next - from) % Math.max(1, to - from)) : null;
}

/** What a visitor is to know of a replay: it is a recording, all or a part of it, and how much slower than the run. */
export function factsOf(speed: Speed, length_ns: number, part = false): string {
  const rate = rateOf(speed, length_ns);
  const factor = NS_PER_MS / rate;
  const rough = (number: number) => String(Number(number.toPrecision(2)));
  const slower = factor >= 1 ? `${rough(factor)} times slower` : `${rough(1 / factor)} times faster`;
  const shown = rounded((length_ns / rate) * NS_PER_MS, 2);
  const what = part ? `${rounded(length_ns)} of the recorded run` : `Recorded run, ${rounded(length_ns)}`;
  return `${what}, shown in ${shown}: ${rough(factor) === '1' ? 'as fast as it was' : slower}.`;
}
