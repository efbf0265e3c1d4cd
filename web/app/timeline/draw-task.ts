// Follows one task through every model: whatever is not its own lies under a veil.
import type { Span } from '../schema.ts';
import { inOwnTime } from './alignment.ts';
import { drawVeil, type Open } from './draw-veil.ts';
import { type Group, xOf } from './layout.ts';
import type { Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import { firstEndingAfter } from './spans.ts';

export function drawTask(pen: Pen, picture: Picture, group: Group): void {
  const timeline = group.timeline === null ? null : picture.timelines[group.timeline];
  if (!timeline || group.strip || picture.task === null) return;
  const isOwn = ({ task }: Span) => task !== null && timeline.tasks[task] === picture.task;
  for (const placed of group.rows) {
    if (placed.row && placed.row.kind !== 'more')
      drawVeil(pen, picture, placed, stretches(picture, group, placed.row.spans, isOwn));
  }
}

/** The spans in view that are its own; those that meet within a pixel are one stretch. */
function stretches(picture: Picture, group: Group, spans: Span[], isOwn: (span: Span) => boolean): Open[] {
  const { scene } = picture;
  const range = inOwnTime(picture.range, group.begins_ns);
  const within = (at_ns: number) => Math.min(scene.right, Math.max(scene.left, xOf(scene, range, at_ns)));
  const found: Open[] = [];
  for (let i = firstEndingAfter(spans, range.from); i < spans.length; i++) {
    const span = spans[i] as Span;
    if (span.from_ns > range.to) break;
    if (!isOwn(span)) continue;
    const last = found.at(-1);
    const [x0, x1] = [within(span.from_ns), within(span.to_ns)];
    if (last && x0 - last.x1 < 1) last.x1 = x1;
    else found.push({ x0, x1 });
  }
  return found;
}
