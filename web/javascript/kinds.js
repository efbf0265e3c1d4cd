// The queue that each way of running tasks needs. They look alike, but what waits is a function that awaits, or a whole worker.

/** Of one memory and one thread: whoever has to wait leaves a promise. */
class Queue {
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

/** Of several workers: whole numbers in memory that all of them see. Whoever has to wait stands still, with its event loop. */
class SharedQueue {
  /** Who is within, how many have changed it, where the first number lies, how many there are. */
  static HEAD = 4;

  constructor(room, memory = new SharedArrayBuffer(4 * SharedQueue.HEAD + 8 * room)) {
    this.memory = memory;
    this.state = new Int32Array(memory, 0, SharedQueue.HEAD);
    this.items = new BigInt64Array(memory, 4 * SharedQueue.HEAD);
  }

  async put(item) {
    const { items, state } = this;
    this.change(
      () => state[COUNT] < items.length,
      () => {
        items[(state[FIRST] + state[COUNT]++) % items.length] = BigInt(item);
      },
    );
  }

  async get() {
    const { items, state } = this;
    let item;
    this.change(
      () => state[COUNT] > 0,
      () => {
        item = items[state[FIRST]];
        state[FIRST] = (state[FIRST] + 1) % items.length;
        state[COUNT]--;
      },
    );
    return item;
  }

  /** Alone, as soon as it is possible. */
  change(isPossible, does) {
    const { state } = this;
    for (;;) {
      while (Atomics.compareExchange(state, WITHIN, 0, 1) !== 0) Atomics.wait(state, WITHIN, 1);
      const changes = Atomics.load(state, CHANGES);
      const done = isPossible();
      if (done) does();
      if (done) Atomics.add(state, CHANGES, 1);
      Atomics.store(state, WITHIN, 0);
      Atomics.notify(state, WITHIN);
      Atomics.notify(state, CHANGES);
      if (done) return;
      Atomics.wait(state, CHANGES, changes);
    }
  }
}

const [WITHIN, CHANGES, FIRST, COUNT] = [0, 1, 2, 3];

/** Room for as many as nobody will ever put in. */
const PLENTY = 1_024;

export function queue(way, room) {
  return way === 'memory' ? new SharedQueue(room ?? PLENTY) : new Queue(way === 'sequential' ? undefined : room);
}

/** A worker is sent the memory; what is done with it, it knows itself. */
export function attached(shared) {
  return Object.fromEntries(Object.entries(shared).map(([name, { memory }]) => [name, new SharedQueue(0, memory)]));
}

/** Things of the main thread, for a worker that shares no memory with it: each use is a question and its answer. */
export function remote(things, ask) {
  const methods = thing => ({
    put: argument => ask({ thing, method: 'put', argument }),
    get: () => ask({ thing, method: 'get' }),
  });
  return Object.fromEntries(things.map(thing => [thing, methods(thing)]));
}
