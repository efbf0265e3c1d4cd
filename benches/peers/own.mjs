// What a worker of any library does for the benchmark: the same functions, however they are called.

/** A moment that all workers of a page agree on, in milliseconds. */
export const moment = () => performance.timeOrigin + performance.now();

/**
 * Loads the engine's glue and instantiates its module with its parts, on `memory` as one more thread of its owner; the moment when that is done,
 * and what it exports.
 */
export async function start({ base, mode, module, parts }, memory) {
  const rust = await import(/* @vite-ignore */ `${base}engine/${mode}/interleave_web.js`);
  const instance = await rust.default({ module_or_path: module, ...(memory && { memory }) });
  for (const [index, part] of parts.entries()) rust.bringPart(index + 1, part);
  return { at: moment(), memory: instance.memory, rust };
}

/** The smallest call there is. */
export const increment = number => number + 1;

/** A memory for so many bytes. Browsers copy out of and into a shared one, such as that of a process, more slowly. */
export function memoryOf(bytes, shared) {
  const initial = Math.ceil(bytes / 65_536);
  return new WebAssembly.Memory(shared ? { initial, maximum: initial, shared } : { initial });
}
