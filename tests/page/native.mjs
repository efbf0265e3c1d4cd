// The native program, whose results the page must have too, and its server.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

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

const LIMITS = { encoding: 'utf8', maxBuffer: 1 << 28 };

/** The report of `interleave run` for the same plan. */
export function runNatively(plan, more = []) {
  return JSON.parse(execFileSync(program(), argumentsOf(plan, more), { ...LIMITS, stdio: ['ignore', 'pipe', 'ignore'] }));
}

/** The same while this process goes on: its host serves the page meanwhile. */
export async function runNativelyBeside(plan, more = []) {
  const { stdout } = await promisify(execFile)(program(), argumentsOf(plan, more), LIMITS);
  return JSON.parse(stdout);
}

function argumentsOf({ workload, parameters = {}, models = [], workers, runs, warmup }, more) {
  const args = ['run', workload, '--json', '-', ...more];
  for (const [id, value] of Object.entries(parameters)) args.push('--param', `${id}=${value}`);
  for (const model of models) args.push('--model', model);
  for (const [flag, value] of Object.entries({ workers, runs, warmup })) {
    if (value !== undefined) args.push(`--${flag}`, String(value));
  }
  return args;
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

/** Starts `interleave worker`, and waits until it lends its lanes. */
export async function startWorker(nats, name, lanes) {
  const args = ['worker', '--name', name, '--lanes', String(lanes)];
  const worker = spawn(program(), args, { env: { ...process.env, NATS_URL: nats }, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise(resolve => worker.once('exit', resolve));
  const { done } = await createInterface({ input: worker.stdout })[Symbol.asyncIterator]().next();
  if (done) throw new Error('The worker has ended: build it with `cargo build --features distributed`.');
  const end = signal => {
    worker.kill(signal);
    return ended;
  };
  return { close: () => end(), kill: () => end('SIGKILL') };
}
