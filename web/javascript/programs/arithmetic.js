// The article's add and sub, with the waits of its asynchronous example 1.
import { setTimeout as sleep } from 'node:timers/promises';

export const tasks = () => 2;

export function run(task) {
  return task.number === 0 ? add(task) : sub(task);
}

async function add(task) {
  const { a, b } = task.values;
  task.print('Inside add function');
  task.print('Waiting for 20 seconds in add');
  await sleep(20 * articleSecond(task));
  task.print(`Addition value: ${a + b}`);
  return a + b;
}

async function sub(task) {
  const { a, b } = task.values;
  task.print('Inside sub function');
  task.print(`Subtraction value: ${a - b}`);
  task.print('Waiting for 10 seconds in sub');
  await sleep(10 * articleSecond(task));
  return a - b;
}

/** What one second of the article takes here, in milliseconds. */
function articleSecond(task) {
  return task.values.time_scale;
}
