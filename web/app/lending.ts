// Lending this page: its browser runs processes for runs on other machines, after the visitor has said so and until the visitor stops it.
import { signal } from '@preact/signals';
import { errorMessage } from '../workers/error.ts';
import type { Way } from '../workers/lending/connection.ts';
import type { FromLender, ToLender } from '../workers/lending/lender.ts';
import lenderScript from '../workers/lending/lender.ts?worker&url';
import { Connected, mistakeIn, withoutSecrets } from './nats-server.ts';
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

const lender = new Connected<FromLender, ToLender>(
  lenderScript,
  'lender',
  why => {
    lending.value = { phase: 'off', why };
  },
  ({ used, lent, connected }) => {
    const now = lending.value;
    if (now.phase !== 'off') lending.value = { phase: 'on', offered: now.offered, used, lent, connected };
  },
);
let numbered = 0;

/** Offers so many processes of this page to whoever the server there lets in. What becomes of it is in `lending`. */
export async function lend(engine: Engine, way: Way, lanes: number): Promise<void> {
  const mistake = mistakeIn(way.address);
  if (mistake) {
    lending.value = { phase: 'off', why: mistake };
    return;
  }
  if (!lender.start()) return;
  const offered = { server: withoutSecrets(way.address), name: nameOf(navigator.userAgent), lanes };
  lending.value = { phase: 'connecting', offered };
  try {
    const [source, versions] = await Promise.all([engine.whole(), engine.versions()]);
    const lifeline = `interleave lent ${Date.now().toString(36)} ${++numbered}`;
    lender.say({ type: 'lend', source, lifeline, way, name: offered.name, lanes, versions });
  } catch (error) {
    lender.end(errorMessage(error));
  }
}

/** Nothing is lent any more; those who use a process are told. */
export const stopLending = (): void => lender.stop();

/** What others see: the browser, and a few letters that tell this page from others. Short, as the rows of a timeline have little room. */
function nameOf(userAgent: string): string {
  const browser = /(Firefox|Edg|Chrome|Safari)\/\d+/.exec(userAgent)?.[1]?.replace('Edg', 'Edge') ?? 'a browser';
  return `${browser} ${Math.random().toString(36).slice(2, 5)}`;
}
