// Follows one task through every model: whatever is not its own lies under a veil.
import { inOwnTime } from './alignment.ts';
import { drawVeil } from './draw-veil.ts';
import type { Group } from './layout.ts';
import type { Pen } from './pen.ts';
import { covered, Picked } from './picked.ts';
import type { Picture } from './picture.ts';
import type { SpanList } from './span-list.ts';
import type { Timeline } from './timeline.ts';

export function drawTask(pen: Pen, picture: Picture, group: Group): void {
  const timeline = group.timeline === null ? null : picture.timelines[group.timeline];
  if (!timeline || group.strip || picture.task === null) return;
  const { left, right } = picture.scene;
  const range = inOwnTime(picture.range, group.begins_ns);
  for (const placed of group.rows) {
    if (!placed.row || placed.row.kind === 'more') continue;
    drawVeil(pen, picture, placed, covered(ownOf(timeline, placed.row.spans, picture.task), range, left, right));
  }
}

const cache = new WeakMap<SpanList, { task: string; own: Picked }>();

/** The spans of a row that are of tasks of this name, sought once for each task that is followed. */
function ownOf({ tasks }: Timeline, spans: SpanList, task: string): Picked {
  const known = cache.get(spans);
  if (known?.task === task) return known.own;
  const own = Picked.of(spans, place => tasks[spans.task(place) ?? -1] === task);
  cache.set(spans, { task, own });
  return own;
}
