// Finds workers, picks those with the most free lanes, and has lanes lent by them. As `cli/distributed/broker.rs`.
import { createInbox } from '@nats-io/nats-core';
import type { Connection } from './connection.ts';
import { Link } from './link.ts';
import {
  areSame,
  asLent,
  asOffer,
  type BuildVersions,
  fieldsOf,
  inWords,
  isName,
  ownVersions,
  read,
  refused,
  SERVICE,
  type Versions,
} from './offer.ts';

/** After so long without another answer, all workers have answered. */
const QUIET_MS = 150;
/** How long workers may take to answer. */
const PATIENCE_MS = 1_000;

/** A worker that answered. */
interface Known {
  name: string;
  /** Where it is asked for a lane. */
  subject: string;
  free: number;
}

/** After the second loss in a row a worker rests for so long, after the third for twice as long: others may do better. */
const REST_MS = 1_000;

/** A lane that a worker has lent; it is given back when its link goes. */
export interface Lane {
  worker: string;
  process: number;
  link: Link;
  /** What it has said is not understood: its worker is asked less from now on, as if the lane were lost. */
  distrust(): void;
  /** Nobody needs it any more. What ends otherwise was lost. */
  letGo(why: string): void;
}

export class Broker {
  private readonly versions: Versions;
  private workers: Known[] = [];
  /** How many lanes of each worker were lost, and when the last one was. */
  private readonly losses = new Map<string, { count: number; last_ms: number }>();
  /** Why some worker cannot be used. */
  private unfit: string | null = null;

  constructor(
    private readonly connection: Connection,
    build: BuildVersions,
  ) {
    this.versions = ownVersions(build);
  }

  /** How many workers can be used, how many of their lanes are free, and why some worker cannot be used. */
  get known(): { workers: number; free: number; unfit: string | null } {
    return { workers: this.workers.length, free: this.workers.reduce((sum, { free }) => sum + free, 0), unfit: this.unfit };
  }

  /** Why so many lanes cannot be had now, and what helps. */
  missing(wanted: number): string {
    const { address, isThere } = this.connection;
    const { free } = this.known;
    if (!isThere()) return `The server at ${address} is away; this page waits for it.`;
    if (free === 0 && this.unfit) return this.unfit;
    const add = 'Add one by: interleave worker --nats, with the address of this server for programs. Or lend a tab of this page.';
    if (free === 0) return `No worker at ${address} has a free lane. ${add}`;
    return `Its tasks wait for each other and need ${wanted} lanes at the same time; ${free} are free at ${address}. ${add}`;
  }

  /** Asks for all workers anew. */
  async discover(): Promise<void> {
    this.workers = [];
    this.unfit = null;
    try {
      const options = { strategy: 'stall', stall: QUIET_MS, maxWait: PATIENCE_MS } as const;
      const answers = await this.connection.server.requestMany(`$SRV.STATS.${SERVICE}`, undefined, options);
      for await (const answer of answers) this.consider(read(answer));
    } catch {
      // Nobody is there, or the server is away.
    }
  }

  private consider(stats: unknown): void {
    const { endpoints, version } = fieldsOf(stats);
    const { subject, data } = fieldsOf(Array.isArray(endpoints) ? endpoints[0] : null);
    if (typeof subject !== 'string') return;
    const offer = asOffer(data);
    // A worker of another version may offer what this one cannot read.
    if (!offer) {
      const of = isName(version) ? version : 'unknown';
      this.unfit = `A worker of version ${of} cannot be understood by this program of ${inWords(this.versions)}.`;
    } else if (!areSame(offer.versions, this.versions)) this.unfit = refused(offer.name, offer.versions, this.versions);
    else this.workers.push({ name: offer.name, subject, free: offer.free });
  }

  /** A lane of the worker that has the most free ones, or nothing. What it says goes to `heard`; `ended` is called once. */
  async lane(heard: (message: Uint8Array) => void, ended: (why: string) => void): Promise<Lane | null> {
    const { server, isThere } = this.connection;
    for (;;) {
      const ready = this.workers.filter(({ free, subject }) => free > 0 && !this.rests(subject));
      const [worker] = ready.sort((a, b) => b.free - a.free);
      if (!worker) return null;
      const own = createInbox();
      let link: Link | null = null;
      const subscription = server.subscribe(own, { callback: (error, frame) => (error ? undefined : link?.hear(frame)) });
      const ask = JSON.stringify({ versions: this.versions, inbox: own });
      const answer = await server.request(worker.subject, ask, { timeout: PATIENCE_MS }).catch(() => null);
      const lent = answer && asLent(read(answer));
      if (lent) {
        worker.free -= 1;
        let isCounted = false;
        const distrust = () => {
          if (!isCounted) this.lost(worker.subject);
          isCounted = true;
        };
        const given = new Link(server, isThere, own, lent.inbox, heard, why => {
          subscription.unsubscribe();
          worker.free += 1;
          distrust();
          ended(why);
        });
        link = given;
        const letGo = (why: string) => {
          isCounted = true;
          given.go(why);
        };
        return { worker: worker.name, process: lent.process, link, distrust, letGo };
      }
      // It is gone, or somebody else was quicker: until it is asked again, it offers nothing.
      subscription.unsubscribe();
      worker.free = 0;
    }
  }

  private lost(subject: string): void {
    this.losses.set(subject, { count: (this.losses.get(subject)?.count ?? 0) + 1, last_ms: performance.now() });
  }

  /** Whether a worker is not to be asked now. */
  private rests(subject: string): boolean {
    const known = this.losses.get(subject);
    return known !== undefined && performance.now() - known.last_ms < REST_MS * (known.count - 1);
  }
}
