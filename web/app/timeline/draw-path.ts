// Lights the critical path of a model: what is not on it lies under a veil, and a line leads along it from lane to lane.
import type { PathPiece } from '../schema.ts';
import { inOwnTime } from './alignment.ts';
import { setFont } from './draw-text.ts';
import { drawVeil } from './draw-veil.ts';
import { type Group, type PlacedRow, xOf } from './layout.ts';
import type { Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import { firstEndingAfter } from './spans.ts';

const LINE = 2.5;
/** Between the name of the model and the words. */
const ROOM = 12;

/** A stretch of a lane in pixels. */
interface Lit {
  lane: number;
  x0: number;
  x1: number;
}

export function drawPath(pen: Pen, picture: Picture, group: Group): void {
  const timeline = group.timeline === null ? null : picture.timelines[group.timeline];
  if (!timeline?.path.pieces.length || group.strip) return;
  const lit = stretches(picture, group, timeline.path.pieces);
  for (const placed of group.rows) {
    const { row } = placed;
    if (row && row.kind !== 'more')
      drawVeil(
        pen,
        picture,
        placed,
        lit.filter(one => one.lane === row.lane.id),
      );
  }
  line(pen, picture, group, lit);
}

/** The pieces in view; those of one lane that meet within a pixel are one. */
function stretches({ scene, range: ofAxis }: Picture, group: Group, pieces: PathPiece[]): Lit[] {
  const range = inOwnTime(ofAxis, group.begins_ns);
  const within = (at_ns: number) => Math.min(scene.right, Math.max(scene.left, xOf(scene, range, at_ns)));
  const found: Lit[] = [];
  for (let i = firstEndingAfter(pieces, range.from); i < pieces.length; i++) {
    const { lane, from_ns, to_ns } = pieces[i] as PathPiece;
    if (from_ns > range.to) break;
    const last = found.at(-1);
    const [x0, x1] = [within(from_ns), within(to_ns)];
    if (last?.lane === lane && x0 - last.x1 < 1) last.x1 = x1;
    // Thinner than a pixel, it only leads on to the next lane.
    else if (x1 - x0 >= 0.5 || last?.lane !== lane) found.push({ lane, x0, x1 });
  }
  return found;
}

/** Along the lower edge of each lit stretch, and across to the next lane. */
function line(pen: Pen, { palette }: Picture, group: Group, lit: Lit[]): void {
  const rows = new Map<number, PlacedRow>();
  for (const placed of group.rows) if (placed.row?.kind === 'lane') rows.set(placed.row.lane.id, placed);
  pen.strokeStyle = palette.accent;
  pen.lineWidth = LINE;
  pen.beginPath();
  let drawing = false;
  for (const { lane, x0, x1 } of lit) {
    const placed = rows.get(lane);
    if (!placed) {
      drawing = false;
      continue;
    }
    const y = placed.y + placed.height + 0.5;
    if (drawing) pen.lineTo(x0, y);
    else pen.moveTo(x0, y);
    pen.lineTo(x1, y);
    drawing = true;
  }
  pen.stroke();
}

/** Beside the name of the model, as many shares as there is room for, the largest first; `until` is where the room ends. */
export function drawPathWords(pen: Pen, picture: Picture, group: Group, titleEnds: number, until: number): void {
  const words = group.timeline === null ? '' : picture.timelines[group.timeline]?.path.words;
  if (!words) return;
  setFont(pen, picture.palette, 11);
  const parts = words.split(', ');
  const shorter = parts.map((_, left) => `${parts.slice(0, parts.length - 1 - left).join(', ')} …`);
  const fits = (text: string) => text !== ' …' && pen.measureText(text).width <= until - titleEnds - 2 * ROOM;
  const text = [`critical path: ${words}`, words, ...shorter].find(fits);
  if (!text) return;
  pen.fillStyle = picture.palette.accent;
  pen.textAlign = 'left';
  pen.fillText(text, titleEnds + ROOM, group.y + 13);
}
