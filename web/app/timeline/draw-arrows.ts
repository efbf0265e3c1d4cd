// Paints what one lane causes on another: thin arrows while they are few, and those of the span that is pointed at or selected.
import type { Arrow, Timeline } from '../schema.ts';
import { inOwnTime } from './alignment.ts';
import { arrowsInView, arrowsOf } from './arrows.ts';
import { type Group, xOf } from './layout.ts';
import type { Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import { findSpan } from './rows.ts';

const HEAD = 4;

export function drawArrows(pen: Pen, picture: Picture, group: Group): void {
  const timeline = group.timeline === null ? null : picture.timelines[group.timeline];
  if (!timeline?.arrows.length) return;
  const range = inOwnTime(picture.range, group.begins_ns);
  paint(pen, picture, group, arrowsInView(timeline, range), picture.palette.soft, 0.75);
  paint(pen, picture, group, pointedAt(picture, timeline), picture.palette.ink, 1.5);
}

/** Those of the span that is pointed at, or else of the selected one. */
function pointedAt({ timelines, hovered, selected }: Picture, timeline: Timeline): Arrow[] {
  const found = findSpan(timelines, hovered ?? selected);
  if (found?.timeline !== timeline) return [];
  const { incoming, outgoing } = arrowsOf(timeline, found.row.lane.id, found.span);
  return [...incoming, ...outgoing];
}

function paint(pen: Pen, picture: Picture, group: Group, arrows: Arrow[], colour: string, width: number) {
  const { scene } = picture;
  const range = inOwnTime(picture.range, group.begins_ns);
  const rowOf = (lane: number) => group.rows.find(({ row }) => row?.kind === 'lane' && row.lane.id === lane);
  const within = (at_ns: number) => Math.min(scene.right, Math.max(scene.left, xOf(scene, range, at_ns)));
  pen.strokeStyle = pen.fillStyle = colour;
  pen.lineWidth = width;
  for (const { from, to } of arrows) {
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
