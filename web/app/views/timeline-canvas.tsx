// The timeline's canvas: keeps it crisp and current, and listens to pointer and keys.
import { batch, signal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { scene, width } from '../scene.ts';
import {
  chosenModels,
  hovered,
  litPath,
  measured,
  measuring,
  running,
  selected,
  timelines,
  visibleRange,
  zoomedRange,
} from '../state.ts';
import { watchTheme } from '../theme.ts';
import { draw } from '../timeline/draw.ts';
import { interact } from '../timeline/interaction.ts';
import { palette } from '../timeline/patterns.ts';
import { findSpan } from '../timeline/rows.ts';
import type { Pointer } from '../timeline/timeline-state.ts';
import { announced } from './details.tsx';
import { Playhead } from './playhead.tsx';
import { SpanTooltip } from './span-tooltip.tsx';
import { focusGroup, Heads } from './timeline-heads.tsx';

const pointer = signal<Pointer | null>(null);

/** Not while a run goes on: each step of the pointer would paint beside what is measured. */
function follow(next: Pointer | null): void {
  pointer.value = next;
  hovered.value = next?.span ?? null;
}

export function Canvas() {
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const now = scene.value;
  const { from, to } = visibleRange.value;

  useEffect(() => {
    const element = stage.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      width.value = element.clientWidth;
    });
    observer.observe(element);
    const stop = interact(element, {
      scene: () => scene.value,
      timelines: () => timelines.value,
      range: () => visibleRange.value,
      setRange: next => {
        zoomedRange.value = next;
      },
      setPointer: next => {
        if (!running.value) follow(next);
      },
      selected: () => selected.value,
      select: span =>
        batch(() => {
          selected.value = span;
          measured.value = null;
        }),
      measuring: () => measuring.value,
      measured: () => measured.value,
      measure: stretch => {
        measured.value = stretch;
      },
      focus: id => {
        const group = scene.value.groups.find(one => one.id === id);
        if (group) focusGroup(group);
      },
      focused: () => chosenModels.value.focused,
      lightPath: () => {
        litPath.value = !litPath.value;
      },
    });
    return () => {
      observer.disconnect();
      stop();
    };
  }, []);

  useSignalEffect(() => {
    const element = canvas.current;
    if (element) paint(element);
  });
  useSignalEffect(() => {
    if (running.value) follow(null);
  });
  useEffect(() => watchTheme(() => canvas.current && paint(canvas.current)), []);

  return (
    <div class="timeline-stage">
      <div
        ref={stage}
        class="timeline"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is operated by keys, as its role says.
        tabIndex={0}
        role="application"
        aria-roledescription="timeline"
        aria-label="Timeline of all models. The tab As text says the same in words."
        aria-describedby="timeline-keys"
        data-from-ns={from}
        data-to-ns={to}
      >
        <canvas ref={canvas} style={{ height: `${now.height}px` }} />
        <SpanTooltip scene={now} pointer={pointer.value} />
        <p class="visually-hidden" aria-live="polite">
          {announced()}
        </p>
      </div>
      <Playhead />
      <Heads scene={now} />
    </div>
  );
}

/** The task of the selected span, where there are others to tell it from. */
function followed(): string | null {
  const found = findSpan(timelines.value, selected.value);
  if (!found || found.span.task === null || found.timeline.tasks.length < 2) return null;
  return found.timeline.tasks[found.span.task] ?? null;
}

let frame = 0;

/** Paints at most once per frame. Signals are read before the frame, so that the calling effect depends on them. */
function paint(element: HTMLCanvasElement): void {
  const now = scene.value;
  const picture = {
    scene: now,
    range: visibleRange.value,
    timelines: timelines.value,
    heads: false,
    measured: measured.value,
    path: litPath.value,
    task: followed(),
    hovered: hovered.value,
    selected: selected.value,
    cursor_ns: pointer.value?.at_ns ?? null,
  };
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(() => {
    const ratio = (devicePixelRatio || 1) * (element.currentCSSZoom ?? 1);
    const size = { width: Math.round(now.width * ratio), height: Math.round(now.height * ratio) };
    if (element.width !== size.width || element.height !== size.height) Object.assign(element, size);
    const pen = element.getContext('2d');
    if (!pen || !size.width) return;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(pen, { ...picture, palette: palette(element, ratio) });
  });
}
