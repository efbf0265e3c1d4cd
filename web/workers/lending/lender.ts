// The worker by which a page lends itself: it answers for a service of NATS, and starts a process for each lane that somebody asks for. As
// `cli/distributed/worker.rs`. Timers of a page that is hidden are slowed down, those of its workers are not.
import { createInbox } from '@nats-io/nats-core';
import { type ServiceMsg, Svcm } from '@nats-io/services';
import { errorMessage } from '../error.ts';
import { holdLifeline } from '../lifeline.ts';
import type { EngineSource } from '../module.ts';
import { type StartedProcess, startProcess } from '../process-start.ts';
import { type Connection, connect, type Way } from './connection.ts';
import { Link } from './link.ts';
import { areSame, asAsk, type BuildVersions, inWords, type Lent, type Offer, ownVersions, read, SERVICE } from './offer.ts';
import { packed, unpacked } from './packed.ts';

export type ToLender =
  | {
      type: 'lend';
      source: EngineSource;
      lifeline: string;
      way: Way;
      name: string;
      lanes: number;
      versions: BuildVersions;
    }
  | { type: 'stop' };

export type FromLender =
  /** How many lanes are in use, how many have been lent so far, and whether the server can be reached. */
  { type: 'lending'; used: number; lent: number; connected: boolean } | { type: 'stopped'; why: string | null };

const post = (message: FromLender) => postMessage(message);
const lanes = new Map<string, { link: Link; process: StartedProcess }>();
let connection: Connection | null = null;
let lent = 0;

onmessage = ({ data }: MessageEvent<ToLender>) => {
  if (data.type === 'stop') void stop(null);
  else lend(data).catch(error => stop(errorMessage(error)));
};

function tell(): void {
  post({ type: 'lending', used: lanes.size, lent, connected: connection?.isThere() ?? false });
}

async function lend(asked: Extract<ToLender, { type: 'lend' }>): Promise<void> {
  holdLifeline(asked.lifeline);
  const own = await connect(asked.way, asked.name, tell);
  connection = own;
  const offer = (): Offer => ({
    name: asked.name,
    versions: ownVersions(asked.versions),
    lanes: asked.lanes,
    free: asked.lanes - lanes.size,
  });
  const service = await new Svcm(own.server).add({
    name: SERVICE,
    version: asked.versions.version,
    description: 'Lends lanes of a page to the model distributed.',
    statsHandler: async () => offer(),
  });
  service.addGroup(`${SERVICE}.${service.info().id}`).addEndpoint('lane', (error, message) => {
    if (!error) answer(own, message, asked);
  });
  tell();
}

/** Answers a request for a lane, and starts the process that is one. */
function answer({ server, isThere }: Connection, message: ServiceMsg, asked: Extract<ToLender, { type: 'lend' }>): void {
  if (lanes.size >= asked.lanes) return void message.respondError(503, 'it has no free lane');
  const ask = asAsk(read(message));
  if (!ask) return void message.respondError(400, 'the request cannot be read');
  const versions = ownVersions(asked.versions);
  if (!areSame(ask.versions, versions)) return void message.respondError(426, `it is of version ${inWords(versions)}`);
  const own = createInbox();
  const number = ++lent;
  const link = new Link(server, isThere, own, ask.inbox, hear, () => end());
  const subscription = server.subscribe(own, { callback: (error, frame) => (error ? undefined : link.hear(frame)) });
  const process = startProcess(
    { number, source: asked.source, lifeline: asked.lifeline, lent: true },
    {
      message: posted => link.say(packed(posted)),
      failure: error => link.go(`its process failed: ${error.message}`),
    },
  );
  lanes.set(own, { link, process });
  message.respond(JSON.stringify({ inbox: own, process: number } satisfies Lent));
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

/** Parents are told; then nothing more is lent. */
async function stop(why: string | null): Promise<void> {
  for (const { link } of lanes.values()) link.go('the page lends itself no more');
  await connection?.server.flush().catch(() => {});
  await connection?.server.close().catch(() => {});
  post({ type: 'stopped', why });
  close();
}
