// Lending this page: its browser runs processes for runs on other machines, after the visitor has said so and until the visitor stops it.
import { signal } from '@preact/signals';
import { errorMessage } from '../workers/error.ts';
import { launch } from '../workers/launch.ts';
import type { FromLender, ToLender } from '../workers/lending/lender.ts';
import lenderScript from '../workers/lending/lender.ts?worker&url';
import type { Engine } from './types.ts';

/** What is lent, and to whom. */
export interface Offered {
  /** Of the server, without its secrets. */
  server: string;
  name: string;
  lanes: number;
}

export type Lending =
  /** Nothing is lent; why not any more, where that was not the visitor's wish. */
  | { phase: 'off'; why: string | null }
  | { phase: 'connecting'; offered: Offered }
  | { phase: 'on'; offered: Offered; used: number; lent: number; connected: boolean };

export const lending = signal<Lending>({ phase: 'off', why: null });

/** Longer ones are refused by everybody. */
const MOST_NAME = 64;
/** How long a worker may take to say goodbye. */
const FAREWELL_MS = 2_000;

let worker: ReturnType<typeof launch<FromLender, ToLender>> | null = null;
let numbered = 0;

/** The sentence why this is no address of a server, or nothing. */
export function mistakeIn(address: string): string | null {
  if (!URL.canParse(address) || !['ws:', 'wss:'].includes(new URL(address).protocol))
    return 'It must be the address of a NATS server for pages, such as ws://TOKEN@127.0.0.1:8080 or wss://TOKEN@HOST.';
  const { protocol, hostname } = new URL(address);
  if (protocol === 'ws:' && !['127.0.0.1', 'localhost'].includes(hostname))
    return 'Browsers reach other machines by wss:// only; ws:// is for a server on this one.';
  return null;
}

/** Offers so many processes of this page to whoever the server at `address` lets in. What becomes of it is in `lending`. */
export async function lend(engine: Engine, address: string, lanes: number): Promise<void> {
  if (worker) return;
  const mistake = mistakeIn(address);
  if (mistake) {
    lending.value = { phase: 'off', why: mistake };
    return;
  }
  const { protocol, host } = new URL(address);
  const offered = { server: `${protocol}//${host}`, name: nameOf(navigator.userAgent), lanes };
  lending.value = { phase: 'connecting', offered };
  const own = launch<FromLender, ToLender>(lenderScript, 'lender', {
    message(data) {
      if (own !== worker) return;
      if (data.type === 'stopped') end(data.why);
      else lending.value = { phase: 'on', offered, used: data.used, lent: data.lent, connected: data.connected };
    },
    failure: error => own === worker && end(error.message),
  });
  worker = own;
  try {
    const [source, versions] = await Promise.all([engine.source, engine.versions()]);
    const lifeline = `interleave lent ${Date.now().toString(36)} ${++numbered}`;
    own.postMessage({ type: 'lend', source, lifeline, address, name: offered.name, lanes, versions });
  } catch (error) {
    if (own === worker) end(errorMessage(error));
  }
}

/** Nothing is lent any more; those who use a process are told. */
export function stopLending(): void {
  const own = worker;
  own?.postMessage({ type: 'stop' });
  setTimeout(() => own !== null && own === worker && end(null), FAREWELL_MS);
}

function end(why: string | null): void {
  worker?.terminate();
  worker = null;
  lending.value = { phase: 'off', why };
}

/** What others see: the browser, and a few letters that tell this page from others. */
function nameOf(userAgent: string): string {
  const browser =
    /(Firefox|Edg|Chrome|Safari)\/\d+/.exec(userAgent)?.[0].replace('Edg/', 'Edge ').replace('/', ' ') ?? 'a browser';
  return `${browser}, page ${Math.random().toString(36).slice(2, 5)}`.slice(0, MOST_NAME);
}
