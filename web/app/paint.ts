// The timeline's canvas: what is to be painted on it goes to a painter, in a worker where the browser can, so that the page's thread stays free.
import { effect, signal, untracked } from '@preact/signals';
import { launch } from '../workers/launch.ts';
import type { FromPainter, ToPainter } from '../workers/painter.ts';
import painterScript from '../workers/painter.ts?worker&url';
import { arranged, numberOf } from './scene.ts';
import { hovered, litPath, measured, running, selected, timelines, visibleRange } from './state.ts';
import { watchTheme } from './theme.ts';
import { coloursOf } from './timeline/colours.ts';
import type { Sight } from './timeline/painter.ts';
import { findSpan } from './timeline/rows.ts';

/** Takes what is to be painted, here or in a worker. */
type Tell = (message: Exclude<ToPainter, { type: 'canvas' }>) => void;

/** Counts canvases: a worker that fails keeps the one that it had. */
export const canvasVersion = signal(0);
/** No worker paints any more: one has failed. */
let here = !('transferControlToOffscreen' in HTMLCanvasElement.prototype);

/** Whether there has been anything to paint: before that, whoever paints is not loaded. */
export const isPainting = signal(false);

effect(() => {
  // While a run begins, and not when its first timeline is there: then the next execution is measured.
  if (running.value || timelines.value.length > 0) isPainting.value = true;
});

let easel: { element: HTMLCanvasElement; tell: Tell; known: Set<number> } | null = null;
let sight: Sight | null = null;
let lastPainted = 0;
let waiting: (() => void)[] = [];

/** Paints on this canvas from now on. Gives the function that ends it. */
export function paintOn(element: HTMLCanvasElement): () => void {
  if (!isPainting.value) return () => {};
  const { tell, end } = here ? paintHere(element) : paintElsewhere(element);
  easel = { element, tell, known: new Set() };
  const colour = () => tell({ type: 'colours', colours: coloursOf(element) });
  colour();
  untracked(() => paint(null));
  const stop = watchTheme(() => {
    colour();
    untracked(() => paint(sight?.cursor_ns ?? null));
  });
  return () => {
    stop();
    end();
    easel = null;
  };
}

/** Has everything painted as it is now; `cursor_ns` is the moment under the pointer. */
export function paint(cursor_ns: number | null): void {
  // Everything is read before anything else, so that the calling effect depends on it.
  const now = {
    arranged: arranged.value,
    range: visibleRange.value,
    measured: measured.value,
    path: litPath.value,
    task: followed(),
    hovered: hovered.value,
    selected: selected.value,
    cursor_ns,
  };
  const all = timelines.value;
  if (!easel) return;
  const { element, tell, known } = easel;
  const added = all.filter(({ core }) => !known.has(numberOf(core)));
  const kept = all.map(({ core }) => numberOf(core));
  if (added.length || known.size > kept.length) {
    tell({ type: 'timelines', added: added.map(({ core }) => [numberOf(core), core]), kept });
    easel.known = new Set(kept);
  }
  const ratio = (devicePixelRatio || 1) * (element.currentCSSZoom ?? 1);
  sight = { ...now, number: (sight?.number ?? 0) + 1, ratio };
  tell({ type: 'sight', sight });
}

/** Resolves when the timeline is painted as it is now. */
export async function timelinePainted(): Promise<void> {
  if (easel && sight && lastPainted < sight.number) await new Promise<void>(resolve => waiting.push(resolve));
  // What this thread has painted is shown with its next frame.
  if (here && !document.hidden) await new Promise(requestAnimationFrame);
}

function told(number: number): void {
  lastPainted = number;
  if (number < (sight?.number ?? 0)) return;
  for (const resolve of waiting) resolve();
  waiting = [];
}

/** Few browsers need it: what paints is loaded then. */
function paintHere(element: HTMLCanvasElement) {
  const painter = import('./paint-here.ts').then(({ painterOf }) => painterOf(element, told));
  return {
    tell: (message: Parameters<Tell>[0]) => void painter.then(painter => painter?.hear(message)),
    end: () => void painter.then(painter => painter?.end()),
  };
}

function paintElsewhere(element: HTMLCanvasElement) {
  // What is transferred cannot be sent to a worker that may have to be started again: it waits until this one has loaded.
  let early: ToPainter[] | null = [];
  const worker = launch<FromPainter, ToPainter>(painterScript, 'painter', {
    message(data) {
      if (data.type === 'painted') return told(data.number);
      const canvas = element.transferControlToOffscreen();
      worker.postMessage({ type: 'canvas', canvas }, [canvas]);
      for (const message of early ?? []) worker.postMessage(message);
      early = null;
    },
    failure() {
      here = true;
      told(sight?.number ?? 0);
      canvasVersion.value += 1;
    },
  });
  const tell: Tell = message => {
    if (early) early.push(message);
    else worker.postMessage(message);
  };
  return { tell, end: () => worker.terminate() };
}

/** The task of the selected span, where there are others to tell it from. */
function followed(): string | null {
  const found = findSpan(timelines.value, selected.value);
  if (!found || found.span.task === null || found.timeline.tasks.length < 2) return null;
  return found.timeline.tasks[found.span.task] ?? null;
}
