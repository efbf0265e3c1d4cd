// A worker in the place of the engine: starts and calls the peers' workers as the engine does its processes, and takes the times.
import { OPEN } from './libraries.mjs';
import { memoryOf, moment } from './own.mjs';

const lanes = new Map();
/** Bare workers with an instance each. */
const kept = [];

const ASKS = {
  /** Milliseconds from the first thing done until the last of so many workers is instantiated. */
  async starting(peer, count, source) {
    const began = moment();
    const all = OPEN[peer](count);
    const ends = await Promise.all(all.map(lane => lane.start(source)));
    await Promise.all(all.map(lane => lane.end()));
    return Math.max(...ends) - began;
  },
  /**
   * Microseconds of a call, one after the other, for each of so many rows of them: the clock's step is too coarse for one. The worker is
   * started for them, as a process is for its run, and called so often before: on which core it came to be decides more than anything else.
   */
  async calling(peer, before, rows, calls) {
    const [lane] = OPEN[peer](1);
    for (let call = 0; call < before; call++) await lane.increment(call);
    const times = [];
    for (let row = 0; row < rows; row++) times.push(await callUs(lane, calls));
    await lane.end();
    return times;
  },
  /** Microseconds of a call to a bare worker that is started for it. The first one waits for the start, and does not count. */
  async callingAnew(calls) {
    const [lane] = OPEN.raw(1);
    await lane.increment(0);
    const time = await callUs(lane, calls);
    lane.end();
    return time;
  },
  /** Bare workers, each with an instance that it has already, do these tasks of a plan, one list of them each: milliseconds, and the answers by task. */
  async computing(shares, plan, source) {
    if (kept.length < shares.length) {
      kept.push(...OPEN.raw(shares.length - kept.length));
      await Promise.all(kept.map(lane => lane.start(source)));
    }
    const answers = [];
    const life = async (tasks, place) => {
      const found = await kept[place].compute(plan, tasks);
      keep(answers, tasks, found);
      return found.ms;
    };
    return { ms: Math.max(...(await Promise.all(shares.map(life)))), answers };
  },
  /** The same with bare workers that are started for it. */
  async startingAndComputing(shares, plan, source) {
    const began = moment();
    const all = OPEN.raw(shares.length);
    const answers = [];
    const life = async (lane, place) => {
      await lane.start(source);
      keep(answers, shares[place], await lane.compute(plan, shares[place]));
    };
    await Promise.all(all.map(life));
    return ended(began, all, answers);
  },
  /** Bare workers are started for it, and whoever has done a task is handed the next, as if nobody had a share. */
  async startingAndHandingOut(shares, plan, source) {
    const began = moment();
    const all = OPEN.raw(shares.length);
    const answers = [];
    const left = shares
      .flat()
      .sort((a, b) => a - b)
      .values();
    const life = async lane => {
      await lane.start(source);
      for (const task of left) keep(answers, [task], await lane.compute(plan, [task]));
    };
    await Promise.all(all.map(life));
    return ended(began, all, answers);
  },
  /** Milliseconds of each of so many ways of a payload to a bare worker and back. */
  async moving(how, bytes, trips) {
    const lane = await laneOf('raw');
    const shared = how === 'sharedCopies';
    const memory = memoryOf(bytes, shared);
    const copies = shared || how === 'copies';
    const inside = new Uint8Array(memory.buffer, 0, bytes);
    let payload = new ArrayBuffer(bytes);
    const times = [];
    for (let trip = 0; trip < trips; trip++) {
      new Uint8Array(payload).fill(trip + 1);
      inside.fill(trip + 1);
      const began = performance.now();
      payload = await lane.echo(copies ? inside.slice().buffer : payload, how);
      if (copies) inside.set(new Uint8Array(payload));
      times.push(performance.now() - began);
      const came = copies ? inside : new Uint8Array(payload);
      if (came.length !== bytes || came[0] !== trip + 1 || came[bytes - 1] !== trip + 1) throw new Error('other bytes came back');
    }
    return times;
  },
};

/** Keeps what tasks have answered, as JSON has it. */
function keep(answers, tasks, found) {
  for (const [place, task] of tasks.entries()) answers[task] = Number(found.answers[place]);
}

function ended(began, lanes, answers) {
  const ms = moment() - began;
  for (const lane of lanes) lane.end();
  return { ms, answers };
}

async function callUs(lane, calls) {
  const began = performance.now();
  for (let call = 0; call < calls; call++) {
    if ((await lane.increment(call)) !== call + 1) throw new Error('a wrong answer');
  }
  return (1_000 * (performance.now() - began)) / calls;
}

/** A lane that stays open, as a process does during a run. */
async function laneOf(peer) {
  const lane = lanes.get(peer) ?? OPEN[peer](1)[0];
  lanes.set(peer, lane);
  return lane;
}

onmessage = async ({ data: { id, ask, args } }) => {
  try {
    postMessage({ id, value: await ASKS[ask](...args) });
  } catch (error) {
    postMessage({ id, error: String(error?.stack ?? error) });
  }
};
