// Lights the critical path of a model: what is not on it lies under a veil, and a line leads along it from lane to lane.
import { inOwnTime } from './alignment.ts';
import { setFont } from './draw-text.ts';
import { drawVeil, type Open } from './draw-veil.ts';
import { type Group, type PlacedRow, xOf } from './layout.ts';
import type { PathList } from './path-list.ts';
import type { Pen } from './pen.ts';
import { covered, Picked } from './picked.ts';
import type { Picture } from './picture.ts';
import { beginningFrom, endingAfter } from './span-list.ts';

const LINE = 2.5;
/** Between the name of the model and the words. */
const ROOM = 12;

/** Thinner than this, a piece only leads on to the next lane. */
const THINNEST = 0.5;

/** A stretch of a lane in pixels. */
interface Lit extends Open {
  lane: number;
}

export function drawPath(pen: Pen, picture: Picture, group: Group): void {
  const timeline = group.timeline === null ? null : picture.timelines[group.timeline];
  if (!timeline?.path.pieces.length || group.strip) return;
  const { pieces } = timeline.path;
  const { left, right } = picture.scene;
  const range = inOwnTime(picture.range, group.begins_ns);
  for (const placed of group.rows) {
    if (placed.row && placed.row.kind !== 'more')
      drawVeil(pen, picture, placed, covered(onLane(pieces, placed.row.lane.id), range, left, right));
  }
  line(pen, picture, group, stretches(picture, group, pieces));
}

const cache = new WeakMap<PathList, Map<number, Picked>>();

/** The pieces on a lane, sought once. */
function onLane(pieces: PathList, lane: number): Picked {
  const lanes = cache.get(pieces) ?? new Map<number, Picked>();
  cache.set(pieces, lanes);
  const own = lanes.get(lane) ?? Picked.of(pieces, place => pieces.lane(place) === lane);
  lanes.set(lane, own);
  return own;
}

/** The pieces in view that are wide enough to be seen; those of one lane that meet within a pixel are one, and of many thin ones the first stands for all. */
function stretches({ scene, range: ofAxis }: Picture, group: Group, pieces: PathList): Lit[] {
  const range = inOwnTime(ofAxis, group.begins_ns);
  const within = (at_ns: number) => Math.min(scene.right, Math.max(scene.left, xOf(scene, range, at_ns)));
  const thinnest_ns = (THINNEST * (range.to - range.from)) / (scene.right - scene.left);
  const found: Lit[] = [];
  let i = endingAfter(pieces, range.from);
  while (i < pieces.length && pieces.from(i) <= range.to) {
    const lane = pieces.lane(i);
    const last = found.at(-1);
    const [x0, x1] = [within(pieces.from(i)), within(pieces.to(i))];
    if (last?.lane === lane && x0 - last.x1 < 1) last.x1 = x1;
    else found.push({ lane, x0, x1 });
    i = Math.max(i + 1, beginningFrom(pieces, pieces.from(i) + thinnest_ns, i));
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
