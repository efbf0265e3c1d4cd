// What each language has for each model: which functions run the tasks, where the program begins, and in words, what it is or that there is none.
import type { Language } from './parse.ts';

/** A part of a file: the items whose first line begins so, or those that functions of these names can reach. */
export interface Part {
  path: string;
  heads?: string[];
  roots?: string[];
}

/** How a language runs a program under a model. */
export interface Way {
  words: string;
  /** What runs the tasks. */
  runs: Part[];
  /** The functions of the program that are called. */
  roots: string[];
}

/** A language may have no such model: then there are only words. */
export type Ways = Record<string, Way | { words: string }>;

const model = (file: string, ...heads: string[]): Part => ({ path: `core/src/model/${file}.rs`, heads });
/** What the tasks share is made by `shared`. */
const rust = (words: string, ...runs: Part[]): Way => ({ words, runs, roots: ['run', 'shared'] });

const RUST: Ways = {
  sequential: rust(
    'One lane takes the tasks in their order. A wait keeps the lane; only a wait for another task lets that one go first.',
    model('sequential', 'fn execute', 'impl Policy'),
  ),
  'time-slicing': rust(
    'One lane; at each checkpoint the policy looks whether the quantum is over, and sends the task to the back of the queue.',
    model('time_slicing', 'async fn take_turns', 'impl Policy'),
  ),
  threads: rust(
    'A thread for each worker takes the next task until there is none. No rule but that: a wait stands still with its thread.',
    model('threads', 'fn execute'),
    model('pool', 'pub fn run'),
  ),
  gil: rust(
    'The same threads, but the policy makes each of them take the one lock before it computes, and give it up where it waits.',
    model('gil', 'fn execute'),
    model('pool', 'pub fn run'),
    model('gil_holder', 'impl Policy'),
  ),
  processes: rust(
    'The parent starts processes, sends each its task, answers what the task asks, and hears of its end. Nothing is shared.',
    model('processes', 'impl Family'),
    model('journal', 'pub(super) async fn answer'),
    model('child', 'pub async fn serve'),
  ),
  async: rust(
    'One event loop holds all tasks as futures: whichever is woken goes on, until it waits again.',
    model('event_loop', 'fn execute'),
  ),
  distributed: rust(
    'The same parent, but other machines lend its processes: a task whose process is lost goes to another one, and what it has asked before is answered from the journal.',
    model('processes', 'impl Family'),
    model('shared_out', 'impl<'),
    model('journal', 'impl Journal', 'pub(super) async fn answer'),
    model('child', 'pub async fn serve'),
  ),
};

/** One after the other, programs whose tasks wait for each other say in which order. */
const inOrder = (way: Way): Way => ({ ...way, roots: [...way.roots, 'sequential'] });

const harness = (...heads: string[]): Part[] => [{ path: 'cli/python/harness.py', heads }];
const python = (words: string, root: string, ...heads: string[]): Way => ({
  words,
  runs: harness(...heads),
  roots: [root, 'share', 'cells'],
});
const THREADING = ['def perform(', 'def in_threads('];

const PYTHON: Ways = {
  sequential: inOrder(
    python('A plain loop: each task is run to its end before the next begins.', 'run', 'def perform(', 'def sequential('),
  ),
  'time-slicing': {
    words: 'Python has no such model: it leaves slices of time to the operating system. Nearest to it are threads under the GIL.',
  },
  threads: python(
    'threading, in a CPython that was built without the GIL (3.13t or later): the same program as under the GIL in another interpreter.',
    'run',
    ...THREADING,
  ),
  gil: python(
    'threading. No line of the program says that only one thread computes at a time: the interpreter sees to that.',
    'run',
    ...THREADING,
  ),
  processes: python(
    'multiprocessing: every process has an interpreter and a memory of its own. What they share is pickled and sent.',
    'run',
    'def perform(',
    'def in_process(',
    'def in_processes(',
  ),
  async: python(
    'asyncio: one event loop. Whatever waits must say await, and so must whoever calls it, up to the top: a second version of each.',
    'run_async',
    'async def perform_async(',
    'def in_event_loop(',
  ),
  distributed: {
    words:
      'None here. By multiprocessing.managers other machines reach an object; libraries such as Dask or Ray share out tasks.',
  },
};

const javascript = (words: string, ...heads: string[]): Way => ({
  words,
  runs: [{ path: 'web/javascript/harness.js', heads }],
  roots: ['run', 'share'],
});

const JAVASCRIPT: Ways = {
  sequential: inOrder(javascript('Each task is awaited before the next one begins.', 'async function sequential(')),
  'time-slicing': {
    words: 'JavaScript has no such model: nothing takes the thread away from a function that runs, until it awaits or returns.',
  },
  threads: javascript(
    'Workers on a SharedArrayBuffer are the nearest there is: they share its bytes and nothing else, and use them by Atomics.',
    'function sharing(',
    'async function inWorkers(',
    'async function joined(',
    'async function worker(',
  ),
  gil: {
    words:
      'JavaScript has no such model, and no such lock: each worker has an engine and a heap of its own, and no object belongs to two of them.',
  },
  processes: javascript(
    'Workers with messages: each has a heap of its own, and whatever it is sent is a copy.',
    'function messaging(',
    'async function inWorkers(',
    'async function joined(',
    'async function worker(',
  ),
  async: javascript(
    'Promise.all on the one event loop that every page has: all tasks begin, and where one awaits, the others go on.',
    'async function promises(',
  ),
  distributed: {
    words:
      'The language has nothing for it. A page that lends itself here starts workers, and carries their messages over a WebSocket.',
  },
};

export const WAYS: Record<Language, Ways> = { rust: RUST, python: PYTHON, javascript: JAVASCRIPT };

/** Where a workload's program is, by the name that the catalogue gives it. */
export function programOf(language: Language, workload: string): string {
  if (language === 'rust') return `core/src/workload/${workload.replaceAll('-', '_')}.rs`;
  return language === 'python' ? `cli/python/programs/${workload}.py` : `web/javascript/programs/${workload}.js`;
}

/** What several programs take their queues and locks from: one for each way. */
export const KINDS: Partial<Record<Language, string>> = {
  python: 'cli/python/programs/kinds.py',
  javascript: 'web/javascript/kinds.js',
};
