// The address of a NATS server as a visitor types it, and a worker of this page that is connected to it until it is stopped.
import { type Launched, launch } from '../workers/launch.ts';

/** How long a worker may take to say goodbye. */
const FAREWELL_MS = 2_000;

/** The sentence why this is no address of a server, or nothing. */
export function mistakeIn(address: string): string | null {
  if (!URL.canParse(address) || !['ws:', 'wss:'].includes(new URL(address).protocol))
    return 'It must be the address of a NATS server for pages, such as ws://TOKEN@127.0.0.1:8080 or wss://TOKEN@HOST.';
  const { protocol, hostname } = new URL(address);
  if (protocol === 'ws:' && !['127.0.0.1', 'localhost'].includes(hostname))
    return 'Browsers reach other machines by wss:// only; ws:// is for a server on this one.';
  return null;
}

/** The address without its secrets. */
export function withoutSecrets(address: string): string {
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
}

type Stopped = { type: 'stopped'; why: string | null };

/** One worker at a time. `News` is what it says, `Order` what is said to it. */
export class Connected<News extends { type: string }, Order> {
  private worker: Launched<Order | { type: 'stop' }> | null = null;

  constructor(
    private readonly script: string,
    private readonly name: string,
    /** Also after which nothing more comes; why, where that was not the visitor's wish. */
    private readonly ended: (why: string | null) => void,
    private readonly heard: (news: Exclude<News, Stopped>) => void,
  ) {}

  /** Starts it, if there is none. */
  start(): boolean {
    if (this.worker) return false;
    const own = launch<News, Order | { type: 'stop' }>(this.script, this.name, {
      message: data => {
        if (own !== this.worker) return;
        if (isStopped(data)) this.end(data.why);
        else this.heard(data as Exclude<News, Stopped>);
      },
      failure: error => own === this.worker && this.end(error.message),
    });
    this.worker = own;
    return true;
  }

  say(order: Order, transfer: Transferable[] = []): void {
    this.worker?.postMessage(order, transfer);
  }

  /** Lets it say goodbye, and ends it. */
  stop(): void {
    const own = this.worker;
    own?.postMessage({ type: 'stop' });
    setTimeout(() => own !== null && own === this.worker && this.end(null), FAREWELL_MS);
  }

  end(why: string | null): void {
    this.worker?.terminate();
    this.worker = null;
    this.ended(why);
  }
}

const isStopped = (news: { type: string }): news is Stopped => news.type === 'stopped';
