// The layout of everything on the timeline, computed when something of it changes and not for each frame.
import { computed, signal } from '@preact/signals';
import { PLATFORM_WORDS } from './places.ts';
import { keyOf } from './run.ts';
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

/** How wide the timeline is, in pixels. */
export const width = signal(0);

export const scene = computed(() => layout(expectedModels(), timelines.value, width.value, alignment.value, chosenModels.value));

/** What is there, or will be: by model, the page's own run before the reports that were opened. */
function expectedModels(): ExpectedModel[] {
  const own = ownRun.value || opened.value.length === 0 ? expectedOfRun() : [];
  const others = opened.value.flatMap(source => source.timelines).map(one => ({ ...one, lanes: one.lanes.length, tasks: 0 }));
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
