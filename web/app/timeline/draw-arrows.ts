// Paints what one lane causes on another: thin arrows while they are few, and strong ones for what led to the span that is pointed at or
// selected, and what it led to.
import { inOwnTime } from './alignment.ts';
import type { ArrowList } from './arrow-list.ts';
import { arrowsInView, arrowsOf, chainTo } from './arrows.ts';
import { type Group, xOf } from './layout.ts';
import type { Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import { findSpan } from './rows.ts';
import type { Timeline } from './timeline.ts';

const HEAD = 4;
const WIDTHS = { all: 0.6, chain: 1.1, own: 1.75 };

export function drawArrows(pen: Pen, picture: Picture, group: Group): void {
  const timeline = group.timeline === null ? null : picture.timelines[group.timeline];
  if (!timeline?.arrows.length) return;
  const range = inOwnTime(picture.range, group.begins_ns);
  const { arrows } = timeline;
  if (!picture.path) paint(pen, picture, group, arrows, arrowsInView(arrows, range), picture.palette.soft, WIDTHS.all);
  const { chain, own } = pointedAt(picture, timeline);
  paint(pen, picture, group, arrows, chain, picture.palette.ink, WIDTHS.chain);
  paint(pen, picture, group, arrows, own, picture.palette.ink, WIDTHS.own);
}

/** Those of the span that is pointed at, or else of the selected one, and the causes of its causes. */
function pointedAt({ timelines, hovered, selected }: Picture, timeline: Timeline): { chain: number[]; own: number[] } {
  const found = findSpan(timelines, hovered ?? selected);
  if (found?.timeline !== timeline || found.span.state === 'idle') return { chain: [], own: [] };
  const { incoming, outgoing } = arrowsOf(timeline.arrows, found.row.lane.id, found.span);
  return { chain: chainTo(timeline.arrows, found.row.lane.id, found.span), own: [...incoming, ...outgoing] };
}

function paint(pen: Pen, picture: Picture, group: Group, arrows: ArrowList, places: number[], colour: string, width: number) {
  const { scene } = picture;
  const range = inOwnTime(picture.range, group.begins_ns);
  const rowOf = (lane: number) => group.rows.find(({ row }) => row?.kind === 'lane' && row.lane.id === lane);
  const within = (at_ns: number) => Math.min(scene.right, Math.max(scene.left, xOf(scene, range, at_ns)));
  pen.strokeStyle = pen.fillStyle = colour;
  pen.lineWidth = width;
  for (const place of places) {
    const [from, to] = [arrows.end(place, 'from'), arrows.end(place, 'to')];
    if (to.at_ns < range.from || from.at_ns > range.to) continue;
    const [source, target] = [rowOf(from.lane), rowOf(to.lane)];
    if (!source || !target || source === target) continue;
    const down = target.y > source.y;
    const [x0, x1] = [within(from.at_ns), within(to.at_ns)];
    const [y0, y1] = down ? [source.y + source.height, target.y] : [source.y, target.y + target.height];
    pen.beginPath();
    pen.moveTo(x0, y0);
    pen.lineTo(x1, y1);
    pen.stroke();
    const base = down ? y1 - HEAD : y1 + HEAD;
    pen.beginPath();
    pen.moveTo(x1, y1);
    pen.lineTo(x1 - HEAD / 2, base);
    pen.lineTo(x1 + HEAD / 2, base);
    pen.fill();
  }
}
