// What a visitor can do to the form: each action writes the state, and the effects below follow it.
import { batch, effect } from '@preact/signals';
import * as address from './address.ts';
import { type Draft, drafted, fresh, type Typed } from './plan.ts';
import { boot, catalog, command, draft, engine, judged, TABS, type Tab, tab, wanted } from './state.ts';
import type { Engine } from './types.ts';

/** The page can be used from here on. */
export function ready(engine: Engine): void {
  batch(() => {
    boot.value = { phase: 'ready', engine };
    restore();
  });
  window.addEventListener('hashchange', restore);
  effect(follow);
  effect(judge);
}

export function chooseWorkload(id: string): void {
  const now = draft.value;
  if (now) draft.value = { ...fresh(catalog.value, id), models: now.models, settings: now.settings };
}

export function typeParameter(id: string, text: string): void {
  change(now => ({ ...now, parameters: { ...now.parameters, [id]: text } }));
}

export function typeSetting(id: string, text: string): void {
  change(now => ({ ...now, settings: { ...now.settings, [id]: text } }));
}

export function tickModel(id: string, ticked: boolean): void {
  const available = catalog.value.models.filter(model => model.available).map(model => model.id);
  change(now => ({ ...now, models: available.filter(one => (one === id ? ticked : now.models.includes(one))) }));
}

/** Fills the form, as an address or a script wishes. */
export function fill(typed: Typed): void {
  const off = catalog.value.models.filter(model => !model.available).map(model => model.id);
  const models = typed.models?.filter(id => !off.includes(id));
  draft.value = drafted(catalog.value, models ? { ...typed, models } : typed);
}

export function openTab(id: Tab): void {
  tab.value = id;
}

function change(next: (now: Draft) => Draft): void {
  if (draft.value) draft.value = next(draft.value);
}

function restore(): void {
  const place = address.read(catalog.value, location.hash);
  batch(() => {
    fill(place.typed);
    tab.value = TABS.find(id => id === place.tab) ?? TABS[0];
  });
}

/** Browsers limit how often a page may rewrite its address; typing is faster. */
const ADDRESS_PAUSE_MS = 250;
let addressTimer = 0;

function follow(): void {
  const now = draft.value;
  if (!now) return;
  const hash = address.write(catalog.value, now, tab.value === TABS[0] ? null : tab.value);
  clearTimeout(addressTimer);
  addressTimer = window.setTimeout(() => history.replaceState(null, '', `#${hash}`), ADDRESS_PAUSE_MS);
}

let judgement = 0;

/** Asks core about the plan; only the answer to the latest question counts. */
function judge(): void {
  const own = ++judgement;
  const [judge, wish] = [engine.value, wanted.value];
  if (!judge || !wish || wish.mistake) {
    judged.value = null;
    return;
  }
  void Promise.all([judge.check(wish.plan), judge.command(wish.plan)]).then(
    ([found, words]) => {
      if (own !== judgement) return;
      batch(() => {
        judged.value = found;
        command.value = words ?? '';
      });
    },
    (error: unknown) => {
      if (own === judgement) judged.value = { field: '', message: String(error) };
    },
  );
}
