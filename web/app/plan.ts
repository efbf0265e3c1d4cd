// What a visitor typed, and the plan it means: typed text stays text until core has judged it.
import type { Catalog, Mistake, Parameter, PartialPlan, Value } from './types.ts';

/** The numbers every plan has, in the order of the form. */
export const NUMBERS = ['workers', 'runs', 'warmup', 'seed', 'quantum_us', 'switch_interval_us'] as const;
export type NumberField = (typeof NUMBERS)[number];

/** The form as typed. `models` holds the ticked ones only. */
export interface Draft {
  workload: string;
  parameters: Record<string, string>;
  models: string[];
  numbers: Record<NumberField, string>;
}

/** Core's defaults of the numbers (core/src/plan.rs): what an untouched form shows. */
export const DEFAULTS: Record<NumberField, number> = {
  workers: 2,
  runs: 5,
  warmup: 1,
  seed: 1,
  quantum_us: 1_000,
  switch_interval_us: 5_000,
};

/** What people put between groups of digits. */
const SEPARATORS = /[\s_'\u202f\u00a0]/g;

/** A typed number without the marks between its groups of digits. */
export function plain(typed: string): string {
  return typed.replace(SEPARATORS, '');
}

/** Digits in groups of three, with a space that does not break the line. */
export function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** Groups a typed whole number; anything else stays as typed, for core to name. */
export function tidied(typed: string): string {
  return /^-?\d+$/.test(plain(typed)) ? grouped(plain(typed)) : typed;
}

/** The whole number somebody typed, if JSON can carry it exactly. */
export function wholeNumber(typed: string): number | null {
  const number = Number(plain(typed));
  return /^-?\d+$/.test(plain(typed)) && Number.isSafeInteger(number) ? number : null;
}

/** A form that shows every default. */
export function fresh(catalog: Catalog, workload?: string): Draft {
  const chosen = catalog.workloads.find(one => one.id === workload) ?? catalog.workloads[0];
  return {
    workload: workload ?? chosen?.id ?? '',
    parameters: Object.fromEntries((chosen?.parameters ?? []).map(one => [one.id, shown(one, one.default)])),
    models: catalog.models.filter(model => model.available).map(model => model.id),
    numbers: Object.fromEntries(NUMBERS.map(field => [field, grouped(String(DEFAULTS[field]))])) as Draft['numbers'],
  };
}

/** Some of a form's fields, as an address or a notebook gives them. */
export type Typed = {
  workload?: string;
  parameters?: Record<string, string>;
  models?: string[];
  numbers?: Partial<Draft['numbers']>;
};

/** A form that shows these fields and defaults for the rest. */
export function drafted(catalog: Catalog, typed: Typed): Draft {
  const draft = fresh(catalog, typed.workload);
  for (const [id, text] of Object.entries(typed.parameters ?? {})) draft.parameters[id] = tidied(text);
  for (const field of NUMBERS) draft.numbers[field] = tidied(typed.numbers?.[field] ?? draft.numbers[field]);
  if (typed.models) draft.models = typed.models;
  return draft;
}

/** The fields that a plan sets, as somebody would have typed them. */
export function typed(plan: PartialPlan): Typed {
  const numbers: Partial<Draft['numbers']> = {};
  for (const field of NUMBERS) if (plan[field] !== undefined) numbers[field] = String(plan[field]);
  const parameters = Object.fromEntries(Object.entries(plan.parameters ?? {}).map(([id, value]) => [id, String(value)]));
  return {
    ...(plan.workload === undefined ? {} : { workload: plan.workload }),
    ...(plan.models?.length ? { models: plan.models } : {}),
    parameters,
    numbers,
  };
}

function shown(parameter: Parameter, value: Value): string {
  return parameter.type === 'integer' ? tidied(String(value)) : String(value);
}

/** The plan a form means, or what no plan can carry. */
export function planned(catalog: Catalog, draft: Draft): { plan: PartialPlan; mistake: Mistake | null } {
  const workload = catalog.workloads.find(one => one.id === draft.workload);
  const plan: PartialPlan = { workload: draft.workload, parameters: {}, models: [...draft.models] };
  for (const [id, typed] of Object.entries(draft.parameters)) {
    const parameter = workload?.parameters.find(one => one.id === id);
    const number = parameter?.type === 'integer' ? wholeNumber(typed) : null;
    (plan.parameters as Record<string, Value>)[id] = number ?? typed;
  }
  let mistake: Mistake | null = draft.models.length ? null : { field: 'models', message: 'Choose at least one model.' };
  for (const field of NUMBERS) {
    const number = wholeNumber(draft.numbers[field]);
    if (number !== null && number >= 0) plan[field] = number;
    else mistake ??= { field, message: impossible(field, draft.numbers[field]) };
  }
  return { plan, mistake };
}

function impossible(field: string, typed: string): string {
  return typed.trim() === ''
    ? `Type a whole number for ${field}.`
    : `'${typed.slice(0, 40)}' is not possible for ${field}: it must be a whole number of at most 15 digits, 0 or more.`;
}
