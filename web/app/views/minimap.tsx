// Everything on the timeline in a strip, with a brush over the part that is in view: drag it, its edges, or anew.
import { useEffect, useRef } from 'preact/hooks';
import { exact } from '../format.ts';
import { scene } from '../scene.ts';
import { end_ns, timelines, visibleRange, zoomedRange } from '../state.ts';
import { watchTheme } from '../theme.ts';
import { inOwnTime } from '../timeline/alignment.ts';
import { coloursOf } from '../timeline/colours.ts';
import { xOf } from '../timeline/layout.ts';
import { brushed, centred, type Grip, gripAt, HEIGHT, rowsOfMap } from '../timeline/minimap.ts';
import { paletteOf } from '../timeline/patterns.ts';
import { columnsOn } from '../timeline/pixel-columns.ts';
import { summarize } from '../timeline/summary.ts';
import { type TimeRange, wholeRun } from '../timeline/viewport.ts';

/** A press during which the pointer moved less than this is a click. */
const CLICK_TOLERANCE = 3;
/** By how much of the view an arrow key moves an edge. */
const STEP = 0.1;

type Pressed = PointerEvent & { currentTarget: HTMLElement };

/** Where the pointer is in the strip, also when it is over an edge of the brush. */
function xIn({ clientX, currentTarget }: Pressed): number {
  return clientX - currentTarget.getBoundingClientRect().left;
}

export function Minimap() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drag = useRef<{ grip: Grip; before: TimeRange; start_ns: number; x: number } | null>(null);
  const now = scene.value;
  const empty = timelines.value.length === 0;
  const whole = wholeRun(end_ns.value);
  const x = (at_ns: number) => xOf(now, whole, at_ns);
  const momentAt = (px: number) => Math.min(whole.to, Math.max(0, ((px - now.left) / (now.right - now.left)) * whole.to));
  const { from, to } = visibleRange.value;

  useEffect(() => {
    const repaint = () => canvas.current && paint(canvas.current);
    repaint();
    return watchTheme(repaint);
  }, [now]);

  const end = (event: Pressed) => {
    const held = drag.current;
    drag.current = null;
    const at = xIn(event);
    if (held && Math.abs(at - held.x) < CLICK_TOLERANCE && zoomedRange.value && held.grip === 'new')
      zoomedRange.value = centred(held.before, momentAt(at), whole.to);
  };
  return (
    <div
      class="minimap"
      onPointerDown={event => {
        if (empty) return;
        const at = xIn(event);
        const grip = gripAt(at, x(from), x(to), zoomedRange.value === null);
        drag.current = { grip, before: { from, to }, start_ns: momentAt(at), x: at };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={event => {
        const held = drag.current;
        const at = xIn(event);
        if (!held || Math.abs(at - held.x) < CLICK_TOLERANCE) return;
        zoomedRange.value = brushed(held.grip, held.before, held.start_ns, momentAt(at), whole.to);
      }}
      onPointerUp={end}
      onPointerCancel={() => {
        drag.current = null;
      }}
    >
      <canvas ref={canvas} />
      {!empty && (
        <>
          <div
            class="outside"
            style={{ transform: `translateX(${now.left}px)`, width: `${Math.max(0, x(from) - now.left)}px` }}
          />
          <div class="outside" style={{ transform: `translateX(${x(to)}px)`, width: `${Math.max(0, now.right - x(to))}px` }} />
          <div class="brush" style={{ transform: `translateX(${x(from)}px)`, width: `${x(to) - x(from)}px` }} />
          <Edge name="Beginning of the view" at_ns={from} x={x(from)} grip="from" />
          <Edge name="End of the view" at_ns={to} x={x(to)} grip="to" />
        </>
      )}
    </div>
  );
}

interface EdgeProps {
  name: string;
  at_ns: number;
  x: number;
  grip: 'from' | 'to';
}

/** An edge of the brush, which the arrow keys move. */
function Edge({ name, at_ns, x, grip }: EdgeProps) {
  const range = visibleRange.value;
  const by = (range.to - range.from) * STEP;
  const moves: Record<string, number> = { ArrowLeft: -by, ArrowDown: -by, ArrowRight: by, ArrowUp: by };
  return (
    <div
      class="edge"
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={Math.round(end_ns.value)}
      aria-valuenow={Math.round(at_ns)}
      aria-valuetext={exact(Math.round(at_ns))}
      style={{ transform: `translateX(${x}px)` }}
      onKeyDown={event => {
        const move = moves[event.key];
        if (move === undefined) return;
        event.preventDefault();
        const wanted = at_ns + move;
        const other = grip === 'from' ? range.to : range.from;
        // It stays on its side of the other edge.
        if (grip === 'from' ? wanted < other : wanted > other)
          zoomedRange.value = brushed(grip, range, at_ns, wanted, end_ns.value);
      }}
    />
  );
}

function paint(canvas: HTMLCanvasElement): void {
  const { width, left, right, groups } = scene.value;
  const ratio = (devicePixelRatio || 1) * (canvas.currentCSSZoom ?? 1);
  Object.assign(canvas, { width: Math.round(width * ratio), height: Math.round(HEIGHT * ratio) });
  const context = canvas.getContext('2d');
  if (!context || !width) return;
  context.scale(ratio, ratio);
  const palette = paletteOf(coloursOf(canvas), ratio);
  const drawColumns = columnsOn(context, palette, ratio);
  const shown = groups.flatMap(({ timeline, begins_ns }) => {
    const found = timeline === null ? undefined : timelines.value[timeline];
    return found ? [{ lanes: found.lanes, begins_ns }] : [];
  });
  const rows = rowsOfMap(shown.length);
  for (const [place, { lanes, begins_ns }] of shown.entries()) {
    const row = rows[place];
    const range = inOwnTime(wholeRun(end_ns.value), begins_ns);
    const spans = lanes.map(lane => lane.spans);
    if (row) drawColumns(row, summarize(spans, range, left, right));
  }
}
