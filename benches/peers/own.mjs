// What a worker of any library does for the benchmark: the same functions, however they are called.

/** A moment that all workers of a page agree on, in milliseconds. */
export const moment = () => performance.timeOrigin + performance.now();

/** Loads the engine's glue and instantiates its module, on `memory` as one more thread of its owner; the moment when that is done, and what it exports. */
export async function start({ base, mode, module }, memory) {
  const rust = await import(/* @vite-ignore */ `${base}engine/${mode}/interleave_web.js`);
  const instance = await rust.default({ module_or_path: module, ...(memory && { memory }) });
  return { at: moment(), memory: instance.memory, rust };
}

/** The smallest call there is. */
export const increment = number => number + 1;
