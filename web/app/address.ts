// The form and the open tab in the page's address, so that every selection can be linked and comes back on load.
import { type Draft, fresh, plain, type Typed } from './plan.ts';
import type { Catalog } from './types.ts';

const PARAMETER = 'param.';

/** The shortest address that means the same: what has its default is left out. */
export function write(catalog: Catalog, draft: Draft, tab: string | null): string {
  const query = new URLSearchParams({ workload: draft.workload });
  const usual = fresh(catalog, draft.workload);
  for (const [id, text] of Object.entries(draft.parameters)) {
    if (text !== usual.parameters[id]) query.set(PARAMETER + id, compact(text));
  }
  if (draft.models.join() !== usual.models.join()) query.set('models', draft.models.join(','));
  for (const [id, text] of Object.entries(draft.settings)) {
    if (text !== usual.settings[id]) query.set(id, compact(text));
  }
  if (tab) query.set('tab', tab);
  return query.toString().replaceAll('%2C', ',');
}

/** What an address says; names and numbers stay text, and are judged where all plans are judged. */
export function read(catalog: Catalog, hash: string): { typed: Typed; tab: string | null } {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  const parameters = [...query]
    .filter(([key]) => key.startsWith(PARAMETER))
    .map(([key, text]) => [key.slice(PARAMETER.length), text]);
  const settings = [...query].filter(([key]) => catalog.settings.some(setting => setting.id === key));
  const typed: Typed = { parameters: Object.fromEntries(parameters), settings: Object.fromEntries(settings) };
  const workload = query.get('workload');
  if (workload) typed.workload = workload;
  const models = query.get('models');
  if (models !== null) typed.models = models.split(',').filter(Boolean);
  return { typed, tab: query.get('tab') };
}

function compact(text: string): string {
  return /^-?\d+$/.test(plain(text)) ? plain(text) : text;
}
