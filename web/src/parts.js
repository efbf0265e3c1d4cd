// Brings further parts of the engine into this worker's instance of the first one. Each worker has its own instances.

const here = new Set();

/** Makes `module` part of the instance that has these exports, unless it is that already. */
export function bring(first, part, module) {
  if (here.has(part)) return;
  // It brings only the constants that the parts before it lack.
  if (part > 1) load(first, part - 1);
  try {
    // It takes its places in the table.
    new WebAssembly.Instance(module, { first });
  } catch (error) {
    if (!(error instanceof WebAssembly.LinkError)) throw error;
    throw new Error('The engine on the host is another one by now. Load the page again.', { cause: error });
  }
  first[`part${part}`].value = 1;
  here.add(part);
}

/** `load` for Rust in the midst of a computation, through which nothing can be thrown: whoever started this worker is told why it ends. */
export function need(first, part) {
  try {
    load(first, part);
  } catch (error) {
    reportError(error);
    throw error;
  }
}

/** Fetches a part and waits for it. */
export function load(first, part) {
  if (here.has(part)) return;
  const address = new URL(`../../../interleave_web_part${part}.wasm`, import.meta.url);
  const request = new XMLHttpRequest();
  request.open('GET', address, false);
  request.responseType = 'arraybuffer';
  request.send();
  if (request.status !== 200) throw new Error(`A part of the engine could not be loaded: ${request.status} ${address}`);
  bring(first, part, new WebAssembly.Module(request.response));
}
