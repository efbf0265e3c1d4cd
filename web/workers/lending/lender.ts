// The worker by which a page lends itself: it answers for a service of NATS, and starts a process for each lane that somebody asks for. As
// `cli/distributed/worker.rs`. Timers of a page that is hidden are slowed down, those of its workers are not.
import { AuthorizationError, type ConnectionOptions, createInbox, type NatsConnection, wsconnect } from '@nats-io/nats-core';
import { type Service, type ServiceMsg, Svcm } from '@nats-io/services';
import { errorMessage } from '../error.ts';
import { holdLifeline } from '../lifeline.ts';
import type { EngineSource } from '../module.ts';
import { type StartedProcess, startProcess } from '../process-start.ts';
import { Link } from './link.ts';
import { packed, unpacked } from './packed.ts';
import { PROTOCOL } from './stream.ts';

/** What must be the same at both ends, as `Versions` of `cli/distributed/offer.rs` has it. */
export interface Versions {
  version: string;
  schema: string;
}

export type ToLender =
  | { type: 'lend'; source: EngineSource; lifeline: string; address: string; name: string; lanes: number; versions: Versions }
  | { type: 'stop' };

export type FromLender =
  /** How many lanes are in use, how many have been lent so far, and whether the server can be reached. */
  { type: 'lending'; used: number; lent: number; connected: boolean } | { type: 'stopped'; why: string | null };

/** The name of the service, as NATS knows it. */
const SERVICE = 'interleave';
const MOST_BYTES = 16 * 1024;
const PATIENCE_MS = 5_000;

const post = (message: FromLender) => postMessage(message);
const lanes = new Map<string, { link: Link; process: StartedProcess }>();
let server: NatsConnection | null = null;
let lent = 0;
let connected = true;

onmessage = ({ data }: MessageEvent<ToLender>) => {
  if (data.type === 'stop') void stop(null);
  else lend(data).catch(error => stop(errorMessage(error)));
};

function tell(): void {
  post({ type: 'lending', used: lanes.size, lent, connected });
}

async function lend(asked: Extract<ToLender, { type: 'lend' }>): Promise<void> {
  holdLifeline(asked.lifeline);
  const { options, shown } = optionsOf(asked.address);
  server = await wsconnect({
    ...options,
    name: `interleave ${asked.name}`,
    timeout: PATIENCE_MS,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 300,
    pingInterval: PATIENCE_MS,
  }).catch(error => {
    const refused = error instanceof AuthorizationError || error?.cause instanceof AuthorizationError;
    throw new Error(refused ? `The server at ${shown} refuses these credentials.` : `The server at ${shown} cannot be reached.`);
  });
  void follow(server);
  const offer = () => ({
    name: asked.name,
    versions: { ...asked.versions, protocol: PROTOCOL },
    lanes: asked.lanes,
    free: asked.lanes - lanes.size,
  });
  const service: Service = await new Svcm(server).add({
    name: SERVICE,
    version: asked.versions.version,
    description: 'Lends lanes of a page to the model distributed.',
    statsHandler: async () => offer(),
  });
  service.addGroup(`${SERVICE}.${service.info().id}`).addEndpoint('lane', (error, message) => {
    if (!error) answer(message, asked);
  });
  tell();
}

/** Answers a request for a lane, and starts the process that is one. */
function answer(message: ServiceMsg, { lanes: most, versions, source, lifeline }: Extract<ToLender, { type: 'lend' }>): void {
  if (!server) return;
  if (lanes.size >= most) return void message.respondError(503, 'it has no free lane');
  const ask = read(message);
  if (!ask) return void message.respondError(400, 'the request cannot be read');
  const theirs = ask.versions;
  if (theirs.version !== versions.version || theirs.schema !== versions.schema || theirs.protocol !== PROTOCOL)
    return void message.respondError(426, `it is of version ${versions.version} (${versions.schema}, protocol ${PROTOCOL})`);
  const own = createInbox();
  const number = ++lent;
  const link = new Link(
    server,
    () => connected,
    own,
    ask.inbox,
    hear,
    () => end(),
  );
  const subscription = server.subscribe(own, { callback: (error, frame) => (error ? undefined : link.hear(frame)) });
  const process = startProcess(number, source, lifeline, {
    message: posted => link.say(packed(posted)),
    failure: error => link.go(`its process failed: ${error.message}`),
  });
  lanes.set(own, { link, process });
  message.respond(JSON.stringify({ inbox: own, process: number }));
  tell();

  function hear(bytes: Uint8Array): void {
    process.postMessage(unpacked(bytes));
  }

  function end(): void {
    subscription.unsubscribe();
    process.end();
    lanes.delete(own);
    tell();
  }
}

/** `Ask` of `cli/distributed/offer.rs`. */
function read(message: ServiceMsg): { versions: Versions & { protocol: number }; inbox: string } | null {
  if (message.data.length > MOST_BYTES) return null;
  try {
    const ask = message.json<{ versions?: Versions & { protocol: number }; inbox?: unknown }>();
    return ask.versions && typeof ask.inbox === 'string' && ask.inbox !== ''
      ? { versions: ask.versions, inbox: ask.inbox }
      : null;
  } catch {
    return null;
  }
}

/** Says whether the server can be reached, until the connection ends. */
async function follow(server: NatsConnection): Promise<void> {
  for await (const { type } of server.status()) {
    if (type !== 'disconnect' && type !== 'reconnect') continue;
    connected = type === 'reconnect';
    tell();
  }
}

/** Parents are told; then nothing more is lent. */
async function stop(why: string | null): Promise<void> {
  for (const { link } of lanes.values()) link.go('the page lends itself no more');
  await server?.flush().catch(() => {});
  await server?.close().catch(() => {});
  post({ type: 'stopped', why });
  close();
}

/** What to connect with, and the address without its secrets. */
function optionsOf(address: string): { options: ConnectionOptions; shown: string } {
  const { protocol, host, username, password } = new URL(address);
  const shown = `${protocol}//${host}`;
  const [user, pass] = [decodeURIComponent(username), decodeURIComponent(password)];
  if (pass) return { options: { servers: shown, user, pass }, shown };
  return { options: user ? { servers: shown, token: user } : { servers: shown }, shown };
}
