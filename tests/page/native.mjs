// The native program, whose results the page must have too, and its server.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(import.meta.dirname, '../..');
const NAME = process.platform === 'win32' ? 'interleave.exe' : 'interleave';

function program() {
  const built = ['release', 'debug'].map(profile => join(ROOT, 'target', profile, NAME));
  // The newest, because an older one may not have the workloads that the page has.
  const [newest] = built.filter(existsSync).sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  const found = process.env.INTERLEAVE ?? newest;
  if (!found) throw new Error('No native program to compare with: build it with `cargo build`.');
  return found;
}

/** The report of `interleave run` for the same plan. */
export function runNatively({ workload, parameters = {}, models = [], workers, runs, warmup }, more = []) {
  const args = ['run', workload, '--json', '-', ...more];
  for (const [id, value] of Object.entries(parameters)) args.push('--param', `${id}=${value}`);
  for (const model of models) args.push('--model', model);
  for (const [flag, value] of Object.entries({ workers, runs, warmup })) {
    if (value !== undefined) args.push(`--${flag}`, String(value));
  }
  return JSON.parse(execFileSync(program(), args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 28 }));
}

/** Starts `interleave serve` on the built page. `address()` is where the next browser is let in, `origin` where it is then. */
export async function serveNatively() {
  // With the page inside of it, or beside it.
  const args = ['serve', '--port', '0'];
  const server = spawn(program(), args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise(resolve => server.once('exit', resolve));
  const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  const address = async () => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error('The server has ended: build it with `cargo build --features serve`.');
      if (value.trim().startsWith('http://')) return value.trim();
    }
  };
  const first = await address();
  let given = false;
  return {
    origin: new URL(first).origin,
    // Another one is printed when the last one was used.
    address: () => {
      if (given) return address();
      given = true;
      return first;
    },
    close: () => {
      server.kill();
      return ended;
    },
  };
}
