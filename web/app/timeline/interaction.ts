// Pointer, wheel, pinch and keyboard on the timeline: each becomes a change of range, cursor or selection.
import type { Timeline } from '../schema.ts';
import { beginOf, type Scene, spanAtPoint, timeOf } from './layout.ts';
import { findSpan, rowsOf, type SpanRef } from './rows.ts';
import { firstEndingAfter } from './spans.ts';
import { panned, revealing, type TimeRange, wholeRun, zoomed } from './viewport.ts';

/** Where the pointer is on the timeline: in pixels, in time, and over which span. */
export interface Pointer {
  x: number;
  y: number;
  at_ns: number;
  span: SpanRef | null;
}

/** What the interaction reads and writes; the view keeps it. */
export interface TimelineState {
  scene(): Scene;
  timelines(): Timeline[];
  range(): TimeRange;
  /** `null` shows everything. */
  setRange(range: TimeRange | null): void;
  setPointer(pointer: Pointer | null): void;
  selected(): SpanRef | null;
  select(span: SpanRef | null): void;
}

const WHEEL_SPEED = 0.0022;
const KEY_ZOOM = 1.5;
const KEY_PAN = 0.2;
/** A press during which the pointer moved less than this is a click. */
const CLICK_TOLERANCE = 4;

/** Listens on the element that holds the canvas; gives the function that stops listening. */
export function interact(element: HTMLElement, state: TimelineState): () => void {
  const controller = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(type: K, listener: (event: HTMLElementEventMap[K]) => void) =>
    element.addEventListener(type, listener, { signal: controller.signal, passive: false });
  const pointers = new Map<number, { x: number; y: number }>();
  let travelled = 0;

  on('wheel', event => {
    const [scene, range] = [state.scene(), state.range()];
    // Without the focus, a plain wheel scrolls the page. With Ctrl, which is also a trackpad's pinch, it always zooms.
    const zooms = event.ctrlKey || event.metaKey || (document.activeElement === element && !event.shiftKey);
    const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
    if (Math.abs(sideways) > Math.abs(event.deltaY) || event.shiftKey) {
      event.preventDefault();
      state.setRange(panned(range, sideways / (scene.right - scene.left), scene.end_ns));
    } else if (zooms) {
      event.preventDefault();
      const around = timeOf(scene, range, event.offsetX);
      state.setRange(zoomed(range, Math.exp(-event.deltaY * WHEEL_SPEED), around, scene.end_ns));
    }
  });
  on('pointerdown', event => {
    pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    travelled = 0;
    element.setPointerCapture(event.pointerId);
  });
  on('pointermove', event => {
    const before = pointers.get(event.pointerId);
    if (before) {
      drag(state, pointers, event, before);
      travelled += Math.abs(event.offsetX - before.x) + Math.abs(event.offsetY - before.y);
      pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    }
    if (!before || travelled < CLICK_TOLERANCE) hover(state, event);
  });
  on('pointerup', event => {
    pointers.delete(event.pointerId);
    const [scene, range] = [state.scene(), state.range()];
    if (travelled < CLICK_TOLERANCE) state.select(spanAtPoint(scene, range, event.offsetX, event.offsetY));
  });
  on('pointercancel', event => void pointers.delete(event.pointerId));
  on('pointerleave', () => state.setPointer(null));
  on('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (handleKey(state, event)) event.preventDefault();
  });
  return () => controller.abort();
}

function hover(state: TimelineState, event: PointerEvent): void {
  const [scene, range] = [state.scene(), state.range()];
  const { offsetX: x, offsetY: y } = event;
  const inside = x >= scene.left && x <= scene.right;
  state.setPointer(inside ? { x, y, at_ns: timeOf(scene, range, x), span: spanAtPoint(scene, range, x, y) } : null);
}

/** One pointer pans; two zoom around the point between them. */
function drag(
  state: TimelineState,
  pointers: Map<number, { x: number; y: number }>,
  event: PointerEvent,
  before: { x: number },
): void {
  const [scene, range] = [state.scene(), state.range()];
  const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
  if (!other) {
    state.setRange(panned(range, (before.x - event.offsetX) / (scene.right - scene.left), scene.end_ns));
    return;
  }
  const [oldGap, newGap] = [Math.abs(before.x - other.x), Math.abs(event.offsetX - other.x)];
  if (oldGap < 1 || newGap < 1) return;
  const middle = timeOf(scene, range, (event.offsetX + other.x) / 2);
  state.setRange(zoomed(range, newGap / oldGap, middle, scene.end_ns));
}

/** Letters move the view, arrows move the selection. Gives whether the key has a meaning here. */
function handleKey(state: TimelineState, event: KeyboardEvent): boolean {
  const [scene, range] = [state.scene(), state.range()];
  const center = zoomCenter(state, range);
  const zoom = (factor: number) => state.setRange(zoomed(range, factor, center, scene.end_ns));
  const pan = (share: number) => state.setRange(panned(range, share, scene.end_ns));
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
      state.setRange(null);
      return true;
    case 'Escape':
      state.select(null);
      return true;
    case 'ArrowLeft':
    case 'ArrowRight':
    case 'ArrowUp':
    case 'ArrowDown':
      moveSelection(state, event.key);
      return true;
    default:
      return false;
  }
}

/** The moment that zooming by key keeps in place: the middle of the selected span's visible part, or of the view. */
function zoomCenter(state: TimelineState, range: TimeRange): number {
  const span = selectedStretch(state);
  const visible = span && span.to > range.from && span.from < range.to;
  const { from, to } = visible ? { from: Math.max(range.from, span.from), to: Math.min(range.to, span.to) } : range;
  return (from + to) / 2;
}

/** The selected span on the axis. */
function selectedStretch(state: TimelineState): TimeRange | null {
  const ref = state.selected();
  const span = findSpan(state.timelines(), ref)?.span;
  const begins_ns = beginOf(state.scene(), ref?.timeline);
  return span ? { from: span.from_ns + begins_ns, to: span.to_ns + begins_ns } : null;
}

/** Selects the neighbour in time, or the span of the next row at the same moment, and brings it into view. */
function moveSelection(state: TimelineState, direction: string): void {
  const [scene, range] = [state.scene(), state.range()];
  const begins_ns = (timeline: number) => beginOf(scene, timeline);
  const next = neighbour(state.timelines(), state.selected(), direction, begins_ns);
  if (!findSpan(state.timelines(), next)) return;
  state.select(next);
  const { from, to } = selectedStretch(state) ?? range;
  const revealed = revealing(range, from, to, scene.end_ns);
  const all = wholeRun(scene.end_ns);
  state.setRange(revealed.from === all.from && revealed.to === all.to ? null : revealed);
}

/** The span next to `from`, or the very first span if there is no `from`. Idle spans are passed over. */
export function neighbour(
  timelines: Timeline[],
  from: SpanRef | null,
  direction: string,
  begins_ns: (timeline: number) => number = () => 0,
): SpanRef | null {
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
  const moment = (here.spans[from.span]?.from_ns ?? 0) + begins_ns(here.timeline) - begins_ns(there.timeline);
  const span = Math.min(firstEndingAfter(there.spans, moment), there.spans.length - 1);
  return { timeline: there.timeline, row: there.row, span };
}

function hasSpans({ spans }: { spans: unknown[] }): boolean {
  return spans.length > 0;
}

function first(rows: { timeline: number; row: number; spans: unknown[] }[]): SpanRef | null {
  const found = rows.find(hasSpans);
  return found ? { timeline: found.timeline, row: found.row, span: 0 } : null;
}
