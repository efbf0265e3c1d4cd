// Paints a scene on a canvas: axis, groups, lanes, and what is hovered or selected.
import { exact, rounded, ticks } from '../format.ts';
import type { Span } from '../schema.ts';
import { inOwnTime } from './alignment.ts';
import { drawArrows } from './draw-arrows.ts';
import { drawDeadEnds } from './draw-dead-ends.ts';
import { drawMeasured } from './draw-measured.ts';
import { drawPath, drawPathWords } from './draw-path.ts';
import { drawPrinted } from './draw-printed.ts';
import { drawTask } from './draw-task.ts';
import { drawLabel, setFont, shortened } from './draw-text.ts';
import { AXIS_HEIGHT, type Group, type PlacedRow, placedRow, xOf } from './layout.ts';
import type { Palette } from './patterns.ts';
import type { Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import { type Bar, pieces } from './pieces.ts';
import { findSpan, type SpanRef } from './rows.ts';
import { summarize } from './summary.ts';

const TICK_GAP = 92;
/** Marks nearer to the cursor than this give way to the cursor's own time. */
const CURSOR_ROOM = 64;
const LABEL_PADDING = 5;
const RADIUS = 2;
/** Narrower bars have no round corners: nobody sees them, and where bars are that narrow there are thousands. */
const ROUNDED = 6;

export function draw(pen: Pen, picture: Picture): void {
  const { scene } = picture;
  pen.clearRect(0, 0, scene.width, scene.height);
  drawAxis(pen, picture);
  for (const group of scene.groups) {
    drawTitle(pen, picture, group);
    for (const row of group.rows) drawRow(pen, picture, group, row);
    if (picture.path) drawPath(pen, picture, group);
    else drawTask(pen, picture, group);
    if (!group.strip) drawArrows(pen, picture, group);
    drawPrinted(pen, picture, group);
    drawDeadEnds(pen, picture, group);
    if (group.timeline !== null) drawEnd(pen, picture, group);
  }
  drawMeasured(pen, picture);
  drawCursor(pen, picture);
  drawOutline(pen, picture, picture.hovered, 1);
  drawOutline(pen, picture, picture.selected, 2);
}

function drawAxis(pen: Pen, { scene, range, palette, timelines, cursor_ns }: Picture): void {
  setFont(pen, palette, 11);
  pen.fillStyle = palette.soft;
  pen.textAlign = 'center';
  if (!timelines.length) return;
  const cursor_x = cursor_ns === null ? Number.NEGATIVE_INFINITY : xOf(scene, range, cursor_ns);
  const fromZero = inOwnTime(range, scene.zero_ns);
  for (const { at, label } of ticks(fromZero.from, fromZero.to, (scene.right - scene.left) / TICK_GAP)) {
    const x = Math.round(xOf(scene, fromZero, at)) + 0.5;
    pen.fillStyle = palette.line;
    pen.fillRect(x - 0.5, AXIS_HEIGHT - 4, 1, scene.height - AXIS_HEIGHT + 4);
    if (Math.abs(x - cursor_x) < CURSOR_ROOM) continue;
    pen.fillStyle = palette.soft;
    const half = pen.measureText(label).width / 2;
    pen.fillText(label, Math.min(Math.max(x, half), scene.width - half), AXIS_HEIGHT - 12);
  }
}

function drawTitle(pen: Pen, { scene, palette, heads }: Picture, group: Group): void {
  pen.fillStyle = palette.line;
  pen.fillRect(0, group.y, scene.width, 1);
  if (!heads) return;
  setFont(pen, palette, 12, 600);
  pen.fillStyle = group.timeline === null ? palette.soft : palette.ink;
  pen.textAlign = 'left';
  pen.fillText(group.title, 0, group.y + 13);
}

/** The end of the run: a short line with the time beside it; and where that leaves room, what its critical path consists of. */
function drawEnd(pen: Pen, picture: Picture, group: Group): void {
  const { scene, range: ofAxis, palette } = picture;
  const range = inOwnTime(ofAxis, group.begins_ns);
  const told = picture.path && !group.strip;
  if (group.wall_ns < range.from || group.wall_ns > range.to) {
    setFont(pen, palette, 12, 600);
    if (told) drawPathWords(pen, picture, group, pen.measureText(group.title).width, scene.right);
    return;
  }
  const x = Math.round(xOf(scene, range, group.wall_ns));
  const last = group.rows.at(-1);
  pen.fillStyle = palette.ink;
  pen.fillRect(x, group.y + 7, 1, (last ? last.y + last.height : group.y) - group.y - 7);
  const label = rounded(group.wall_ns);
  setFont(pen, palette, 12, 600);
  const titleEnds = pen.measureText(group.title).width + 8;
  setFont(pen, palette, 11);
  // Beside a strip, the whole width left of it is the title's.
  const taken = group.strip ? Math.max(titleEnds, scene.left) : titleEnds;
  const before = x - 4 - pen.measureText(label).width > taken;
  pen.textAlign = before ? 'right' : 'left';
  const at = before ? x - 4 : Math.max(x + 5, taken);
  drawLabel(pen, palette, label, at, group.y + 13);
  if (!told) return;
  const width = pen.measureText(label).width;
  const [begins, ends] = before ? [at - width, at] : [at, at + width];
  const [from, until] = begins - titleEnds > scene.right - ends ? [titleEnds - 8, begins] : [ends, scene.right];
  drawPathWords(pen, picture, group, from, until);
}

function drawRow(pen: Pen, picture: Picture, group: Group, placed: PlacedRow): void {
  const { scene, palette } = picture;
  const range = inOwnTime(picture.range, group.begins_ns);
  const { row, y, height, labelled, toggle, kind } = placed;
  pen.fillStyle = palette.line;
  // A row of tasks has no line, and so no room that is kept for one.
  if ((row || kind === 'lane') && kind !== 'tasks' && toggle !== 'closes')
    pen.fillRect(scene.left, y + height / 2, scene.right - scene.left, 1);
  if (!row) return;
  if (labelled || (toggle === 'opens' && picture.heads)) {
    setFont(pen, palette, row.kind === 'lane' ? 11 : 10);
    pen.fillStyle = palette.soft;
    pen.textAlign = 'right';
    const room = scene.left - 8;
    pen.fillText(shortened(pen, row.label, room), room, y + height / 2 + 0.5, room);
  }
  if (row.hidden.length) {
    picture.drawColumns(placed, summarize(row.hidden, range, scene.left, scene.right));
    return;
  }
  const tasks = group.timeline === null ? [] : (picture.timelines[group.timeline]?.tasks ?? []);
  const { bars, columns } = pieces(row.spans, range, scene.left, scene.right);
  picture.drawColumns(placed, columns);
  for (const bar of bars) drawBar(pen, palette, placed, bar, row.spans.at(bar.span) as Span, tasks);
}

/** Half of the mark of a question to the world outside, or of its answer. */
const ASKS = 3;
/** Narrower waits have no room for both marks. */
const ASKS_ROOM = 16;

/** Where a wait for an answer begins, a mark leads out of the lane, and where it ends, one leads back. */
function drawQuestion(pen: Pen, { ink }: Palette, { y, height }: PlacedRow, x0: number, x1: number): void {
  if (x1 - x0 < ASKS_ROOM || height < 3 * ASKS) return;
  const middle = y + height / 2;
  pen.fillStyle = ink;
  for (const [x, up] of [
    [x0 + 2 * ASKS, -ASKS],
    [x1 - 2 * ASKS, ASKS],
  ] as const) {
    pen.beginPath();
    pen.moveTo(x - ASKS, middle - up);
    pen.lineTo(x + ASKS, middle - up);
    pen.lineTo(x, middle + up);
    pen.fill();
  }
}

function drawBar(pen: Pen, palette: Palette, row: PlacedRow, { x0, x1 }: Bar, span: Span, tasks: string[]): void {
  if (span.state === 'idle') return;
  const width = x1 - x0;
  // A thin gap between neighbours, but not where it would be most of the bar.
  const gap = width > 4 ? 1 : 0;
  pen.fillStyle = span.state === 'running' ? palette.running[(span.task ?? 0) % 2 === 0 ? 0 : 1] : palette.fills[span.state];
  if (width < ROUNDED) pen.fillRect(x0, row.y, width - gap, row.height);
  else {
    pen.beginPath();
    pen.roundRect(x0, row.y, width - gap, row.height, RADIUS);
    pen.fill();
  }
  if (span.awaited === 'answer') drawQuestion(pen, palette, row, x0, x1);
  if (row.height < 11 || width < 18) return;
  const words = span.task === null ? (span.state === 'running' ? '' : span.state) : tasks[span.task];
  if (!words) return;
  setFont(pen, palette, 11);
  pen.textAlign = 'left';
  const room = Math.min(width - gap, x1 - x0) - 2 * LABEL_PADDING;
  if (pen.measureText(words).width > room) return;
  if (span.state === 'running') {
    pen.fillStyle = palette.on.running;
    pen.fillText(words, x0 + LABEL_PADDING, row.y + row.height / 2 + 0.5);
  } else drawLabel(pen, palette, words, x0 + LABEL_PADDING, row.y + row.height / 2 + 0.5, row.height - 4);
}

function drawCursor(pen: Pen, { scene, range, palette, cursor_ns }: Picture): void {
  if (cursor_ns === null || cursor_ns < range.from || cursor_ns > range.to) return;
  const x = Math.round(xOf(scene, range, cursor_ns)) + 0.5;
  pen.strokeStyle = palette.ink;
  pen.lineWidth = 1;
  pen.setLineDash([3, 3]);
  pen.beginPath();
  pen.moveTo(x, AXIS_HEIGHT - 4);
  pen.lineTo(x, scene.height);
  pen.stroke();
  pen.setLineDash([]);
  setFont(pen, palette, 11);
  pen.textAlign = 'center';
  const label = exact(Math.round(cursor_ns - scene.zero_ns));
  const half = pen.measureText(label).width / 2 + 3;
  drawLabel(pen, palette, label, Math.min(Math.max(x, half), scene.width - half), AXIS_HEIGHT - 12);
}

function drawOutline(pen: Pen, picture: Picture, place: SpanRef | null, width: number): void {
  const { scene, palette, timelines } = picture;
  const group = scene.groups.find(one => one.timeline === place?.timeline);
  const range = inOwnTime(picture.range, group?.begins_ns ?? 0);
  const row = place && placedRow(group, place.row);
  const span = findSpan(timelines, place)?.span;
  if (!row || !span || span.to_ns < range.from || span.from_ns > range.to) return;
  const x0 = Math.max(scene.left, xOf(scene, range, span.from_ns));
  const x1 = Math.min(scene.right, xOf(scene, range, span.to_ns));
  pen.strokeStyle = palette.ink;
  pen.lineWidth = width;
  pen.strokeRect(x0 - 0.5, row.y - 1, Math.max(2, x1 - x0), row.height + 2);
}
