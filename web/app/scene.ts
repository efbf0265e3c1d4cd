// The layout of everything on the timeline, computed when something of it changes and not for each frame.
import { computed, signal } from '@preact/signals';
import { PLATFORM_WORDS } from './places.ts';
import { keyOf } from './run.ts';
import type { Timeline as CoreTimeline } from './schema.ts';
import {
  alignment,
  catalog,
  chosenModels,
  forecastRows,
  opened,
  ownRun,
  shownModels,
  shownPlan,
  shownPlatforms,
  timelines,
} from './state.ts';
import { type ExpectedModel, layout } from './timeline/layout.ts';
import type { Arranged } from './timeline/painter.ts';

/** How wide the timeline is, in pixels. */
export const width = signal(0);

let versions = 0;

/** What the layout is made of, as plain data: timelines by their numbers. */
export const arranged = computed<Arranged>(() => ({
  version: ++versions,
  expected: expectedModels(),
  timelines: timelines.value.map(({ key, title, core }) => ({ key, title, number: numberOf(core) })),
  width: width.value,
  alignment: alignment.value,
  chosen: chosenModels.value,
}));

export const scene = computed(() => {
  const { expected, alignment, chosen } = arranged.value;
  return layout(expected, timelines.value, arranged.value.width, alignment, chosen);
});

const numbers = new WeakMap<CoreTimeline, number>();
let lastNumber = 0;

/** By what the painter, who may be in a worker, knows a timeline. */
export function numberOf(core: CoreTimeline): number {
  const number = numbers.get(core) ?? ++lastNumber;
  numbers.set(core, number);
  return number;
}

/** What is there, or will be: by model, the page's own run before the reports that were opened. */
function expectedModels(): ExpectedModel[] {
  const own = ownRun.value || opened.value.length === 0 ? expectedOfRun() : [];
  const shown = opened.value.flatMap(source => source.timelines);
  // A timeline itself would be sent to the painter with every picture.
  const others = shown.map(({ key, model, title, lanes }) => ({ key, model, title, lanes: lanes.length, tasks: 0 }));
  const order = ({ model }: { model: string }) => catalog.value.models.findIndex(({ id }) => id === model);
  return [...own, ...others].sort((a, b) => order(a) - order(b));
}

/** Room for a model's lanes before they are known: main and the workers, or one lane. */
function expectedOfRun() {
  const workers = Math.min(shownPlan.value.workers ?? 1, 64);
  const platforms = shownPlatforms.value;
  return shownModels.value.flatMap(({ id, title, needs }) =>
    platforms.map(platform => ({
      model: id,
      key: keyOf({ model: id, platform }),
      title: platforms.length > 1 ? `${title}, ${PLATFORM_WORDS[platform]}` : title,
      lanes: needs === 'one-lane' ? 1 : 1 + workers,
      ...forecastRows.value.find(({ model }) => model === id),
    })),
  );
}
