// The timeline's canvas: keeps it crisp and current, and listens to pointer and keys.
import { signal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { hovered, onShow, range, rowModels, selected, shown } from '../state.ts';
import { watchTheme } from '../theme.ts';
import { draw } from '../timeline/draw.ts';
import { interact } from '../timeline/interaction.ts';
import { type Expected, layout, type Scene } from '../timeline/layout.ts';
import { palette } from '../timeline/patterns.ts';
import { whole } from '../timeline/viewport.ts';
import { describe, SpanTip } from './span-tip.tsx';

/** Where the pointer is on the canvas. */
const pointer = signal<{ x: number; y: number; cursor_ns: number } | null>(null);
const width = signal(0);

function scene(): Scene {
  return layout(expected(), shown.value?.view?.timelines ?? [], width.value);
}

/** Room for a model's lanes before they are known: main and the workers, or one lane. */
function expected(): Expected[] {
  const workers = Math.min(onShow.value.workers ?? 1, 64);
  return rowModels.value.map(({ id, title, needs }) => ({
    model: id,
    title,
    lanes: needs === 'one-lane' ? 1 : 1 + workers,
  }));
}

export function Canvas() {
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const now = scene();

  useEffect(() => {
    const element = stage.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      width.value = element.clientWidth;
    });
    observer.observe(element);
    const stop = interact(element, {
      scene,
      timelines: () => shown.value?.view?.timelines ?? [],
      range: () => range.value ?? whole(scene().end_ns),
      setRange: next => {
        range.value = next;
      },
      point: at => {
        pointer.value = at;
        hovered.value = at?.place ?? null;
      },
      selected: () => selected.value,
      select: place => {
        selected.value = place;
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
  useEffect(() => watchTheme(() => canvas.current && paint(canvas.current)), []);

  return (
    <div
      ref={stage}
      class="timeline"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is operated by keys, as its role says.
      tabIndex={0}
      role="application"
      aria-roledescription="timeline"
      aria-label="Timeline of all models. The tab As text says the same in words."
      aria-describedby="timeline-keys"
    >
      <canvas ref={canvas} style={{ height: `${now.height}px` }} />
      <SpanTip scene={now} pointer={pointer.value} />
      <p class="unseen" aria-live="polite">
        {selected.value ? describe(selected.value) : ''}
      </p>
    </div>
  );
}

let frame = 0;

/** Paints once a frame, however many signals changed; reading them here makes the caller follow them. */
function paint(element: HTMLCanvasElement): void {
  const now = scene();
  const picture = {
    scene: now,
    range: range.value ?? whole(now.end_ns),
    timelines: shown.value?.view?.timelines ?? [],
    hovered: hovered.value,
    selected: selected.value,
    cursor_ns: pointer.value?.cursor_ns ?? null,
  };
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(() => {
    const ratio = devicePixelRatio || 1;
    const size = { width: Math.round(now.width * ratio), height: Math.round(now.height * ratio) };
    if (element.width !== size.width || element.height !== size.height) Object.assign(element, size);
    const pen = element.getContext('2d');
    if (!pen || !size.width) return;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(pen, { ...picture, palette: palette(element, ratio) });
  });
}
