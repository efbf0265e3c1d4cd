// Every term of the page, explained in one plain sentence that is shown where the word stands.
import type { Awaited, State } from './schema.ts';

export const TERMS = {
  model: 'A concurrency model: a way to run several tasks. All models run the same tasks; only who computes when differs.',
  samples: 'Each dot is one measured run, on one axis for all models. The tick is the median, the band its 95 % interval.',
  median: 'The run in the middle when all are sorted by time: one slow run does not move it.',
  interval: 'If everything were measured again, the median would very likely (95 %) fall into this interval.',
  speedup:
    'How many times faster than Sequential, run against run. 1.00× means no gain. Where Sequential does not run, there is none.',
  ratio: 'How many times the time of the first source this one needs: above 1 is slower. Below it, the 95 % interval.',
  answer: 'Whether the results of all tasks, as a checksum, are those of Sequential. Only equal answers may be compared.',
  lane: 'One row: a thread, a process or an event loop. Read it from left to right.',
  command: 'The same plan for the native program, without a browser in between.',
} as const;

export type TermId = keyof typeof TERMS;

export const STATE_MEANINGS: Record<State, string> = {
  starting: 'asked for, but has not executed its first instruction yet',
  running: 'computes',
  ready: 'could run, and waits for its turn',
  waiting: 'sleeps, waits for input or output, or for other lanes to end',
  blocked: 'waits for a lock or queue that another lane holds up, such as the GIL',
  messaging: 'packs, sends, receives or unpacks a message',
  idle: 'has nothing to do',
};

/** What is known of a wait beyond its state. */
export const AWAITED_MEANINGS: Record<Awaited, string> = {
  time: 'sleeps until a moment has come',
  lanes: 'waits for other lanes to end',
  answer: 'waits for an answer from the world outside',
};

export const DEAD_END_MEANING = 'deadlock: the moment from which tasks wait for one another, or all of them wait, without end';

/** Every state, in the order of legends. */
export const STATES = Object.keys(STATE_MEANINGS) as State[];
