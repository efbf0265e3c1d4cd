// A NATS server of its own for one test, with a door for programs and one for pages.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@nats-io/transport-node';

const TOKEN = 'a-token-of-these-tests';
/** Only what hangs takes longer. */
const PATIENCE_MS = 10_000;

/** Why tests that need the server are skipped, or `false`. */
export const skipNats = spawnSync('nats-server', ['--version']).error ? 'nats-server is not installed' : false;

/** Starts it; it lets in who has its token, or those of other settings. `nats` is where programs connect, `websocket` where pages do; both contain the token. Where it is stopped, it can begin again at the same place. */
export async function startNats(settings = `authorization { token: "${TOKEN}" }`) {
  const folder = mkdtempSync(join(tmpdir(), 'interleave-nats-'));
  const configuration = join(folder, 'server.conf');
  const args = ['--config', configuration, '--ports_file_dir', folder, '--log', join(folder, 'log')];
  let stop = async () => {};
  /** On these ports, or on those that the system chooses. */
  const start = async (programs, pages) => {
    writeFileSync(
      configuration,
      `host: 127.0.0.1\nport: ${programs}\n${settings}\nwebsocket { host: 127.0.0.1, port: ${pages}, no_tls: true }\n`,
    );
    const server = spawn('nats-server', args, { stdio: 'ignore' });
    const ended = new Promise(resolve => server.once('exit', resolve));
    stop = async () => {
      server.kill();
      await ended;
    };
    return listening(join(folder, `nats-server_${server.pid}.ports`));
  };
  const close = async () => {
    await stop();
    rmSync(folder, { recursive: true });
  };
  try {
    const { nats, websocket } = await start(-1, -1);
    const [programs, pages] = [nats[0], websocket[0]];
    const withToken = address => address.replace('://', `://${TOKEN}@`);
    return {
      nats: withToken(programs),
      websocket: withToken(pages),
      stop: () => stop(),
      startAgain: () => start(new URL(programs).port, new URL(pages).port),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Where it listens, which it writes into a file. */
async function listening(file) {
  for (const begun = Date.now(); Date.now() - begun < PATIENCE_MS; ) {
    try {
      return JSON.parse(readFileSync(file, 'utf8'));
    } catch {
      // It is not there yet, or half written.
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  throw new Error('nats-server did not say where it listens');
}

/** A program's own connection to the server at this address. */
export function connectTo(nats) {
  const { hostname, port, username } = new URL(nats);
  return connect({ servers: `${hostname}:${port}`, token: username });
}

/** Waits until the worker of this name has lent all of its lanes. */
export async function lendsAll(nats, name) {
  const server = await connectTo(nats);
  try {
    for (const begun = Date.now(); Date.now() - begun < PATIENCE_MS; ) {
      for await (const answer of await server.requestMany('$SRV.STATS.interleave', '', { strategy: 'timer', maxWait: 200 })) {
        const [{ data }] = answer.json().endpoints;
        if (data.name.endsWith(name) && data.free === 0) return;
      }
    }
    throw new Error(`${name} did not lend all of its lanes`);
  } finally {
    await server.close();
  }
}

/** Answers as a worker whose statistics are these, of whatever version; gives how to end it. */
export async function answerAsWorker(nats, stats) {
  const server = await connectTo(nats);
  server.subscribe('$SRV.STATS.interleave', { callback: (_, asked) => asked.respond(JSON.stringify(stats)) });
  // After that, the server knows who listens.
  await server.flush();
  return () => server.close();
}
