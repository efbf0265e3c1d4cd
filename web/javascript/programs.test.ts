// Runs every JavaScript program in every way it has, and holds its answers and lines against those of the Python program for the same values;
// where there is none, against those of core.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { deflateSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { run, WAYS } from './harness.js';
import { addUp, checksum } from './numbers.js';

/** The other end of downloads, for Python and JavaScript alike: it answers what the address asks for. */
const server = createServer((request, response) => {
  const asked = new URL(request.url ?? '', 'http://localhost').searchParams;
  const number = (name: string) => Number(asked.get(name));
  const fault = asked.get('fault');
  if (fault === 'reset') return void response.destroy();
  const answer = () => {
    response.statusCode = fault === '404' ? 404 : 200;
    response.end(Buffer.alloc(number('bytes'), number('file')));
  };
  setTimeout(answer, number('delay_ms'));
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;

/** For programs that Python has, values for a run of some milliseconds: all that the program reads. */
const VALUES: Record<string, Record<string, unknown>[]> = {
  arithmetic: [{ a: 25, b: 30, time_scale: 1 }],
  compress: [
    { blocks: 3, block_kib: 3, level: 6, text: '', data_seed: 1 },
    { blocks: 3, block_kib: 3, level: 6, text: 'Cut where a letter may be: é.', data_seed: 1 },
  ],
  count: [{ n: 200_001 }],
  counter: ['mutex', 'atomic', 'messages'].map(fix => ({ increments: 300, tasks: 3, fix })),
  // Not those that come too late: how late is that on a busy machine?
  download: ['404', 'reset'].map(failures => ({
    server: address,
    files: 4,
    at_once: 2,
    kib: 2,
    delay_ms: 2,
    failures,
    timeout_ms: 9_000,
  })),
  mandelbrot: [{ width: 48, height: 12, limit: 100 }],
  mixed: [{ tasks: 2, work_ms: 1, waiting: 80, hog: 'yes' }],
  pipeline: [{ items: 3, producers: 2, consumers: 3, capacity: 1, make_ms: 1, use_ms: 1 }],
  sort: [{ n: 2_000, parts: 5, data_seed: 7 }],
  storm: [{ waits: 7, wait_ms: 2 }],
  transfer: ['copy', 'share'].map(how => ({ kib: 5, trips: 2, how })),
};

/** For those that it does not have, what core comes to: `tests/answers.rs` sees to that. */
const BY_CORE: { workload: string; parameters: Record<string, unknown>; answers: string[]; lines: string[] }[] = JSON.parse(
  readFileSync('tests/golden/answers.json', 'utf8'),
);

const PROGRAMS = readdirSync(new URL('./programs/', import.meta.url)).map(name => name.replace(/\.js$/, ''));
const CASES = Object.entries(VALUES).flatMap(([name, all]) => all.map(values => ({ name, values })));

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
      return {
        workload: name,
        tasks: tasks(values),
        way: 'sequential',
        server: address,
        parameters: values,
        lanes: 1,
        switch_interval_us: 5000,
      };
    }),
  );
  const input = requests.map(request => `${JSON.stringify(request)}\n`).join('');
  const python = spawn('python3', ['-B', 'cli/python/harness.py'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const failed = once(python, 'error').then(([error]) => {
    throw new Error(`This test compares with a real Python: install python3. ${error}`);
  });
  python.stdin.end(input);
  const [, ...answers] = (await Promise.race([text(python.stdout), failed])).trim().split('\n');
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
  const known = new Set([...Object.keys(VALUES), ...BY_CORE.map(({ workload }) => workload)]);
  expect([...known].sort()).toEqual([...PROGRAMS].sort());
});

for (const [place, { name, values }] of CASES.entries()) {
  test(`${name} comes to what Python's comes to in every way, and prints its lines: ${JSON.stringify(values)}`, async () => {
    for (const way of Object.keys(WAYS)) {
      const ended = await run(name, values, way);
      expect(comparable(ended), way).toEqual(comparable((await expected)[place] as Ended[]));
    }
  });
}

for (const { workload, parameters, answers, lines } of BY_CORE) {
  test(`${workload} comes to what core comes to, and prints its lines: ${JSON.stringify(parameters)}`, async () => {
    const ended = answers.map((value, number) => ({ number, value: BigInt(value), lines: number === 0 ? lines : [] }));
    for (const way of waysOf(parameters))
      expect(comparable(await run(workload, parameters, way)), way).toEqual(comparable(ended));
  });
}

/** Whoever waits for each other comes to an end one after the other only. */
function waysOf({ fix }: Record<string, unknown>): string[] {
  return fix === 'none' ? ['sequential'] : Object.keys(WAYS);
}

test('philosophers who each wait for a fork of another wait for ever: Node ends, because nothing can come any more', async () => {
  const values = JSON.stringify({ meals: 1, think_ms: 1, fix: 'none' });
  const node = spawn(process.execPath, ['web/javascript/harness.js', 'philosophers', values, 'promises']);
  const [printed, [code]] = await Promise.all([text(node.stdout), once(node, 'exit')]);
  expect({ printed, code }).toEqual({ printed: '', code: NEVER_SETTLED });
});

/** Node's exit code where a program waits for a promise that nobody can keep. */
const NEVER_SETTLED = 13;

test('files of one’s own are read where they are, or what their library makes of them', async () => {
  const file = readFileSync('LICENSE-MIT');
  const ended = async (how: string) => (await run('files', { own: `${file.length} LICENSE-MIT`, how }, 'promises'))[0];
  const packed = deflateSync(file, { level: 1 });
  const [line, compressed] = [`LICENSE-MIT: ${file.length} bytes`, `, compressed ${packed.length}`];
  expect(await ended('hash')).toEqual({ number: 0, value: checksum(file), lines: [line] });
  expect(await ended('compress')).toEqual({ number: 0, value: checksum(packed), lines: [line + compressed] });
});

test('sums are exact up to the largest numbers that a program may be asked to add', () => {
  // The last slice of the GIL's laboratory.
  const end = 10_000_000 * 2 ** 15;
  const begin = end - 2 ** 15;
  expect(addUp(begin, end)).toBe((BigInt(begin + end - 1) * 2n ** 15n) / 2n);
});

/** Which consumer uses which item is decided by who is faster, and so are its lines; how small a text becomes, by the library that packs it. */
function comparable(ended: Ended[]) {
  const lines = ended.flatMap(task => task.lines.map(line => line.replace(/\(compressed \d+\)/, '(compressed)')));
  return { values: ended.map(({ value }) => value), lines: lines.sort() };
}
