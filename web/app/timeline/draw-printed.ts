// Marks on its lane where each line was printed: a small notch at the upper edge, one for many where they are dense.
import type { OutputLine } from '../schema.ts';
import { inOwnTime } from './alignment.ts';
import { byLane } from './by-lane.ts';
import { type Group, type PlacedRow, xOf } from './layout.ts';
import type { Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import type { Timeline } from './timeline.ts';

const WIDTH = 5;
const HEIGHT = 4;
/** Marks nearer to each other than this are one. */
const APART = 3;
/** Thinner lanes have no room for them. */
const THINNEST = 11;

export function drawPrinted(pen: Pen, picture: Picture, group: Group): void {
  const timeline = group.timeline === null ? null : picture.timelines[group.timeline];
  if (!timeline?.output.length) return;
  const range = inOwnTime(picture.range, group.begins_ns);
  for (const placed of group.rows) {
    if (placed.row?.kind !== 'lane' || placed.height < THINNEST) continue;
    let last = Number.NEGATIVE_INFINITY;
    for (const { at_ns } of printedOn(timeline, placed.row.lane.id)) {
      if (at_ns > range.to) break;
      if (at_ns < range.from) continue;
      const x = xOf(picture.scene, range, at_ns);
      if (x - last < APART) continue;
      last = x;
      notch(pen, picture, placed, x);
    }
  }
}

function notch(pen: Pen, { palette }: Picture, { y }: PlacedRow, x: number): void {
  for (const [colour, more] of [
    [palette.ground, 1],
    [palette.ink, 0],
  ] as const) {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.moveTo(x - WIDTH / 2 - more, y - 1);
    pen.lineTo(x + WIDTH / 2 + more, y - 1);
    pen.lineTo(x, y - 1 + HEIGHT + more);
    pen.fill();
  }
}

const cache = new WeakMap<Timeline, Map<number, OutputLine[]>>();

/** What was printed on a lane, in order; sorted out once for each timeline. */
export function printedOn(timeline: Timeline, lane: number): OutputLine[] {
  let lanes = cache.get(timeline);
  if (!lanes) {
    lanes = byLane(timeline.output, line => line.lane);
    cache.set(timeline, lanes);
  }
  return lanes.get(lane) ?? [];
}
