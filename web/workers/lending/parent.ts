// The worker by which a page uses others: it has lanes lent to the engine while a run goes on. As `cli/distributed/network.rs`; it is not
// the engine's own worker, because that may block, and nobody may take it for lost then.
import { errorMessage } from '../error.ts';
import type { ToParent as FromLane, FromParent as ToLane } from '../lent-lane.ts';
import type { Posted } from '../mailbox.ts';
import { Broker, type Lane } from './broker.ts';
import { type Connection, connect, type Way } from './connection.ts';
import type { BuildVersions } from './offer.ts';
import { packed, unpacked } from './packed.ts';

export type ToParent =
  /** Runs wait for lanes for so long. */
  | { type: 'reach'; way: Way; versions: BuildVersions; timeout_s: number }
  /** Who is there? */
  | { type: 'look' }
  /** A run begins that needs so many lanes at the same time. By `engine` come ports: each is a request for a lane. */
  | { type: 'run'; wanted: number; engine: MessagePort }
  /** It is over: nothing of it is needed any more. */
  | { type: 'over' }
  | { type: 'stop' };

export type FromParent =
  | { type: 'reached'; connected: boolean; workers: number; free: number; unfit: string | null }
  /** So many lanes are free: the run may begin. */
  | { type: 'enough' }
  /** Why the run cannot go on, until it can. */
  | { type: 'waiting'; why: string | null }
  /** Why the run must end: nobody has lent lanes in time. */
  | { type: 'failed'; why: string }
  | { type: 'stopped'; why: string | null };

/** Who waits for lanes has workers asked again so often. */
const AGAIN_MS = 250;

interface Run {
  wanted: number;
  engine: MessagePort;
  /** Requests that nobody has answered yet. */
  asks: MessagePort[];
  lanes: Set<Lane>;
  said: string | null;
  /** Since when it cannot go on, or begin, without a lane that nobody lends. */
  stuck_ms: number | null;
}

const post = (message: FromParent) => postMessage(message);
let connection: Connection | null = null;
let broker: Broker | null = null;
let run: Run | null = null;
let timeout_s = 0;

onmessage = ({ data }: MessageEvent<ToParent>) => {
  if (data.type === 'reach') reach(data).catch(error => stop(errorMessage(error)));
  else if (data.type === 'stop') void stop(null);
  else if (data.type === 'look') void look();
  else if (data.type === 'over') over();
  else begin(data);
};

async function reach({ way, versions, ...wait }: Extract<ToParent, { type: 'reach' }>): Promise<void> {
  timeout_s = wait.timeout_s;
  connection = await connect(way, 'parent', tell);
  broker = new Broker(connection, versions);
  await look();
}

async function look(): Promise<void> {
  await broker?.discover();
  tell();
}

function tell(): void {
  if (connection && broker) post({ type: 'reached', connected: connection.isThere(), ...broker.known });
}

function begin({ wanted, engine }: Extract<ToParent, { type: 'run' }>): void {
  const own: Run = { wanted, engine, asks: [], lanes: new Set(), said: null, stuck_ms: null };
  run = own;
  void enough(own);
}

/** Waits until the run may begin, and serves it from then on. */
async function enough(own: Run): Promise<void> {
  for (;;) {
    await look();
    if (own !== run || !broker) return;
    if (broker.known.free >= own.wanted) break;
    if (!mayWait(own, broker.missing(own.wanted))) return;
    await pause();
  }
  goesOn(own);
  post({ type: 'enough' });
  let serving = false;
  own.engine.onmessage = async ({ data }: MessageEvent<MessagePort>) => {
    own.asks.push(data);
    data.onmessage = ({ data: closed }: MessageEvent<FromLane>) => {
      if (closed === null) own.asks = own.asks.filter(one => one !== data);
    };
    if (serving) return;
    serving = true;
    await serve(own);
    serving = false;
  };
}

/** Lends lanes to all requests, until there are none. */
async function serve(own: Run): Promise<void> {
  while (own === run && own.asks.length > 0 && broker) {
    if (await lend(own, broker)) {
      goesOn(own);
      continue;
    }
    // Tasks that wait for each other need all of their lanes; others go on with one.
    if (own.lanes.size > 0 && own.wanted <= 1) goesOn(own);
    else if (!mayWait(own, broker.missing(1), `No lane was lent in ${timeout_s} s. `)) return;
    await pause();
    if (own === run) await broker.discover();
  }
  goesOn(own);
}

/** Whether a run that lacks lanes may still wait, and says so: otherwise it has failed, and that is said. */
function mayWait(own: Run, missing: string, failed = ''): boolean {
  own.stuck_ms ??= performance.now();
  const may = performance.now() - own.stuck_ms < timeout_s * 1_000;
  if (may) say(own, `${missing} Waiting for at most ${timeout_s} s.`);
  else if (own === run) post({ type: 'failed', why: `${failed}${missing}` });
  return may;
}

function goesOn(own: Run): void {
  own.stuck_ms = null;
  say(own, null);
}

/** Has a lane lent for the request that waits longest; whether there was one. */
async function lend(own: Run, broker: Broker): Promise<boolean> {
  let port: MessagePort | undefined;
  const lane = await broker.lane(
    bytes => port && answer(port, unpacked(bytes)),
    why => {
      if (lane) own.lanes.delete(lane);
      if (port) answer(port, { gone: why });
    },
  );
  if (!lane) return false;
  port = own === run ? own.asks.shift() : undefined;
  if (!port) {
    lane.letGo('nobody needs it any more');
    return true;
  }
  own.lanes.add(lane);
  port.onmessage = ({ data }: MessageEvent<FromLane>) => {
    if (data === null) lane.letGo('it was let go');
    else if (data === 'not understood') lane.distrust();
    else lane.link.say(packed(data));
  };
  answer(port, { lent: { worker: lane.worker, process: lane.process } });
  return true;
}

function answer(port: MessagePort, message: ToLane | Posted): void {
  port.postMessage(message);
}

function say(own: Run, why: string | null): void {
  if (own !== run || own.said === why) return;
  own.said = why;
  post({ type: 'waiting', why });
}

function over(): void {
  for (const lane of run?.lanes ?? []) lane.letGo('the run is over');
  run?.engine.close();
  run = null;
}

const pause = () => new Promise(resolve => setTimeout(resolve, AGAIN_MS));

/** Those who lend are told. */
async function stop(why: string | null): Promise<void> {
  over();
  await connection?.server.flush().catch(() => {});
  await connection?.server.close().catch(() => {});
  post({ type: 'stopped', why });
  close();
}
