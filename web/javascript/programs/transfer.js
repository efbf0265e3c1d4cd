// A payload to another task and back: on one thread only a reference travels, to another worker every byte, unless it lies in shared memory.
import { box } from '../kinds.js';
import { randomBits, take } from '../random.js';

export const tasks = () => 2;

/** The way out, and the way back. */
export function share(way, { kib }) {
  return { out: box(way, 1024 * kib), back: box(way, 1024 * kib) };
}

/** Nobody can wait for another here: reader and owner look at the payload in turn. */
export async function sequential([owner, reader]) {
  let [payload, own, read] = [filled(owner), 0, 0];
  for (let trip = 0; trip < owner.values.trips; trip++) {
    payload = handed(owner, payload);
    read += look(payload);
    payload = handed(reader, payload);
    own += look(payload);
  }
  return [cameBack(owner, payload, own), read];
}

export function run(task) {
  return task.number === 0 ? own(task) : read(task);
}

async function own(task) {
  const { out, back } = task.shared;
  let [payload, total] = [filled(task), 0];
  for (let trip = 0; trip < task.values.trips; trip++) {
    await out.put(handed(task, payload));
    payload = await back.get();
    total += look(payload);
  }
  return cameBack(task, payload, total);
}

async function read(task) {
  const { out, back } = task.shared;
  let total = 0;
  for (let trip = 0; trip < task.values.trips; trip++) {
    const payload = await out.get();
    total += look(payload);
    await back.put(handed(task, payload));
  }
  return total;
}

function filled(task) {
  const length = 1024 * task.values.kib;
  return new Uint8Array(take(length / 8, randomBits(length)).buffer);
}

/** What is handed over: a copy, or another reference to the same bytes. A message copies them once more. */
function handed(task, payload) {
  return task.values.how === 'copy' ? payload.slice() : payload;
}

/** Adds up all bytes, to see that they are there and unharmed. */
function look(payload) {
  return payload.reduce((sum, byte) => sum + byte, 0);
}

function cameBack(task, payload, total) {
  task.print(`${Math.floor(payload.length / 1024)} KiB came back`);
  return total;
}
