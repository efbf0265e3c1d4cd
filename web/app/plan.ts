// The form's values, and the plan they make: typed text stays text until core has checked it.
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

/** What people put between groups of digits. */
const SEPARATORS = /[\s_'\u202f\u00a0]/g;

/** Typed digits without the marks between their groups. */
export function withoutSeparators(typed: string): string {
  return typed.replace(SEPARATORS, '');
}

export function isInteger(typed: string): boolean {
  return /^-?\d+$/.test(withoutSeparators(typed));
}

/** Groups the digits of a typed integer by spaces that do not break the line; other text stays as it is. */
export function formatInteger(typed: string): string {
  return isInteger(typed) ? withoutSeparators(typed).replace(/\B(?=(\d{3})+$)/g, '\u202f') : typed;
}

/** A typed integer, if JSON can carry it exactly. */
function parseInteger(typed: string): number | null {
  const number = Number(withoutSeparators(typed));
  return isInteger(typed) && Number.isSafeInteger(number) ? number : null;
}

/** The form with every default, for a workload or for the first one. */
export function defaultValues(catalog: Catalog, workload?: string): FormValues {
  const entry = findWorkload(catalog, workload) ?? catalog.workloads[0];
  return {
    workload: workload ?? entry?.id ?? '',
    parameters: defaultsOf(entry?.parameters ?? []),
    models: availableModels(catalog),
    settings: defaultsOf(catalog.settings),
  };
}

function defaultsOf(parameters: Parameter[]): Record<string, string> {
  return Object.fromEntries(parameters.map(one => [one.id, defaultOf(one)]));
}

function defaultOf(one: Parameter): string {
  if (one.type === 'files') return '';
  return one.type === 'integer' ? formatInteger(`${one.default}`) : one.default;
}

/** The form with some given values, and defaults for the rest. */
export function withDefaults(catalog: Catalog, given: Partial<FormValues>): FormValues {
  const defaults = defaultValues(catalog, given.workload);
  // A text of digits and spaces is no number.
  const texts = (findWorkload(catalog, defaults.workload)?.parameters ?? [])
    .filter(one => one.type === 'text' || one.type === 'files')
    .map(one => one.id);
  const parameters = Object.entries(given.parameters ?? {}).map(([id, text]) => [
    id,
    texts.includes(id) ? text : formatInteger(text),
  ]);
  return {
    workload: defaults.workload,
    parameters: { ...defaults.parameters, ...Object.fromEntries(parameters) },
    models: given.models ?? defaults.models,
    settings: { ...defaults.settings, ...mapValues(given.settings ?? {}, formatInteger) },
  };
}

/** The values that a plan gives, for the form. */
export function fromPlan({ workload, parameters = {}, models = [], ...settings }: PartialPlan): Partial<FormValues> {
  return {
    ...(workload === undefined ? {} : { workload }),
    ...(models.length ? { models } : {}),
    parameters: mapValues(parameters, String),
    settings: mapValues(settings, String),
  };
}

function mapValues<From, To>(record: Record<string, From>, change: (from: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

/** The plan that the form's values make. A setting of the wrong type fits into no plan, so core cannot find that mistake. */
export function toPlan(catalog: Catalog, values: FormValues): { plan: PartialPlan; mistake: Mistake | null } {
  const workload = findWorkload(catalog, values.workload);
  const parameters: Record<string, Value> = {};
  for (const [id, text] of Object.entries(values.parameters)) {
    const parameter = workload?.parameters.find(one => one.id === id);
    const number = parameter?.type === 'integer' ? parseInteger(text) : null;
    parameters[id] = number ?? text;
  }
  const plan: PartialPlan = { workload: values.workload, parameters, models: [...values.models] };
  let mistake: Mistake | null = values.models.length ? null : { field: 'models', message: 'Choose at least one model.' };
  for (const setting of catalog.settings) {
    const text = values.settings[setting.id] ?? '';
    const value = settingValue(setting, text);
    if (value !== null) Object.assign(plan, { [setting.id]: value });
    else mistake ??= { field: setting.id, message: notPossible(setting, text) };
  }
  // What no plan has came from an address, and is for core to refuse.
  for (const [id, text] of Object.entries(values.settings)) {
    if (!catalog.settings.some(setting => setting.id === id)) Object.assign(plan, { [id]: text });
  }
  return { plan, mistake };
}

/** What a plan can carry of a typed setting. */
function settingValue(setting: Parameter, text: string): Value | null {
  if (setting.type === 'choice') return setting.options.includes(text) ? text : null;
  const number = parseInteger(text);
  return number !== null && number >= 0 ? number : null;
}

/** In the words that core uses. */
function notPossible(setting: Parameter, text: string): string {
  const range = setting.type === 'integer' ? ` from ${setting.min} to ${setting.max}` : '';
  const must = setting.type === 'choice' ? `one of ${setting.options.join(', ')}` : `a whole number${range}`;
  return `'${text.slice(0, 40)}' is not possible for ${setting.id}: it must be ${must}.`;
}
