// What people type and the plan it means; and that an address brings the same form back.
import { describe, expect, it } from 'vitest';
import { read, write } from './address.ts';
import { drafted, fresh, planned, tidied, typed } from './plan.ts';
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
      source: '',
      expect: [],
      small: {},
      parameters: [
        { ...integer, id: 'n', min: 1, max: 1e10, default: 100_000_000 },
        { id: 'name', title: 'Name', about: '', type: 'text', max_bytes: 9, default: 'x' },
      ],
    },
    { id: 'other', title: 'Other', about: '', source: '', expect: [], small: {}, parameters: [] },
  ],
};

const plain = (text: string | undefined) => text?.replaceAll('\u202f', ' ');

describe('a fresh form', () => {
  it('shows the defaults with grouped digits and ticks what can run here', () => {
    const draft = fresh(catalog);
    expect(plain(draft.parameters.n)).toBe('100 000 000');
    expect(draft.models).toEqual(['sequential', 'async']);
    expect(planned(catalog, draft)).toMatchObject({
      plan: { workload: 'count', parameters: { n: 1e8, name: 'x' } },
      mistake: null,
    });
  });
});

describe('typed numbers', () => {
  it('may be grouped in every usual way', () => {
    for (const text of ['1000000', '1 000 000', '1_000_000', "1'000'000"]) expect(plain(tidied(text))).toBe('1 000 000');
  });

  it('that are none stay as typed and travel as text, for core to name', () => {
    const draft = drafted(catalog, { workload: 'count', parameters: { n: 'abc' } });
    expect(planned(catalog, draft).plan.parameters).toEqual({ n: 'abc', name: 'x' });
  });

  it('too large for JSON travel as text instead of being rounded', () => {
    const draft = drafted(catalog, { workload: 'count', parameters: { n: `1${'0'.repeat(30)}` } });
    expect(plain(String(planned(catalog, draft).plan.parameters?.n))).toBe(`1${' 000'.repeat(10)}`);
  });

  it('that no plan can carry are named with their field', () => {
    for (const text of ['', '-1', 'two', '1.5', '9'.repeat(20)]) {
      const draft = drafted(catalog, { settings: { workers: text } });
      expect(planned(catalog, draft).mistake, text).toMatchObject({
        field: 'workers',
        message: expect.stringContaining('from 1 to 64'),
      });
    }
  });
});

describe('models', () => {
  it('cannot all be unticked, since a plan without models means all of them', () => {
    expect(planned(catalog, drafted(catalog, { models: [] })).mistake?.field).toBe('models');
  });
});

describe('the address', () => {
  it('is short when everything has its default', () => {
    expect(write(catalog, fresh(catalog, 'count'), null)).toBe('workload=count');
  });

  it('brings the same form back', () => {
    const draft = drafted(catalog, {
      workload: 'count',
      parameters: { n: '2000000', name: 'a & b' },
      models: ['async'],
      settings: { workers: '4', runs: 'many' },
    });
    const hash = write(catalog, draft, 'code');
    expect(hash).toContain('param.n=2000000');
    const place = read(catalog, `#${hash}`);
    expect(drafted(catalog, place.typed)).toEqual(draft);
    expect(place.tab).toBe('code');
  });

  it('of nothing is a fresh form', () => {
    expect(drafted(catalog, read(catalog, '').typed)).toEqual(fresh(catalog));
  });

  it('keeps an unknown program, so that its mistake can be shown', () => {
    expect(drafted(catalog, read(catalog, '#workload=cuont').typed).workload).toBe('cuont');
  });
});

describe('a script’s plan', () => {
  it('fills the form as if somebody had typed it', () => {
    const draft = drafted(catalog, typed({ workload: 'count', parameters: { n: 5 }, runs: 3 }));
    expect(draft).toMatchObject({ workload: 'count', parameters: { n: '5', name: 'x' }, settings: { runs: '3', workers: '2' } });
  });
});
