// Pointer, wheel and pinch on the timeline: each becomes a change of range, cursor, selection or measured stretch.
import { handleKey } from './keyboard.ts';
import { rowAt, spanAtPoint, timeOf } from './layout.ts';
import { snapped } from './measure.ts';
import type { TimelineState } from './timeline-state.ts';
import { panned, type TimeRange, zoomed } from './viewport.ts';

const WHEEL_SPEED = 0.0022;
/** A press during which the pointer moved less than this is a click. */
const CLICK_TOLERANCE = 4;

/** Listens on the element that holds the canvas; gives the function that stops listening. */
export function interact(element: HTMLElement, state: TimelineState): () => void {
  const controller = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(type: K, listener: (event: HTMLElementEventMap[K]) => void) =>
    element.addEventListener(type, listener, { signal: controller.signal, passive: false });
  const pointers = new Map<number, { x: number; y: number }>();
  let travelled = 0;
  /** Where the stretch begins that is being measured. */
  let measuredFrom: number | null = null;

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
    measuredFrom = (event.shiftKey || state.measuring()) && pointers.size === 1 ? momentAt(state, event) : null;
    element.setPointerCapture(event.pointerId);
  });
  on('pointermove', event => {
    const before = pointers.get(event.pointerId);
    if (before) {
      if (measuredFrom === null || pointers.size > 1) drag(state, pointers, event, before);
      else if (travelled >= CLICK_TOLERANCE) state.measure(ordered(measuredFrom, momentAt(state, event)));
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

/** The moment under the pointer, within the run; the edge of a span that is near, so that it can be measured exactly. */
function momentAt(state: TimelineState, { offsetX, offsetY }: PointerEvent): number {
  const [scene, range] = [state.scene(), state.range()];
  const at_ns = Math.min(Math.max(timeOf(scene, range, offsetX), Math.max(0, range.from)), Math.min(scene.end_ns, range.to));
  const found = rowAt(scene, offsetY);
  if (!found?.placed.row) return at_ns;
  const { begins_ns } = found.group;
  const scale = (range.to - range.from) / (scene.right - scene.left);
  return begins_ns + snapped(at_ns - begins_ns, found.placed.row.spans, scale);
}

function ordered(a: number, b: number): TimeRange {
  return { from: Math.min(a, b), to: Math.max(a, b) };
}
