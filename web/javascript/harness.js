// Runs a program in the four ways that JavaScript has: node harness.js count '{"n": 1000000}' promises
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { attached, described, remote } from './kinds.js';

// A program is a file in the folder `programs`. It has `tasks`, which says how many there are, and `run`, which runs one of them to its value;
// where they have something in common, `share`, which makes it; and where one waits for another, `sequential`, which runs all of them in an
// order in which none has to.

/** What a program is given: which task it is to run, with which values, what it shares with others, and where it prints. */
class Task {
  lines = [];

  constructor(number, values, shared) {
    this.number = number;
    this.values = values;
    this.shared = shared;
  }

  print(line) {
    this.lines.push(line);
  }
}

/** Runs a task from its beginning to its end. */
async function perform(program, task) {
  return end(task, await program.run(task));
}

/** Values have 64 bits, as in Rust. */
function end({ number, lines }, value) {
  return { number, value: BigInt.asUintN(64, BigInt(value)), lines };
}

async function sequential(program, values) {
  const tasks = allTasks(program, values, program.share?.('sequential', values));
  if (program.sequential) {
    const inOrder = await program.sequential(tasks);
    return tasks.map(task => end(task, inOrder[task.number]));
  }
  const ended = [];
  for (const task of tasks) ended.push(await perform(program, task));
  return ended;
}

async function promises(program, values) {
  const tasks = allTasks(program, values, program.share?.('promises', values));
  return Promise.all(tasks.map(task => perform(program, task)));
}

function allTasks(program, values, shared) {
  return Array.from({ length: program.tasks(values) }, (_, number) => new Task(number, values, shared));
}

/** What the tasks share stays on the main thread, and so does the list of tasks: workers ask for both. */
function messaging(program, values, name) {
  const shared = program.share?.('messages', values) ?? {};
  let next = 0;
  const answer = ({ next: asked, name: thing, place, method, argument }) => {
    if (asked) return next < program.tasks(values) ? next++ : null;
    return (place === undefined ? shared[thing] : shared[thing][place])[method](argument);
  };
  return inWorkers(program, { name, values, things: described(shared) }, answer);
}

/** What the tasks share lies in memory that all workers see, and so does the number of the next task. */
function sharing(program, values, name) {
  const shared = program.share?.('memory', values) ?? {};
  const next = new Int32Array(new SharedArrayBuffer(4));
  return inWorkers(program, { name, values, shared, next });
}

async function inWorkers(program, given, answer) {
  const tasks = program.tasks(given.values);
  // Tasks that wait for each other need a worker each.
  const count = program.share ? tasks : Math.min(tasks, availableParallelism());
  const workers = Array.from({ length: count }, () => new Worker(new URL(import.meta.url), { workerData: given }));
  const ended = await Promise.all(workers.map(worker => joined(worker, answer)));
  return ended.flat().sort((a, b) => a.number - b.number);
}

/** What a worker has come to when it has ended; until then its questions are answered. */
async function joined(worker, answer) {
  let ended = [];
  worker.on('message', async message => {
    if (message.ended) ended = message.ended;
    else worker.postMessage(await answer(message));
  });
  await once(worker, 'exit');
  return ended;
}

async function worker({ name, values, shared, things, next }) {
  const program = await import(`./programs/${name}.js`);
  const own = next ? attached(shared) : remote(things, ask);
  const take = next ? () => Atomics.add(next, 0, 1) : () => ask({ next: true });
  const ended = [];
  for (let number = await take(); number !== null && number < program.tasks(values); number = await take())
    ended.push(await perform(program, new Task(number, values, own)));
  parentPort.postMessage({ ended });
}

/** One question to the main thread at a time. */
async function ask(question) {
  parentPort.postMessage(question);
  const [answer] = await once(parentPort, 'message');
  return answer;
}

export const WAYS = { sequential, promises, messages: messaging, memory: sharing };

/** What each task of a program has come to, and what it has printed. */
export async function run(name, values, way) {
  return WAYS[way](await import(`./programs/${name}.js`), values, name);
}

if (!isMainThread && workerData?.name) await worker(workerData);

if (isMainThread && process.argv[1] === fileURLToPath(import.meta.url)) {
  const [name, values, way] = process.argv.slice(2);
  for (const { value, lines } of await run(name, JSON.parse(values), way)) console.log([...lines, value].join('\n'));
}
