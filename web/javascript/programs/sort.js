// Each task sorts its part of a list of random numbers; then pairs of tasks merge theirs until one list is left.
import { box } from '../kinds.js';
import { checksum } from '../numbers.js';
import { randomOf, take } from '../random.js';

export const tasks = values => values.parts;

/** For each task a box by which it hands its list over. */
export function share(way, { n, parts }) {
  return { lists: Array.from({ length: parts }, () => box(way, 8 * n)) };
}

/** A task waits for lists of later ones only, so in reverse order each finds what it needs. */
export async function sequential(all) {
  const values = [];
  for (const task of all.toReversed()) values[task.number] = await run(task);
  return values;
}

export async function run(task) {
  const { lists } = task.shared;
  let numbers = sortPart(task);
  for (const other of others(task)) numbers = merge(task, numbers, other, numbersIn(await lists[other].get()));
  if (task.number === 0) return checksum(numbers);
  await lists[task.number].put(new Uint8Array(numbers.buffer));
  return numbers.length;
}

function sortPart(task) {
  const { n, parts } = task.values;
  const length = Math.floor((n * (task.number + 1)) / parts) - Math.floor((n * task.number) / parts);
  const numbers = take(length, randomOf(task)).sort();
  task.print(`part ${task.number + 1}: ${length} numbers sorted`);
  return numbers;
}

/** The tasks whose lists this one merges with its own: first the nearest, then one twice as far away, and so on. */
function* others(task) {
  const { parts } = task.values;
  for (let distance = 1; distance < parts && Math.floor(task.number / distance) % 2 === 0; distance *= 2)
    if (task.number + distance < parts) yield task.number + distance;
}

function merge(task, own, other, theirs) {
  const merged = new BigUint64Array(own.length + theirs.length);
  let [i, j] = [0, 0];
  while (i + j < merged.length) {
    const isOwn = j === theirs.length || (i < own.length && own[i] <= theirs[j]);
    merged[i + j] = isOwn ? own[i] : theirs[j];
    if (isOwn) i++;
    else j++;
  }
  task.print(`part ${task.number + 1}: ${merged.length} numbers with those of part ${other + 1}`);
  return merged;
}

function numbersIn(bytes) {
  return new BigUint64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
}
