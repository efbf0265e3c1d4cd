// The form's values, and the plan they make: typed text stays text until core has checked it.
import { grouped, readNumber, shownNumber } from './number.ts';
import type { Mistake, Parameter, Value, WorkloadEntry } from './schema.ts';
import type { Catalog, PartialPlan } from './types.ts';

/** The form's fields, as text. */
export interface FormValues {
  workload: string;
  parameters: Record<string, string>;
  /** The ids of the ticked models. */
  models: string[];
  /** The catalogue's settings, by id. */
  settings: Record<string, string>;
}

export function findWorkload(catalog: Catalog, id: string | undefined): WorkloadEntry | null {
  return catalog.workloads.find(workload => workload.id === id) ?? null;
}

/** The ids of the models that this page can run. */
export function availableModels(catalog: Catalog): string[] {
  return catalog.models.filter(model => model.available).map(model => model.id);
}

/** The ids of those that are chosen where nobody chooses: whatever needs other machines is not. */
export function usualModels(catalog: Catalog): string[] {
  return catalog.models.filter(model => model.available && model.needs !== 'workers').map(model => model.id);
}

/** The form with every default, for a workload or for the first one, as they are beside the values of other parameters. */
export function defaultValues(catalog: Catalog, workload?: string, beside: Record<string, string> = {}): FormValues {
  const entry = findWorkload(catalog, workload) ?? catalog.workloads[0];
  return {
    workload: workload ?? entry?.id ?? '',
    parameters: defaultsOf(entry?.parameters ?? [], beside),
    models: usualModels(catalog),
    settings: defaultsOf(catalog.settings, {}),
  };
}

function defaultsOf(parameters: Parameter[], beside: Record<string, string>): Record<string, string> {
  return Object.fromEntries(parameters.map(one => [one.id, defaultOf(one, beside)]));
}

/** What a parameter begins with, beside the values of the others. */
export function defaultOf(one: Parameter, beside: Record<string, Value>): string {
  if (one.type === 'files') return '';
  if (one.type !== 'integer') return one.default;
  const other = one.other_defaults?.find(({ choice, chosen }) => beside[choice] === chosen);
  return grouped(other?.default ?? one.default);
}

/** The parameters with one of them changed; those that nobody has chosen have the defaults that belong to the change. */
export function changed(
  catalog: Catalog,
  { workload, parameters }: FormValues,
  id: string,
  text: string,
  chosen: Set<string>,
): Record<string, string> {
  const next = { ...parameters, [id]: text };
  const known = findWorkload(catalog, workload)?.parameters ?? [];
  const follow = known.filter(one => one.id !== id && one.type === 'integer' && one.other_defaults && !chosen.has(one.id));
  return { ...next, ...defaultsOf(follow, next) };
}

/** The form with some given values, and defaults for the rest. */
export function withDefaults(catalog: Catalog, given: Partial<FormValues>): FormValues {
  const defaults = defaultValues(catalog, given.workload, given.parameters);
  // A text of digits and spaces is no number.
  const texts = (findWorkload(catalog, defaults.workload)?.parameters ?? [])
    .filter(one => one.type === 'text' || one.type === 'files')
    .map(one => one.id);
  const parameters = Object.entries(given.parameters ?? {}).map(([id, text]) => [
    id,
    texts.includes(id) ? text : shownNumber(text),
  ]);
  return {
    workload: defaults.workload,
    parameters: { ...defaults.parameters, ...Object.fromEntries(parameters) },
    models: given.models ?? defaults.models,
    settings: { ...defaults.settings, ...mapValues(given.settings ?? {}, shownNumber) },
  };
}

/** The values that a plan gives, for the form. */
export function fromPlan({ workload, parameters = {}, models = [], ...settings }: PartialPlan): Partial<FormValues> {
  return {
    ...(workload === undefined ? {} : { workload }),
    ...(models.length ? { models } : {}),
    parameters: mapValues(parameters, value => String(value)),
    settings: mapValues(settings, value => String(value)),
  };
}

function mapValues<From, To>(record: Record<string, From>, change: (from: From, key: string) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}

/** The plan that the form's values make. What is no number goes to core as it was typed: core finds that mistake, and says it. */
export function toPlan(catalog: Catalog, values: FormValues): { plan: PartialPlan; mistake: Mistake | null } {
  const known = findWorkload(catalog, values.workload)?.parameters ?? [];
  const plan: PartialPlan = {
    workload: values.workload,
    parameters: mapValues(values.parameters, (text, id) => typedValue(known, id, text)),
    models: [...values.models],
  };
  // What no plan has came from an address, and is for core to refuse.
  Object.assign(
    plan,
    mapValues(values.settings, (text, id) => typedValue(catalog.settings, id, text)),
  );
  const mistake = values.models.length ? null : { field: 'models', message: 'Choose at least one model.' };
  return { plan, mistake };
}

/** A number where one is wanted and typed. */
function typedValue(known: Parameter[], id: string, text: string): Value {
  const wanted = known.some(one => one.id === id && one.type === 'integer');
  return (wanted ? readNumber(text) : null) ?? text;
}
