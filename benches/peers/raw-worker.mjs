// A worker without any library.
import { increment, start } from './own.mjs';

/** A wasm memory like that of a process, which the payload is copied into and out of. */
let memory = null;

onmessage = async ({ data }) => {
  if (data.source) {
    const started = await start(data.source, data.memory);
    // Only a shared memory can be sent.
    postMessage({ at: started.at, memory: data.source.mode === 'threaded' ? started.memory : null });
  } else if (data.bytes) {
    const back = data.how === 'copies' ? throughMemory(data.bytes) : data.bytes;
    postMessage(back, data.how === 'clone' ? [] : [back]);
  } else {
    postMessage(increment(data.number));
  }
};

function throughMemory(bytes) {
  const pages = Math.ceil(bytes.byteLength / 65_536);
  memory ??= new WebAssembly.Memory({ initial: pages });
  const inside = new Uint8Array(memory.buffer, 0, bytes.byteLength);
  inside.set(new Uint8Array(bytes));
  return inside.slice().buffer;
}
