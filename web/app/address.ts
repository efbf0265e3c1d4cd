// The form, where it runs, the open tab and what is looked at in the page's address, so that every selection can be linked and comes back on load.
import { KEY as RESULTS } from './link.ts';
import { LOOK_KEYS, type Look, lookEntries, readLook } from './look.ts';
import { readNumber } from './number.ts';
import { defaultValues, type FormValues, findWorkload } from './plan.ts';
import type { Catalog } from './types.ts';

const PARAMETER = 'param.';
/** What is no setting. */
const OTHERS = ['workload', 'models', 'in', 'tab', ...LOOK_KEYS, RESULTS];

/** The most characters that a text may take there: with every character escaped, the longest scenario still fits. */
const LONGEST_TEXT = 100_000;

/** What the address says besides the form; `null` where it is as usual. */
export interface Choices {
  tab: string | null;
  place: string | null;
  look: Look;
}

/** The shortest address with the same meaning: what has its default is left out. */
export function encode(catalog: Catalog, values: FormValues, { tab, place, look }: Choices): string {
  const query = new URLSearchParams({ workload: values.workload });
  const defaults = defaultValues(catalog, values.workload, values.parameters);
  for (const [id, text] of Object.entries(values.parameters)) {
    if (text === defaults.parameters[id]) continue;
    if (!isText(catalog, values.workload, id)) query.set(PARAMETER + id, compact(text));
    else if (fitsAddress(text)) query.set(PARAMETER + id, text);
  }
  if (values.models.join() !== defaults.models.join()) query.set('models', values.models.join(','));
  for (const [id, text] of Object.entries(values.settings)) {
    if (text !== defaults.settings[id]) query.set(id, compact(text));
  }
  if (place) query.set('in', place);
  if (tab) query.set('tab', tab);
  for (const [key, value] of lookEntries(look)) query.set(key, value);
  return query.toString().replaceAll('%2C', ',');
}

/** What an address says, unchecked: core checks it as it checks what was typed. */
export function decode(hash: string): { values: Partial<FormValues> } & Choices {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  const parameters = [...query]
    .filter(([key]) => key.startsWith(PARAMETER))
    .map(([key, text]) => [key.slice(PARAMETER.length), text]);
  // A name that no setting has is a mistake, which core finds.
  const settings = [...query].filter(([key]) => key && !key.startsWith(PARAMETER) && !OTHERS.includes(key));
  const values: Partial<FormValues> = {
    parameters: Object.fromEntries(parameters),
    settings: Object.fromEntries(settings),
  };
  const workload = query.get('workload');
  if (workload) values.workload = workload;
  const models = query.get('models');
  if (models !== null) values.models = models.split(',').filter(Boolean);
  return { values, tab: query.get('tab'), place: query.get('in'), look: readLook(query) };
}

/** Whether an address has room for a text: browsers take far more, but whoever reads or copies an address does not. */
export function fitsAddress(text: string): boolean {
  return text.length <= LONGEST_TEXT && encodeURIComponent(text).length <= LONGEST_TEXT;
}

function isText(catalog: Catalog, workload: string, id: string): boolean {
  const type = findWorkload(catalog, workload)?.parameters.find(one => one.id === id)?.type;
  return type === 'text' || type === 'files';
}

function compact(text: string): string {
  return `${readNumber(text) ?? text}`;
}
