// A NATS server of its own for one test, with a door for programs and one for pages.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TOKEN = 'a-token-of-these-tests';
/** Only what hangs takes longer. */
const PATIENCE_MS = 10_000;

/** Why tests that need the server are skipped, or `false`. */
export const skipNats = spawnSync('nats-server', ['--version']).error ? 'nats-server is not installed' : false;

/** Starts it. `nats` is where programs connect, `websocket` where pages do; both contain the token. */
export async function startNats() {
  const folder = mkdtempSync(join(tmpdir(), 'interleave-nats-'));
  const configuration = join(folder, 'server.conf');
  writeFileSync(
    configuration,
    `host: 127.0.0.1\nport: -1\nauthorization { token: "${TOKEN}" }\nwebsocket { host: 127.0.0.1, port: -1, no_tls: true }\n`,
  );
  const args = ['--config', configuration, '--ports_file_dir', folder, '--log', join(folder, 'log')];
  const server = spawn('nats-server', args, { stdio: 'ignore' });
  const ended = new Promise(resolve => server.once('exit', resolve));
  const close = async () => {
    server.kill();
    await ended;
    rmSync(folder, { recursive: true });
  };
  try {
    const ports = await listening(folder);
    const withToken = address => address.replace('://', `://${TOKEN}@`);
    return { nats: withToken(ports.nats[0]), websocket: withToken(ports.websocket[0]), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Where it listens, which it writes into a file. */
async function listening(folder) {
  for (const begun = Date.now(); Date.now() - begun < PATIENCE_MS; ) {
    const file = readdirSync(folder).find(name => name.endsWith('.ports'));
    try {
      if (file) return JSON.parse(readFileSync(join(folder, file), 'utf8'));
    } catch {
      // It is half written.
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  throw new Error('nats-server did not say where it listens');
}
