// The timeline's canvas: keeps it crisp and current, and listens to pointer and keys.
import { batch, computed, signal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { canvasVersion, isPainting, paint, paintOn } from '../paint.ts';
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
import { interact } from '../timeline/interaction.ts';
import type { Pointer } from '../timeline/timeline-state.ts';
import { announced } from './details.tsx';
import { EmptyRows } from './empty-rows.tsx';
import { Playhead } from './playhead.tsx';
import { SpanTooltip } from './span-tooltip.tsx';
import { focusGroup, Heads } from './timeline-heads.tsx';

const pointer = signal<Pointer | null>(null);
const cursor = computed(() => pointer.value?.at_ns ?? null);

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

  const version = canvasVersion.value;
  useEffect(() => (canvas.current ? paintOn(canvas.current) : undefined), [version, isPainting.value]);
  useSignalEffect(() => paint(cursor.value));
  useSignalEffect(() => {
    if (running.value) follow(null);
  });

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
        <canvas key={version} ref={canvas} style={{ height: `${now.height}px` }} />
        {timelines.value.length === 0 && <EmptyRows scene={now} />}
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
