// Tasks that compute and wait in turn; a hog, if there is one, never waits.
import { setTimeout as sleep } from 'node:timers/promises';
import { addUp } from '../numbers.js';

/** How often a task computes and then waits. */
const TURNS = 5;
/** What counts as a microsecond of computing. */
const ADDITIONS_PER_US = 1_000;

export const tasks = ({ tasks: count, hog }) => count + (hog === 'yes' ? 1 : 0);

export async function run(task) {
  const [additions, turn_us] = work(task);
  let count = 0n;
  for (let turn = 0; turn < TURNS; turn++) {
    count += addUp(Math.floor((additions * turn) / TURNS), Math.floor((additions * (turn + 1)) / TURNS));
    if (turn_us === 0) continue;
    await sleep(turn_us / 1_000);
    count += BigInt(turn_us);
  }
  task.print(isHog(task) ? 'the hog is done' : `task ${task.number + 1} is done`);
  return count;
}

function isHog(task) {
  return task.number === task.values.tasks;
}

/** How many additions there are in all, and how many microseconds the wait of each turn takes. */
function work(task) {
  const { work_ms, waiting } = task.values;
  const work_us = work_ms * 1_000;
  const wait_us = isHog(task) ? 0 : Math.floor((work_us * waiting) / 100);
  return [(work_us - wait_us) * ADDITIONS_PER_US, Math.floor(wait_us / TURNS)];
}
