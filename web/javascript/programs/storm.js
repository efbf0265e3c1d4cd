// Many tasks that each sleep once, as a server's connections do.
import { setTimeout as sleep } from 'node:timers/promises';

export const tasks = values => values.waits;

export async function run(task) {
  const { waits, wait_ms } = task.values;
  if (task.number === 0) task.print(`The first of ${waits} waits begins`);
  await sleep(wait_ms);
  if (task.number + 1 === waits) task.print(`The last of ${waits} waits is over`);
  // Which wait it was, and how long.
  return (task.number + 1) * 1_000 + wait_ms;
}
