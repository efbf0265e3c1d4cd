// Pointer, wheel, pinch and keyboard on the timeline: each becomes a change of range, cursor or selection.

import type { Timeline } from '../schema.ts';
import type { Place, Range } from '../state.ts';
import { hit, type Scene, timeOf } from './layout.ts';
import { rowsOf, spanAtPlace } from './rows.ts';
import { panned, revealing, whole, zoomed } from './viewport.ts';

/** What the interaction reads and writes; the view keeps it. */
export interface Stage {
  scene(): Scene;
  timelines(): Timeline[];
  range(): Range;
  setRange(range: Range | null): void;
  point(at: { cursor_ns: number; place: Place | null; x: number; y: number } | null): void;
  selected(): Place | null;
  select(place: Place | null): void;
}

const WHEEL_SPEED = 0.0022;
const KEY_ZOOM = 1.5;
const KEY_PAN = 0.2;
/** A pointer that moved less than this was a click. */
const CLICK_SLOP = 4;

/** Listens on the element that holds the canvas; gives the function that stops listening. */
export function interact(element: HTMLElement, stage: Stage): () => void {
  const controller = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(type: K, listener: (event: HTMLElementEventMap[K]) => void) =>
    element.addEventListener(type, listener, { signal: controller.signal, passive: false });
  const pointers = new Map<number, { x: number; y: number }>();
  let travelled = 0;

  on('wheel', event => {
    const { scene, range } = now(stage);
    // A plain wheel scrolls the page until the timeline has the focus; with Ctrl (also a trackpad's pinch) it always zooms.
    const zooms = event.ctrlKey || event.metaKey || (document.activeElement === element && !event.shiftKey);
    const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
    if (Math.abs(sideways) > Math.abs(event.deltaY) || event.shiftKey) {
      event.preventDefault();
      stage.setRange(panned(range, sideways / (scene.right - scene.left), scene.end_ns));
    } else if (zooms) {
      event.preventDefault();
      const around = timeOf(scene, range, event.offsetX);
      stage.setRange(zoomed(range, Math.exp(-event.deltaY * WHEEL_SPEED), around, scene.end_ns));
    }
  });
  on('pointerdown', event => {
    pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    travelled = 0;
    element.setPointerCapture(event.pointerId);
  });
  on('pointermove', event => {
    const before = pointers.get(event.pointerId);
    if (before) drag(stage, pointers, event, before);
    if (before) travelled += Math.abs(event.offsetX - before.x) + Math.abs(event.offsetY - before.y);
    if (before) pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    if (!before || travelled < CLICK_SLOP) point(stage, event);
  });
  on('pointerup', event => {
    pointers.delete(event.pointerId);
    const { scene, range } = now(stage);
    if (travelled < CLICK_SLOP) stage.select(hit(scene, range, event.offsetX, event.offsetY));
  });
  on('pointercancel', event => void pointers.delete(event.pointerId));
  on('pointerleave', () => stage.point(null));
  on('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || !key(stage, event)) return;
    event.preventDefault();
  });
  return () => controller.abort();
}

function now(stage: Stage): { scene: Scene; range: Range } {
  return { scene: stage.scene(), range: stage.range() };
}

function point(stage: Stage, event: PointerEvent): void {
  const { scene, range } = now(stage);
  const inside = event.offsetX >= scene.left && event.offsetX <= scene.right;
  stage.point(
    inside
      ? {
          cursor_ns: timeOf(scene, range, event.offsetX),
          place: hit(scene, range, event.offsetX, event.offsetY),
          x: event.offsetX,
          y: event.offsetY,
        }
      : null,
  );
}

/** One pointer pans; two zoom around the point between them. */
function drag(stage: Stage, pointers: Map<number, { x: number; y: number }>, event: PointerEvent, before: { x: number }): void {
  const { scene, range } = now(stage);
  const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
  if (!other) {
    stage.setRange(panned(range, (before.x - event.offsetX) / (scene.right - scene.left), scene.end_ns));
    return;
  }
  const [was, is] = [Math.abs(before.x - other.x), Math.abs(event.offsetX - other.x)];
  if (was < 1 || is < 1) return;
  const middle = timeOf(scene, range, (event.offsetX + other.x) / 2);
  stage.setRange(zoomed(range, is / was, middle, scene.end_ns));
}

/** Letters move the view, arrows move from span to span; gives whether the key meant something. */
function key(stage: Stage, event: KeyboardEvent): boolean {
  const { scene, range } = now(stage);
  const middle = attention(stage, range);
  const zoom = (factor: number) => stage.setRange(zoomed(range, factor, middle, scene.end_ns));
  const pan = (share: number) => stage.setRange(panned(range, share, scene.end_ns));
  switch (event.key) {
    case 'w':
    case '+':
    case '=':
      zoom(KEY_ZOOM);
      return true;
    case 's':
    case '-':
      zoom(1 / KEY_ZOOM);
      return true;
    case 'a':
      pan(-KEY_PAN);
      return true;
    case 'd':
      pan(KEY_PAN);
      return true;
    case '0':
      stage.setRange(null);
      return true;
    case 'Escape':
      stage.select(null);
      return true;
    case 'ArrowLeft':
    case 'ArrowRight':
    case 'ArrowUp':
    case 'ArrowDown':
      step(stage, event.key);
      return true;
    default:
      return false;
  }
}

/** What zooming by key keeps in place: the middle of the chosen span as far as it is seen, else of the view. */
function attention(stage: Stage, range: Range): number {
  const span = spanAtPlace(stage.timelines(), stage.selected())?.span;
  const seen = span && span.to_ns > range.from && span.from_ns < range.to;
  const { from, to } = seen ? { from: Math.max(range.from, span.from_ns), to: Math.min(range.to, span.to_ns) } : range;
  return (from + to) / 2;
}

/** Goes to the neighbour in time or to the next lane at the same moment, and brings it into view. */
function step(stage: Stage, direction: string): void {
  const { scene, range } = now(stage);
  const next = neighbour(stage.timelines(), stage.selected(), direction);
  const span = spanAtPlace(stage.timelines(), next)?.span;
  if (!span) return;
  stage.select(next);
  const shown = revealing(range, span.from_ns, span.to_ns, scene.end_ns);
  const all = whole(scene.end_ns);
  stage.setRange(shown.from === all.from && shown.to === all.to ? null : shown);
}

/** The span next to `from`; without one, the first of all. Empty stretches are passed over. */
export function neighbour(timelines: Timeline[], from: Place | null, direction: string): Place | null {
  const rows = timelines.flatMap((one, timeline) => rowsOf(one).map(({ spans }, row) => ({ timeline, row, spans })));
  const at = rows.findIndex(one => one.timeline === from?.timeline && one.row === from?.row);
  const here = rows[at];
  if (!from || !here) return first(rows);
  if (direction === 'ArrowLeft' || direction === 'ArrowRight') {
    const by = direction === 'ArrowLeft' ? -1 : 1;
    let span = from.span + by;
    while (here.spans[span]?.state === 'idle') span += by;
    return here.spans[span] ? { ...from, span } : from;
  }
  const by = direction === 'ArrowUp' ? -1 : 1;
  const there = by < 0 ? rows.slice(0, at).findLast(hasSpans) : rows.slice(at + 1).find(hasSpans);
  if (!there) return from;
  const moment = here.spans[from.span]?.from_ns ?? 0;
  const span = there.spans.findIndex(one => one.to_ns > moment);
  return { timeline: there.timeline, row: there.row, span: span < 0 ? there.spans.length - 1 : span };
}

function hasSpans({ spans }: { spans: unknown[] }): boolean {
  return spans.length > 0;
}

function first(rows: { timeline: number; row: number; spans: unknown[] }[]): Place | null {
  const found = rows.find(hasSpans);
  return found ? { timeline: found.timeline, row: found.row, span: 0 } : null;
}
