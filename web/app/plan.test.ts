// What people type and the plan it makes; and that an address brings the same form back.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decode, encode } from './address.ts';
import { USUAL_LOOK } from './look.ts';
import { changed, defaultValues, fromPlan, toPlan, withDefaults } from './plan.ts';
import type { Parameter } from './schema.ts';
import type { Catalog, ModelInfo } from './types.ts';

const model = (id: string, available = true): ModelInfo => ({
  id,
  title: id,
  about: '',
  needs: 'one-lane',
  available,
  unavailable: available ? null : 'No shared memory.',
});

const integer = { title: '', about: '', type: 'integer' as const, unit: '' };

const catalog: Catalog = {
  settings: [
    { ...integer, id: 'workers', min: 1, max: 64, default: 2 },
    { ...integer, id: 'runs', min: 1, max: 1000, default: 5 },
  ],
  models: [model('sequential'), model('threads', false), model('async')],
  workloads: [
    {
      id: 'count',
      title: 'Count',
      about: '',
      section: '',
      published: null,
      reaches: null,
      expect: [],
      small: {},
      parameters: [
        { ...integer, id: 'n', min: 1, max: 1e10, default: 100_000_000 },
        { id: 'name', title: 'Name', about: '', type: 'text', max_bytes: 9, default: 'x' },
      ],
    },
    {
      id: 'other',
      title: 'Other',
      section: '',
      published: null,
      about: '',
      reaches: null,
      expect: [],
      small: {},
      parameters: [],
    },
  ],
};

const plain = (text: string | undefined) => text?.replaceAll('\u202f', ' ');

describe('a new form', () => {
  it('shows the defaults with grouped digits and ticks what can run here', () => {
    const values = defaultValues(catalog);
    expect(plain(values.parameters.n)).toBe('100 000 000');
    expect(values.models).toEqual(['sequential', 'async']);
    expect(toPlan(catalog, values)).toMatchObject({
      plan: { workload: 'count', parameters: { n: 1e8, name: 'x' } },
      mistake: null,
    });
  });
});

describe('typed numbers', () => {
  it('are the same however they are typed', () => {
    for (const text of ['1000000', '1e6', '1 000 000', '1_000_000', '1,000,000']) {
      const values = withDefaults(catalog, { workload: 'count', parameters: { n: text } });
      expect(plain(values.parameters.n)).toBe('1 000 000');
      expect(toPlan(catalog, values).plan.parameters?.n).toBe(1e6);
    }
  });

  it('that are no integers stay text, for core to name in its mistake', () => {
    const values = withDefaults(catalog, { workload: 'count', parameters: { n: 'abc' } });
    expect(toPlan(catalog, values).plan.parameters).toEqual({ n: 'abc', name: 'x' });
  });

  it('that are too large for JSON stay text instead of being rounded', () => {
    const values = withDefaults(catalog, { workload: 'count', parameters: { n: `1${'0'.repeat(30)}` } });
    expect(plain(String(toPlan(catalog, values).plan.parameters?.n))).toBe(`1${'0'.repeat(30)}`);
  });

  it('of settings stay text too, for core to refuse', () => {
    for (const text of ['', 'two', '1.5', '9'.repeat(20)]) {
      const values = withDefaults(catalog, { settings: { workers: text } });
      expect(toPlan(catalog, values), text).toMatchObject({ plan: { workers: text }, mistake: null });
    }
  });
});

describe('models', () => {
  it('cannot all be unticked, since a plan without models means all of them', () => {
    expect(toPlan(catalog, withDefaults(catalog, { models: [] })).mistake?.field).toBe('models');
  });
});

describe('the address', () => {
  it('is short when everything has its default', () => {
    expect(encode(catalog, defaultValues(catalog, 'count'), { tab: null, place: null, look: USUAL_LOOK })).toBe('workload=count');
  });

  it('brings the same form back', () => {
    const values = withDefaults(catalog, {
      workload: 'count',
      parameters: { n: '2000000', name: 'a & b' },
      models: ['async'],
      settings: { workers: '4', runs: 'many' },
    });
    const hash = encode(catalog, values, { tab: 'code', place: 'both', look: USUAL_LOOK });
    expect(hash).toContain('param.n=2000000');
    const decoded = decode(`#${hash}`);
    expect(withDefaults(catalog, decoded.values)).toEqual(values);
    expect(decoded.tab).toBe('code');
  });

  it('leaves a text as it is, even one of digits and spaces, and leaves out one that is too long for it', () => {
    const back = (name: string) => {
      const values = withDefaults(catalog, { workload: 'count', parameters: { name } });
      expect(values.parameters.name).toBe(name);
      return withDefaults(catalog, decode(encode(catalog, values, { tab: null, place: null, look: USUAL_LOOK })).values)
        .parameters.name;
    };
    for (const text of ['1 000', "1\n2'3", 'é\u202f𝄞', '#'.repeat(32 << 10)]) expect(back(text)).toBe(text);
    expect(back('#'.repeat(64 << 10))).toBe('x');
  });

  it('that is empty gives the default form', () => {
    expect(withDefaults(catalog, decode('').values)).toEqual(defaultValues(catalog));
  });

  it('keeps a field that no plan has, so that core can refuse it with the nearest name', () => {
    const linked = withDefaults(catalog, decode('#workload=count&wrokers=3').values);
    expect(toPlan(catalog, linked).plan).toMatchObject({ workload: 'count', wrokers: '3' });
    expect(toPlan(catalog, withDefaults(catalog, decode('#workload=count&tab=code').values)).plan).not.toHaveProperty('tab');
    expect(encode(catalog, linked, { tab: null, place: null, look: USUAL_LOOK })).toBe('workload=count&wrokers=3');
  });

  it('keeps an unknown program, so that its mistake can be shown', () => {
    expect(withDefaults(catalog, decode('#workload=cuont').values).workload).toBe('cuont');
  });
});

describe('every field that the schema of a plan has', () => {
  interface Property {
    type?: string;
    default: string | number;
    $ref?: string;
  }
  const schema = JSON.parse(readFileSync('schema/plan.json', 'utf8'));
  const properties: [string, Property][] = Object.entries(schema.properties);
  const others = { workload: 'count', parameters: { n: 5, name: 'a, b' }, models: ['async'] };
  const choices = ({ $ref = '' }: Property): string[] =>
    (schema.$defs[$ref.split('/').at(-1) ?? '']?.oneOf ?? []).map((one: { const: string }) => one.const);
  const settings = properties
    .filter(([id]) => !(id in others))
    .map(([id, property]): [Parameter, string | number] => {
      if (property.type === 'integer')
        return [{ ...integer, id, min: 0, max: 1e9, default: Number(property.default) }, Number(property.default) + 1000];
      const options = choices(property);
      const other = options.find(option => option !== property.default) ?? '';
      const entries = options.map(option => ({ id: option, title: option }));
      return [{ id, title: '', about: '', type: 'choice', options: entries, default: String(property.default) }, other];
    });
  const whole: Catalog = { ...catalog, settings: settings.map(([setting]) => setting) };
  const plan = { ...others, ...Object.fromEntries(settings.map(([setting, value]) => [setting.id, value])) };

  it('comes back from a script’s plan by form, address and form', () => {
    expect(Object.keys(plan).sort()).toEqual(properties.map(([id]) => id).sort());
    const typed = withDefaults(whole, fromPlan(plan));
    const linked = withDefaults(whole, decode(`#${encode(whole, typed, { tab: null, place: null, look: USUAL_LOOK })}`).values);
    expect(linked).toEqual(typed);
    expect(toPlan(whole, linked)).toEqual({ plan, mistake: null });
  });

  it('may be given wrongly in an address, and goes to core as it is, which names it in its mistake', () => {
    for (const { id } of whole.settings) {
      const linked = withDefaults(whole, decode(`#workload=count&${id}=sometimes`).values);
      expect(toPlan(whole, linked).plan, id).toMatchObject({ [id]: 'sometimes' });
    }
  });
});

describe('a default that depends on a choice', () => {
  const fix: Parameter = {
    ...{ id: 'fix', title: '', about: '', type: 'choice', default: 'none' },
    options: ['none', 'mutex'].map(id => ({ id, title: id })),
  };
  const n: Parameter = {
    ...{ ...integer, id: 'n', min: 1, max: 1e9, default: 9_000 },
    other_defaults: [{ choice: 'fix', chosen: 'mutex', default: 50 }],
  };
  const [entry] = catalog.workloads;
  const choosing: Catalog = { ...catalog, workloads: entry ? [{ ...entry, parameters: [n, fix] }] : [] };
  const begin = withDefaults(choosing, { workload: 'count' });

  it('comes and goes with the choice, and never in place of what was typed', () => {
    const mutex = changed(choosing, begin, 'fix', 'mutex', new Set());
    expect(mutex).toEqual({ n: '50', fix: 'mutex' });
    expect(changed(choosing, { ...begin, parameters: mutex }, 'fix', 'none', new Set(['fix']))).toEqual(begin.parameters);
    // The default of the other choice is a value like any other.
    for (const text of ['7', '50']) {
      const typed = { ...begin, parameters: changed(choosing, begin, 'n', text, new Set(['n'])) };
      const after = changed(choosing, typed, 'fix', 'mutex', new Set(['n', 'fix']));
      expect(after).toEqual({ n: text, fix: 'mutex' });
      expect(changed(choosing, { ...begin, parameters: after }, 'fix', 'none', new Set(['n', 'fix']))).toEqual(typed.parameters);
    }
  });

  it('stands in no address, and comes with the choice from there', () => {
    const values = { ...begin, parameters: changed(choosing, begin, 'fix', 'mutex', new Set()) };
    const hash = encode(choosing, values, { tab: null, place: null, look: USUAL_LOOK });
    expect(hash).toContain('param.fix=mutex');
    expect(hash).not.toContain('param.n=');
    expect(withDefaults(choosing, decode(`#${hash}`).values)).toEqual(values);
  });
});

describe('a script’s plan', () => {
  it('fills the form as if somebody had typed it', () => {
    const values = withDefaults(catalog, fromPlan({ workload: 'count', parameters: { n: 5 }, runs: 3 }));
    expect(values).toMatchObject({ workload: 'count', parameters: { n: '5', name: 'x' }, settings: { runs: '3', workers: '2' } });
  });
});
