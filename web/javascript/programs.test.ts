// Runs every JavaScript program in every way it has, and holds its answers and lines against those of the Python program for the same values.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { run, WAYS } from './harness.js';

/** Values for a run of some milliseconds: all that the program reads. */
const VALUES: Record<string, Record<string, unknown>[]> = {
  arithmetic: [{ a: 25, b: 30, time_scale: 1 }],
  compress: [
    { blocks: 3, block_kib: 3, level: 6, text: '', data_seed: 1 },
    { blocks: 3, block_kib: 3, level: 6, text: 'Cut where a letter may be: é.', data_seed: 1 },
  ],
  count: [{ n: 200_001 }],
  counter: ['mutex', 'atomic', 'messages'].map(fix => ({ increments: 300, tasks: 3, fix })),
  mandelbrot: [{ width: 48, height: 12, limit: 100 }],
  mixed: [{ tasks: 2, work_ms: 1, waiting: 80, hog: 'yes' }],
  pipeline: [{ items: 3, producers: 2, consumers: 3, capacity: 1, make_ms: 1, use_ms: 1 }],
  sort: [{ n: 2_000, parts: 5, data_seed: 7 }],
  storm: [{ waits: 7, wait_ms: 2 }],
  transfer: ['copy', 'share'].map(how => ({ kib: 5, trips: 2, how })),
};

const PROGRAMS = readdirSync(new URL('./programs/', import.meta.url)).map(name => name.replace(/\.js$/, ''));
const CASES = PROGRAMS.flatMap(name => (VALUES[name] ?? []).map(values => ({ name, values })));

interface Ended {
  number: number;
  value: bigint;
  lines: string[];
}

/** What Python's sequential way comes to, for all cases in one process; its harness is told how many tasks there are. */
async function byPython(): Promise<Ended[][]> {
  const requests = await Promise.all(
    CASES.map(async ({ name, values }) => {
      const { tasks } = await import(`./programs/${name}.js`);
      return { workload: name, tasks: tasks(values), way: 'sequential', parameters: values, lanes: 1, switch_interval_us: 5000 };
    }),
  );
  const input = requests.map(request => `${JSON.stringify(request)}\n`).join('');
  const python = spawnSync('python3', ['-B', 'cli/python/harness.py'], { input, encoding: 'utf8' });
  expect(python.error ?? python.stderr, 'this test compares with a real Python: install python3').toBe('');
  const [, ...answers] = python.stdout.trim().split('\n');
  return answers.map(answer => {
    const ended: { task: number; value: string; failure: string | null; lines: [number, string][] }[] = JSON.parse(answer).tasks;
    return ended.map(({ task, value, failure, lines }) => {
      expect(failure).toBeNull();
      return { number: task, value: BigInt(value), lines: lines.map(([, line]) => line) };
    });
  });
}

const expected = byPython();

test('every program has values for a short run', () => {
  expect(Object.keys(VALUES).sort()).toEqual([...PROGRAMS].sort());
});

for (const [place, { name, values }] of CASES.entries()) {
  test(`${name} comes to what Python's comes to in every way, and prints its lines: ${JSON.stringify(values)}`, async () => {
    for (const way of Object.keys(WAYS)) {
      const ended = await run(name, values, way);
      expect(comparable(ended), way).toEqual(comparable((await expected)[place] as Ended[]));
    }
  });
}

/** Which consumer uses which item is decided by who is faster, and so are its lines; how small a text becomes, by the library that packs it. */
function comparable(ended: Ended[]) {
  const lines = ended.flatMap(task => task.lines.map(line => line.replace(/\(compressed \d+\)/, '(compressed)')));
  return { values: ended.map(({ value }) => value), lines: lines.sort() };
}
