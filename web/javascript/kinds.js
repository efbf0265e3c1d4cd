// The queue, the lock and the number that each way of running tasks needs: they look alike, but what waits is a function, or a whole worker.
import { SharedBox, SharedLock, SharedQueue } from './shared.js';

/** Of one memory and one thread: whoever has to wait leaves a promise. */
class Queue {
  methods = ['put', 'get'];
  items = [];
  takers = [];
  putters = [];

  constructor(room = Number.POSITIVE_INFINITY) {
    this.room = room;
  }

  async put(item) {
    while (this.items.length >= this.room) await new Promise(resolve => this.putters.push(resolve));
    this.items.push(item);
    this.takers.shift()?.();
  }

  async get() {
    while (this.items.length === 0) await new Promise(resolve => this.takers.push(resolve));
    const item = this.items.shift();
    this.putters.shift()?.();
    return item;
  }
}

/** The same for a lock: it is handed to whoever has waited longest. */
class Lock {
  methods = ['lock', 'tryLock', 'unlock'];
  held = false;
  waiting = [];

  async lock() {
    if (this.held) await new Promise(resolve => this.waiting.push(resolve));
    this.held = true;
  }

  /** Takes it if nobody holds it; whether it did. */
  async tryLock() {
    if (this.held) return false;
    this.held = true;
    return true;
  }

  async unlock() {
    const next = this.waiting.shift();
    if (next) next();
    else this.held = false;
  }
}

/** Room for as many as nobody will ever put in. */
const PLENTY = 1_024;

/** Of whole numbers, for so many of them; one after the other nobody could wait for room. */
export function queue(way, room) {
  if (way === 'memory') return new SharedQueue(room ?? PLENTY);
  return new Queue(way === 'sequential' ? undefined : room);
}

/** For one piece of data of at most so many bytes. */
export function box(way, bytes) {
  return way === 'memory' ? new SharedBox(bytes) : new Queue(1);
}

export function lock(way) {
  return way === 'memory' ? new SharedLock() : new Lock();
}

/** A number that all tasks see, if they are in one memory. A worker that is only sent messages has one of its own. */
export function cell(way) {
  return new Int32Array(way === 'memory' ? new SharedArrayBuffer(4) : 4);
}

/** A worker is sent the memory; what is done with it, it knows itself. */
export function attached(shared) {
  const kinds = { queue: SharedQueue, box: SharedBox, lock: SharedLock };
  const own = thing => (thing.kind ? new kinds[thing.kind](0, thing.memory) : thing);
  return mapped(shared, thing => (Array.isArray(thing) ? thing.map(own) : own(thing)));
}

/** What a worker is told of things that stay on the main thread: by which methods they are used. */
export function described(shared) {
  return mapped(shared, thing => (Array.isArray(thing) ? thing.map(one => one.methods) : (thing.methods ?? null)));
}

/** Such things, for a worker: each use is a question and its answer. */
export function remote(things, ask) {
  const own = (methods, name, place) =>
    Object.fromEntries(methods.map(method => [method, argument => ask({ name, place, method, argument })]));
  return mapped(things, (methods, name) => {
    if (methods === null) return cell('messages');
    return Array.isArray(methods[0]) ? methods.map((each, place) => own(each, name, place)) : own(methods, name);
  });
}

function mapped(things, change) {
  return Object.fromEntries(Object.entries(things).map(([name, thing]) => [name, change(thing, name)]));
}
