// Every task adds 1 to the same number. Reading it and writing it back are two steps, and another worker can come between.
import { cell, lock, queue } from '../kinds.js';

export const tasks = values => values.tasks;

export function share(way) {
  return { number: cell(way), mutex: lock(way), counts: queue(way) };
}

/** The task that adds up what the others send comes last, so that it need not wait for them. */
export async function sequential(all) {
  const values = [];
  for (const task of all.toReversed()) values[task.number] = await run(task);
  return values;
}

export function run(task) {
  const { increments, fix } = task.values;
  const { number, mutex } = task.shared;
  if (fix === 'mutex') return withMutex(number, mutex, increments);
  if (fix === 'atomic') return atomically(number, increments);
  if (fix === 'messages') return withMessages(task, increments);
  return unprotected(number, increments);
}

function unprotected(number, increments) {
  let done = 0;
  for (; done < increments; done++) number[0] = number[0] + 1;
  return done;
}

async function withMutex(number, mutex, increments) {
  let done = 0;
  for (; done < increments; done++) {
    await mutex.lock();
    number[0] = number[0] + 1;
    await mutex.unlock();
  }
  return done;
}

function atomically(number, increments) {
  let done = 0;
  for (; done < increments; done++) Atomics.add(number, 0, 1);
  return done;
}

/** Every task counts alone; one adds up what the others send, and comes to the sum. */
async function withMessages(task, increments) {
  let own = 0;
  while (own < increments) own++;
  const { counts } = task.shared;
  if (task.number > 0) {
    await counts.put(own);
    return own;
  }
  let sum = own;
  for (let others = 1; others < task.values.tasks; others++) sum += Number(await counts.get());
  task.print(`counted: ${sum}`);
  return sum;
}
