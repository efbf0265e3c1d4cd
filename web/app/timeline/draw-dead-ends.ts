// Marks the moments of a model from which nobody could go on: a line through its lanes, a cross where it was told, and one word.
import type { DeadEnd } from '../schema.ts';
import { inOwnTime } from './alignment.ts';
import { drawLabel, setFont } from './draw-text.ts';
import { type Group, xOf } from './layout.ts';
import type { Pen } from './pen.ts';
import type { Picture } from './picture.ts';

/** Half of the cross. */
const ARM = 3.5;
/** Words that would run into those before are left out: the mark stands for itself. */
const WORD_ROOM = 6;

export function drawDeadEnds(pen: Pen, picture: Picture, group: Group): void {
  const { scene, palette, timelines } = picture;
  const all = (group.timeline === null ? null : timelines[group.timeline])?.dead_ends ?? [];
  const range = inOwnTime(picture.range, group.begins_ns);
  const rows = group.rows.filter(({ row }) => row !== null);
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return;
  const seen = all.filter(({ at_ns }) => at_ns >= range.from && at_ns <= range.to);
  const xs = seen.map(({ at_ns }) => Math.round(xOf(scene, range, at_ns)) + 0.5);
  pen.strokeStyle = pen.fillStyle = palette.wrong;
  seen.forEach(({ lane }, i) => {
    const x = xs[i] as number;
    pen.fillRect(x - 0.5, first.y - 12, 1, last.y + last.height - first.y + 12);
    const told = group.rows.find(({ row }) => row?.kind === 'lane' && row.lane.id === lane) ?? last;
    cross(pen, x, told.y + told.height / 2);
  });
  if (!group.strip) words(pen, picture, seen, xs, first.y - 6);
}

/** Beside the marks, as far as there is room from one word to the next. */
function words(pen: Pen, { scene, palette }: Picture, seen: DeadEnd[], xs: number[], y: number): void {
  setFont(pen, palette, 10, 600);
  pen.textAlign = 'left';
  let wordEnds = Number.NEGATIVE_INFINITY;
  seen.forEach((deadEnd, i) => {
    const width = pen.measureText(wordOf(deadEnd)).width;
    const left = Math.min((xs[i] as number) + 6, scene.right - width);
    if (left < wordEnds + WORD_ROOM) return;
    drawLabel(pen, palette, wordOf(deadEnd), left, y, 12, palette.wrong);
    wordEnds = left + width;
  });
}

function wordOf({ circle }: DeadEnd): string {
  return circle ? 'deadlock' : 'nobody could go on';
}

function cross(pen: Pen, x: number, y: number): void {
  pen.lineWidth = 2;
  pen.beginPath();
  pen.moveTo(x - ARM, y - ARM);
  pen.lineTo(x + ARM, y + ARM);
  pen.moveTo(x - ARM, y + ARM);
  pen.lineTo(x + ARM, y - ARM);
  pen.stroke();
}
