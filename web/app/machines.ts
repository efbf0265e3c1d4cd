// Using other machines: their workers lend processes to runs of this page, after the visitor has said so and until the visitor stops it.
import { computed, signal } from '@preact/signals';
import { errorMessage } from '../workers/error.ts';
import type { Way } from '../workers/lending/connection.ts';
import type { FromParent, ToParent } from '../workers/lending/parent.ts';
import parentScript from '../workers/lending/parent.ts?worker&url';
import { Connected, mistakeIn, withoutSecrets } from './nats-server.ts';
import type { Engine } from './types.ts';

export type Machines =
  /** None are used; why not any more, where that was not the visitor's wish. */
  | { phase: 'off'; why: string | null }
  | { phase: 'connecting'; server: string }
  /** So many workers answered when they were last asked, with so many free lanes; `unfit` is why some worker cannot be used. */
  | { phase: 'on'; server: string; connected: boolean; workers: number; free: number; unfit: string | null };

export const machines = signal<Machines>({ phase: 'off', why: null });
/** Whether runs may use them. */
export const areMachinesUsed = computed(() => machines.value.phase === 'on');
/** Why the run that goes on waits for lanes. */
export const waitingFor = signal<string | null>(null);

/** The lanes that others lend to one run. */
export interface LentLanes {
  /** By which the engine asks for each. */
  port: MessagePort;
  /** Resolves when enough lanes are free for the run to begin. */
  enough: Promise<void>;
  /** The run is over. */
  end(): void;
}

/** The run that uses lanes now. */
let current: { begin(): void; lost(error: Error): void } | null = null;

const parent = new Connected<FromParent, ToParent>(
  parentScript,
  'parent',
  why => {
    machines.value = { phase: 'off', why };
    current?.lost(new Error(why ?? 'The run has ended, because this page uses no other machines any more.'));
  },
  news => {
    const now = machines.value;
    if (news.type === 'enough') current?.begin();
    else if (news.type === 'failed') current?.lost(new Error(news.why));
    else if (news.type === 'waiting') waitingFor.value = current ? news.why : null;
    else if (now.phase !== 'off') machines.value = { ...news, phase: 'on', server: now.server };
  },
);

/** Lets runs of this page use workers of the server there, and wait so long for lanes that they lack. What becomes of it is in `machines`. */
export async function useMachines(engine: Engine, way: Way, timeout_s: number): Promise<void> {
  const mistake = mistakeIn(way.address);
  if (mistake) {
    machines.value = { phase: 'off', why: mistake };
    return;
  }
  if (!parent.start()) return;
  machines.value = { phase: 'connecting', server: withoutSecrets(way.address) };
  try {
    parent.say({ type: 'reach', way, versions: await engine.versions(), timeout_s });
  } catch (error) {
    parent.end(errorMessage(error));
  }
}

/** No run of this page uses them any more. */
export const stopMachines = (): void => parent.stop();

/** Counts anew who is there. A run that goes on is not disturbed by that. */
export function lookForWorkers(): void {
  if (!current) parent.say({ type: 'look' });
}

/** Lanes for a run that needs so many at the same time; throws a sentence where the visitor has named no server. `lost` is called when there can be none any more. */
export function lanesOfOthers(wanted: number, lost: (error: Error) => void): LentLanes {
  if (!areMachinesUsed.value)
    throw new Error('The model Distributed needs other machines: give the address of their server under “Other machines”.');
  const { port1: port, port2: engine } = new MessageChannel();
  let begin = () => {};
  const enough = new Promise<void>(resolve => {
    begin = resolve;
  });
  const own = { begin, lost };
  current = own;
  parent.say({ type: 'run', wanted, engine }, [engine]);
  const end = () => {
    if (current !== own) return;
    current = waitingFor.value = null;
    parent.say({ type: 'over' });
  };
  return { port, enough, end };
}
