// The article's count_up and count_down: two loops that only compute.
import { addUp, SLICE } from '../numbers.js';

export const tasks = () => 2;

export function run(task) {
  return task.number === 0 ? countUp(task) : countDown(task);
}

function countUp(task) {
  const count = addUp(0, task.values.n);
  task.print(`count_up: ${BigInt.asUintN(64, count)}`);
  return count;
}

function countDown(task) {
  let count = 0n;
  for (let end = task.values.n; end > 0; end -= SLICE) {
    let slice = 0;
    for (let i = end - 1; i >= Math.max(end - SLICE, 0); i--) slice += i;
    count += BigInt(slice);
  }
  task.print(`count_down: ${BigInt.asUintN(64, count)}`);
  return count;
}
