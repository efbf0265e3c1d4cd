// What the visitor reads in the tab Code: under which model, and whether whole files.
import { computed, effect, signal } from '@preact/signals';
import { catalog, chosenModels, shownModels } from '../state.ts';

/** The model that the visitor has chosen to read about, if one was chosen. */
export const chosenCode = signal<string | null>(null);
/** Whether all of a file is shown, and not only what is called. */
export const wholeFiles = signal(false);

export const codeModel = computed(() => chosenCode.value ?? shownModels.value[0]?.id ?? catalog.value.models[0]?.id ?? '');

// Whoever looks at one model wants to read what that one does. Its group may be one of several of that model.
effect(() => {
  const model = chosenModels.value.focused?.split(',')[0];
  if (model) chosenCode.value = model;
});
