// What a visitor can do to the form: each action writes the state, and the effects below follow it.
import { batch, effect } from '@preact/signals';
import * as address from './address.ts';
import { resultsIn } from './link.ts';
import { currentLook, findLook, forgetLook, wantLook } from './looking.ts';
import { PLACES, type Place, platformsOf } from './places.ts';
import { availableModels, changed, defaultValues, type FormValues, type toPlan, withDefaults } from './plan.ts';
import {
  boot,
  catalog,
  chosenModels,
  chosenPlace,
  command,
  coreMistake,
  engine,
  forecast,
  formPlan,
  formValues,
  leftOut,
  place,
  runIsNear,
  running,
  shown,
  TABS,
  type Tab,
  tab,
  unrecorded,
  zoomedRange,
} from './state.ts';
import type { TimeRange } from './timeline/viewport.ts';
import type { Engine } from './types.ts';

/** The page can be used from here on. */
export function start(engine: Engine): void {
  batch(() => {
    boot.value = { phase: 'ready', engine };
    // Where both can be had, seeing them side by side is what most come for.
    chosenPlace.value = engine.native ? 'both' : 'browser';
    readAddress();
  });
  window.addEventListener('hashchange', readAddress);
  effect(untickUnavailable);
  effect(tickLeftOut);
  effect(writeAddress);
  effect(checkPlan);
  effect(foresee);
}

export function setWorkload(id: string): void {
  forgetLook();
  chosenValues = new Set();
  update(now => ({ ...defaultValues(catalog.value, id), models: now.models, settings: now.settings }));
}

/** The parameters whose values the visitor, an address or a script has chosen: they stay when a default changes with another value. */
let chosenValues = new Set<string>();

export function setParameter(id: string, text: string): void {
  chosenValues.add(id);
  update(now => ({ ...now, parameters: changed(catalog.value, now, id, text, chosenValues) }));
}

export function setSetting(id: string, text: string): void {
  update(now => ({ ...now, settings: { ...now.settings, [id]: text } }));
}

export function setModel(id: string, ticked: boolean): void {
  const models = (now: FormValues) =>
    availableModels(catalog.value).filter(one => (one === id ? ticked : now.models.includes(one)));
  leftOut.value = [];
  update(now => ({ ...now, models: models(now) }));
}

/** Whoever comes near the button is likely to press it: what a run needs is loaded, and how long it will take is foreseen. */
export function expectRun(): void {
  runIsNear.value = true;
  // A failure is told when the button is pressed.
  if (formPlan.value) engine.value?.prepare(formPlan.value.plan).catch(() => {});
}

/** Fills the form with values from an address or a script; models that this page cannot run are left out. */
export function fillForm(given: Partial<FormValues>): void {
  const off = catalog.value.models.filter(model => !model.available);
  const models = given.models?.filter(id => off.every(model => model.id !== id));
  leftOut.value = off.filter(({ id, needs }) => needs === 'workers' && given.models?.includes(id)).map(({ id }) => id);
  const values = withDefaults(catalog.value, models ? { ...given, models } : given);
  const usual = defaultValues(catalog.value, values.workload, values.parameters).parameters;
  chosenValues = new Set(Object.keys(values.parameters).filter(id => values.parameters[id] !== usual[id]));
  formValues.value = values;
}

/** Models that cannot run there are no longer ticked. */
export function setPlace(place: Place): void {
  batch(() => {
    chosenPlace.value = place;
    untickUnavailable();
  });
}

function untickUnavailable(): void {
  const available = availableModels(catalog.value);
  const now = formValues.peek();
  if (now?.models.some(id => !available.includes(id)))
    formValues.value = { ...now, models: now.models.filter(id => available.includes(id)) };
}

/** What was left out is ticked as soon as it can run. */
function tickLeftOut(): void {
  const available = availableModels(catalog.value);
  const now = formValues.peek();
  if (!now || !leftOut.value.some(id => available.includes(id))) return;
  const asked = [...now.models, ...leftOut.value];
  batch(() => {
    leftOut.value = [];
    formValues.value = { ...now, models: available.filter(id => asked.includes(id)) };
  });
}

export function openTab(id: Tab): void {
  tab.value = id;
}

/** Puts a model of the timeline in focus, by the id of its group, and shows its own time; or all models again. */
export function toggleFocus(id: string, range: TimeRange | null): void {
  batch(() => {
    const now = chosenModels.value;
    const focused = now.focused === id ? null : id;
    chosenModels.value = { ...now, focused };
    zoomedRange.value = focused === null ? null : range;
  });
}

export function showAllModels(): void {
  const { focused } = chosenModels.value;
  if (focused !== null) toggleFocus(focused, null);
}

/** Shows all rows of a model of the timeline, or few again. */
export function toggleRows(id: string): void {
  const { opened, ...rest } = chosenModels.value;
  chosenModels.value = { ...rest, opened: opened.includes(id) ? opened.filter(one => one !== id) : [...opened, id] };
}

/** Whoever changes the form wants to run it. */
function update(change: (now: FormValues) => FormValues): void {
  runIsNear.value = true;
  if (formValues.value) formValues.value = change(formValues.value);
}

/** The page's address as it was last read or written. */
let knownAddress = '';

function readAddress(): void {
  knownAddress = location.hash;
  const { values, tab: named, place, look } = address.decode(location.hash);
  batch(() => {
    chosenPlace.value = PLACES.find(one => one === place) ?? chosenPlace.value;
    fillForm(values);
    tab.value = TABS.find(id => id === named) ?? TABS[0];
    wantLook(look);
  });
  // The results of a link have their own look, which waits for them.
  if (resultsIn(location.hash) === null && !running.value) findLook(shown.value);
}

/** Browsers limit how often a page may rewrite its address; typing is faster. */
const ADDRESS_DELAY_MS = 250;
let addressTimer = 0;

/** Waits for the end of a run, which no timer may disturb. */
function writeAddress(): void {
  clearTimeout(addressTimer);
  const form = formValues.value;
  if (!form || running.value) return;
  // Who opens the page again may name the server then.
  const values = { ...form, models: [...form.models, ...leftOut.value] };
  const usual = engine.value?.native ? 'both' : 'browser';
  const place = chosenPlace.value === usual ? null : chosenPlace.value;
  const choices = { tab: tab.value === TABS[0] ? null : tab.value, place, look: currentLook() };
  // Moving about on the timeline, this is asked for at every step.
  addressTimer = window.setTimeout(() => {
    // Another one is read when the browser says that it has changed; written over, nobody would ever open it.
    if (location.hash !== knownAddress) return;
    history.replaceState(null, '', `#${address.encode(catalog.value, values, choices)}`);
    knownAddress = location.hash;
  }, ADDRESS_DELAY_MS);
}

/** A forecast runs the program for a moment: only when nobody types any more. */
const FORECAST_DELAY_MS = 400;
let forecastTimer = 0;
/** What the forecast is about. */
let foreseen: { form: ReturnType<typeof toPlan>; places: number } | null = null;

/** Has core foresee how long the plan will take. That needs most of the engine, which a visit that runs nothing never loads. */
function foresee(): void {
  clearTimeout(forecastTimer);
  const [core, form, places] = [engine.value, formPlan.value, platformsOf(place.value).length];
  // What was foreseen before a run holds after it.
  if (running.value || (forecast.peek() && foreseen?.form === form && foreseen.places === places)) return;
  forecast.value = foreseen = null;
  if (!core || !form || form.mistake || !runIsNear.value) return;
  forecastTimer = window.setTimeout(async () => {
    const found = await core.forecast(form.plan, places).catch(() => null);
    if (formPlan.value !== form || running.value) return;
    foreseen = { form, places };
    forecast.value = found;
  }, FORECAST_DELAY_MS);
}

let lastCheck = 0;

/** Has core check the plan; only the answer to the latest question counts. Waits for the end of a run, as the address does. */
function checkPlan(): void {
  if (running.value) return;
  const thisCheck = ++lastCheck;
  const [core, form] = [engine.value, formPlan.value];
  if (!core || !form || form.mistake) {
    coreMistake.value = null;
    return;
  }
  void Promise.all([core.check(form.plan), core.command(form.plan), core.unrecorded(form.plan)]).then(
    ([found, text, missing]) => {
      if (thisCheck !== lastCheck) return;
      batch(() => {
        coreMistake.value = found;
        command.value = text ?? '';
        unrecorded.value = missing;
      });
    },
    (error: unknown) => {
      if (thisCheck === lastCheck) coreMistake.value = { field: '', message: String(error) };
    },
  );
}
