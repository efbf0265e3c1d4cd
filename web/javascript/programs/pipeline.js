// Producers and consumers over a queue that holds only a few items: a full one holds producers up, an empty one consumers.
import { setTimeout as sleep } from 'node:timers/promises';
import { queue } from '../kinds.js';
import { checksum } from '../numbers.js';

export const tasks = ({ producers, consumers }) => producers + consumers;

/** The queue of items, and one by which consumers hand their sums to the first of them. */
export function share(way, { capacity }) {
  return { items: queue(way, capacity), sums: queue(way) };
}

/** All items are made, then all are used; the first consumer, who adds up, comes last. */
export async function sequential(all) {
  const { producers } = all[0].values;
  const values = [];
  for (const task of [...all.slice(0, producers), ...all.slice(producers).reverse()]) values[task.number] = await run(task);
  return values;
}

export function run(task) {
  return task.number < task.values.producers ? produce(task) : consume(task);
}

async function produce(task) {
  const { items, make_ms } = task.values;
  let total = 0n;
  for (let item = task.number * items + 1; item <= (task.number + 1) * items; item++) {
    await sleep(make_ms);
    await task.shared.items.put(item);
    total += mark(item, make_ms);
  }
  task.print(`made ${items} items`);
  return total;
}

async function consume(task) {
  const { producers, consumers, use_ms } = task.values;
  const own = shareOf(task);
  let total = 0n;
  for (let used = 0; used < own; used++) {
    const item = await task.shared.items.get();
    await sleep(use_ms);
    task.print(`used item ${item}`);
    total += mark(item, use_ms);
  }
  if (task.number > producers) {
    await task.shared.sums.put(total);
    return own;
  }
  for (let others = 1; others < consumers; others++) total += BigInt(await task.shared.sums.get());
  return total;
}

/** How many of all items this consumer uses; which ones is decided by who is faster. */
function shareOf(task) {
  const { items, producers, consumers } = task.values;
  const everything = producers * items;
  return Math.floor(everything / consumers) + (task.number - producers < everything % consumers ? 1 : 0);
}

/** What an item and the wait over it add to an answer. */
function mark(item, waited) {
  return checksum([item, waited]);
}
