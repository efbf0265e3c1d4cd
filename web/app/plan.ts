// What a visitor typed, and the plan it means: typed text stays text until core has judged it.
import type { Parameter, Value } from './schema.ts';
import type { Catalog, Mistake, PartialPlan } from './types.ts';

/** The form as typed. `models` holds the ticked ones only. */
export interface Draft {
  workload: string;
  parameters: Record<string, string>;
  models: string[];
  /** The catalogue's settings, by id. */
  settings: Record<string, string>;
}

/** What people put between groups of digits. */
const SEPARATORS = /[\s_'\u202f\u00a0]/g;

/** A typed number without the marks between its groups of digits. */
export function plain(typed: string): string {
  return typed.replace(SEPARATORS, '');
}

/** Digits in groups of three, with a space that does not break the line. */
function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** Groups a typed whole number; anything else stays as typed, for core to name. */
export function tidied(typed: string): string {
  return /^-?\d+$/.test(plain(typed)) ? grouped(plain(typed)) : typed;
}

/** The whole number somebody typed, if JSON can carry it exactly. */
function wholeNumber(typed: string): number | null {
  const number = Number(plain(typed));
  return /^-?\d+$/.test(plain(typed)) && Number.isSafeInteger(number) ? number : null;
}

/** A form that shows every default. */
export function fresh(catalog: Catalog, workload?: string): Draft {
  const chosen = catalog.workloads.find(one => one.id === workload) ?? catalog.workloads[0];
  return {
    workload: workload ?? chosen?.id ?? '',
    parameters: defaults(chosen?.parameters ?? []),
    models: catalog.models.filter(model => model.available).map(model => model.id),
    settings: defaults(catalog.settings),
  };
}

/** Some of a form's fields, as an address or a notebook gives them. */
export type Typed = Partial<Draft>;

/** A form that shows these fields and defaults for the rest. */
export function drafted(catalog: Catalog, typed: Typed): Draft {
  const draft = fresh(catalog, typed.workload);
  return {
    workload: draft.workload,
    parameters: { ...draft.parameters, ...mapped(typed.parameters ?? {}, tidied) },
    models: typed.models ?? draft.models,
    settings: { ...draft.settings, ...mapped(typed.settings ?? {}, tidied) },
  };
}

/** The fields that a plan sets, as somebody would have typed them. */
export function typed({ workload, parameters = {}, models = [], ...settings }: PartialPlan): Typed {
  return {
    ...(workload === undefined ? {} : { workload }),
    ...(models.length ? { models } : {}),
    parameters: mapped(parameters, String),
    settings: mapped(settings, String),
  };
}

function defaults(parameters: Parameter[]): Record<string, string> {
  return Object.fromEntries(parameters.map(one => [one.id, one.type === 'integer' ? tidied(String(one.default)) : one.default]));
}

function mapped<From, To>(record: Record<string, From>, change: (from: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

/** The plan a form means, or what no plan can carry. */
export function planned(catalog: Catalog, draft: Draft): { plan: PartialPlan; mistake: Mistake | null } {
  const workload = catalog.workloads.find(one => one.id === draft.workload);
  const parameters: Record<string, Value> = {};
  for (const [id, text] of Object.entries(draft.parameters)) {
    const parameter = workload?.parameters.find(one => one.id === id);
    const number = parameter?.type === 'integer' ? wholeNumber(text) : null;
    parameters[id] = number ?? text;
  }
  const plan: PartialPlan = { workload: draft.workload, parameters, models: [...draft.models] };
  let mistake: Mistake | null = draft.models.length ? null : { field: 'models', message: 'Choose at least one model.' };
  for (const setting of catalog.settings) {
    const text = draft.settings[setting.id] ?? '';
    const number = wholeNumber(text);
    if (number !== null && number >= 0) Object.assign(plan, { [setting.id]: number });
    else mistake ??= { field: setting.id, message: impossible(setting, text) };
  }
  return { plan, mistake };
}

/** In core's words, because a plan has only room for whole numbers and core will not see this text. */
function impossible(setting: Parameter, text: string): string {
  const range = setting.type === 'integer' ? ` from ${setting.min} to ${setting.max}` : '';
  return `'${text.slice(0, 40)}' is not possible for ${setting.id}: it must be a whole number${range}.`;
}
