// Five philosophers, five forks, and each needs two of them to eat. Who takes the left one and waits for the right one may wait for ever.
import { setTimeout as sleep } from 'node:timers/promises';
import { lock } from '../kinds.js';
import { checksum } from '../numbers.js';

const NAMES = ['Plato', 'Hypatia', 'Confucius', 'Arendt', 'Kant'];

export const tasks = () => NAMES.length;

/** A lock for each fork, and one for the waiter. */
export function share(way) {
  return { forks: NAMES.map(() => lock(way)), waiter: lock(way) };
}

export async function run(task) {
  const { meals } = task.values;
  const [name, eaten] = [NAMES[task.number], []];
  while (eaten.length < meals) {
    const meal = await dine(task);
    if (meal) eaten.push(meal);
    // Whoever could not eat lets a neighbour finish first.
    else await think(task);
  }
  task.print(`${name} has eaten ${meals} times`);
  return checksum(eaten.flat());
}

/** One attempt to eat: by which forks, first and second, and for how many milliseconds; nothing if it was in vain. */
function dine(task) {
  const [left, right] = [task.number, (task.number + 1) % NAMES.length];
  const { fix } = task.values;
  if (fix === 'order') return eat(task, Math.min(left, right), Math.max(left, right));
  if (fix === 'try-lock') return eatOrPutBack(task, left, right);
  if (fix === 'waiter') return eatWithWaiter(task, left, right);
  return eat(task, left, right);
}

/** Where all five hold one fork, no one comes past the second lock. Nothing in JavaScript notices. */
async function eat(task, first, second) {
  const { forks } = task.shared;
  await forks[first].lock();
  const thought = await think(task);
  await forks[second].lock();
  const ate = await think(task);
  await forks[second].unlock();
  await forks[first].unlock();
  return [first, second, thought + ate];
}

/** Takes the second fork only if it is free. */
async function eatOrPutBack(task, first, second) {
  const { forks } = task.shared;
  let meal = null;
  await forks[first].lock();
  const thought = await think(task);
  if (await forks[second].tryLock()) {
    meal = [first, second, thought + (await think(task))];
    await forks[second].unlock();
  }
  await forks[first].unlock();
  return meal;
}

/** Reaches for forks only while the waiter looks at nobody else: of those who hold one fork, one gets the second. */
async function eatWithWaiter(task, first, second) {
  const { forks, waiter } = task.shared;
  await waiter.lock();
  await forks[first].lock();
  const thought = await think(task);
  await forks[second].lock();
  await waiter.unlock();
  const ate = await think(task);
  await forks[second].unlock();
  await forks[first].unlock();
  return [first, second, thought + ate];
}

/** How long it took, in milliseconds. */
async function think(task) {
  const { think_ms } = task.values;
  await sleep(think_ms);
  return think_ms;
}
