// What several workers use in memory that all of them see. Whoever has to wait stands still, with its event loop.

const FREE = 0;
const HELD = 1;

export class SharedLock {
  kind = 'lock';

  constructor(_, memory = new SharedArrayBuffer(4)) {
    this.memory = memory;
    this.state = new Int32Array(memory, 0, 1);
  }

  async lock() {
    this.take();
  }

  /** Takes it if nobody holds it; whether it did. */
  async tryLock() {
    return Atomics.compareExchange(this.state, 0, FREE, HELD) === FREE;
  }

  async unlock() {
    this.give();
  }

  take() {
    while (Atomics.compareExchange(this.state, 0, FREE, HELD) !== FREE) Atomics.wait(this.state, 0, HELD);
  }

  give() {
    Atomics.store(this.state, 0, FREE);
    Atomics.notify(this.state, 0, 1);
  }
}

/** Behind the lock: how often the queue was changed, where its first number lies, how many there are. */
const [CHANGES, FIRST, COUNT, HEAD] = [1, 2, 3, 4];

/** Of whole numbers, for so many of them. */
export class SharedQueue {
  kind = 'queue';

  constructor(room, memory = new SharedArrayBuffer(4 * HEAD + 8 * room)) {
    this.memory = memory;
    this.lock = new SharedLock(0, memory);
    this.state = new Int32Array(memory, 0, HEAD);
    this.items = new BigInt64Array(memory, 4 * HEAD);
  }

  async put(item) {
    const { items, state } = this;
    this.change(
      () => state[COUNT] < items.length,
      () => {
        items[(state[FIRST] + state[COUNT]) % items.length] = BigInt(item);
        state[COUNT]++;
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

  /** Makes a change alone, as soon as it is possible. */
  change(isPossible, make) {
    for (;;) {
      this.lock.take();
      const changes = Atomics.load(this.state, CHANGES);
      const possible = isPossible();
      if (possible) {
        make();
        Atomics.add(this.state, CHANGES, 1);
        Atomics.notify(this.state, CHANGES);
      }
      this.lock.give();
      if (possible) return;
      Atomics.wait(this.state, CHANGES, changes);
    }
  }
}

/** What the length of a box that holds nothing is said to be. */
const EMPTY = -1;

/** One piece of data, where everybody sees it: what lies there already is not copied. */
export class SharedBox {
  kind = 'box';

  constructor(bytes, memory = emptied(new SharedArrayBuffer(8 + bytes))) {
    this.memory = memory;
    this.length = new Int32Array(memory, 0, 1);
    this.bytes = new Uint8Array(memory, 8);
  }

  async put(data) {
    if (data.buffer !== this.memory) this.bytes.set(data);
    Atomics.store(this.length, 0, data.length);
    Atomics.notify(this.length, 0);
  }

  async get() {
    Atomics.wait(this.length, 0, EMPTY);
    return this.bytes.subarray(0, Atomics.exchange(this.length, 0, EMPTY));
  }
}

function emptied(memory) {
  new Int32Array(memory, 0, 1)[0] = EMPTY;
  return memory;
}
