// Tasks that compute beside tasks that wake up every millisecond. There is no lock to wait for, but a thread that computes takes no nap's end.
import { setTimeout as sleep } from 'node:timers/promises';
import { cell } from '../kinds.js';
import { addUp } from '../numbers.js';

/** How many milliseconds a nap takes, and how many additions a slice of computing has. */
const [NAP_MS, SLICE] = [1, 2 ** 15];

export const tasks = ({ computing, waiting }) => computing + waiting;

/** The number that every slice adds 1 to. */
export function share(way) {
  return { number: cell(way) };
}

export function run(task) {
  return task.number < task.values.computing ? compute(task) : nap(task);
}

function compute(task) {
  const { slices, checkpoint } = task.values;
  const { number } = task.shared;
  // Without a GIL it is all the same whether a function keeps it or releases it.
  if (checkpoint === 'none' || checkpoint === 'released') return addUp(0, slices * SLICE);
  let sum = 0n;
  for (let slice = 0; slice < slices; slice++) {
    const before = number[0];
    sum += addUp(slice * SLICE, (slice + 1) * SLICE);
    // Reading it only now, as one does, leaves others less time to come between.
    number[0] = (checkpoint === 'within-update' ? before : number[0]) + 1;
  }
  return sum;
}

async function nap(task) {
  let waited = 0;
  for (let naps = 0; naps < task.values.naps; naps++) {
    await sleep(NAP_MS);
    waited += NAP_MS;
  }
  return waited;
}
