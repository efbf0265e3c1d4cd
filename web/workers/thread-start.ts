// Starts the threads of an engine: workers on its own memory.
import { type Launched, launch } from './launch.ts';
import type { ToThread } from './module.ts';
import threadScript from './thread.ts?worker&url';

/** Kept: Firefox may collect workers that share a memory and that nobody refers to. https://bugzilla.mozilla.org/show_bug.cgi?id=1702191 */
const threads: Launched<ToThread>[] = [];

/**
 * A script that is no address of the host's: the worker of such a one is no client of its own for a service worker. Firefox waits a minute for each
 * client to agree to a new service worker, and a thread that stands still agrees to nothing.
 */
const scriptOfNoHost = () => {
  const text = `import ${JSON.stringify(new URL(threadScript, location.href).href)};`;
  return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
};

/** Resolves when each of them can be handed a lane. */
export async function startThreads(count: number, told: ToThread): Promise<void> {
  const script = scriptOfNoHost();
  const start = (number: number) =>
    new Promise<void>((resolve, reject) => {
      const thread = launch<unknown, ToThread>(script, `thread ${number}`, { message: () => resolve(), failure: reject });
      threads.push(thread);
      thread.postMessage(told);
    });
  await Promise.all(Array.from({ length: count }, (_, index) => start(index + 1)));
  URL.revokeObjectURL(script);
}
