// What is looked at goes into an address and comes back the same; what is no value is left out.
import { describe, expect, it } from 'vitest';
import { decode, encode } from './address.ts';
import { type Look, lookEntries, USUAL_LOOK } from './look.ts';
import { defaultValues } from './plan.ts';
import type { Catalog } from './types.ts';

const catalog: Catalog = { workloads: [], models: [], settings: [] };
const hash = (look: Look) => encode(catalog, defaultValues(catalog, 'count'), { tab: null, place: null, look });
const back = (look: Look) => decode(`#${hash(look)}`);

const NAMES = ['threads', 'threads,1', 'time-slicing', 'recorded,12', 'a.b.3'];
const TASKS = ['add', 'worker 2', 'a & b = c', '1..2', 'ü+#%'];
const MOMENTS = [0, 1, 999, 1_000_000, 86_400_000_000_000];

describe('what is looked at', () => {
  it('comes back as it was, whichever parts of it were chosen', () => {
    const looks = NAMES.flatMap((group, i) =>
      MOMENTS.flatMap((from, row) =>
        Array.from({ length: 32 }, (_, chosen): Look => {
          const part = <T>(bit: number, value: T): T | null => (chosen & (1 << bit) ? value : null);
          return {
            focus: part(0, group),
            task: part(1, TASKS[i] as string),
            range: part(2, { from, to: from + 1 + i }),
            measured: part(3, { from: i, to: from + 10 }),
            span: part(4, { group, row, span: from % 1_000_000_000 }),
          };
        }),
      ),
    );
    for (const look of looks) expect(back(look).look, hash(look)).toEqual(look);
  });

  it('takes no place in the address before anything was chosen', () => {
    expect(hash(USUAL_LOOK)).toBe('workload=count');
    expect(decode('#workload=count').look).toEqual(USUAL_LOOK);
  });

  it('is no setting of the plan', () => {
    const look = { ...USUAL_LOOK, focus: 'threads', range: { from: 1, to: 2 }, span: { group: 'gil', row: 0, span: 3 } };
    expect(back(look).values.settings).toEqual({});
  });

  it('is in whole nanoseconds', () => {
    expect(lookEntries({ ...USUAL_LOOK, range: { from: 1200.4, to: 3400.6 } })).toEqual([['range', '1200..3401']]);
  });

  it('leaves out what is no stretch and no span', () => {
    for (const range of ['', '5', '5..5', '9..3', '-1..4', '1e3..2e3', '1..2..3', 'a..b', '1...2', '1..9999999999999999'])
      expect(decode(`#workload=count&range=${range}&measured=${range}`).look, range).toEqual(USUAL_LOOK);
    for (const span of ['', 'threads', 'threads.1', '.1.2', 'threads.-1.2', 'threads.1.x', 'threads.1.2.'])
      expect(decode(`#workload=count&span=${span}`).look, span).toEqual(USUAL_LOOK);
  });
});
