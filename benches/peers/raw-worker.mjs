// A worker without any library.
import { increment, memoryOf, start } from './own.mjs';

/** Wasm memories that the payload is copied into and out of, by whether they are shared. */
const memories = new Map();
let rust = null;

// An error that is reported reaches whoever asked; a rejected promise would not.
onmessage = ({ data }) => answer(data).catch(reportError);

async function answer(data) {
  if (data.source) {
    const started = await start(data.source, data.memory);
    rust = started.rust;
    // Only a shared memory can be sent.
    postMessage({ at: started.at, memory: data.source.mode === 'threaded' ? started.memory : null });
  } else if (data.plan) {
    const began = performance.now();
    const answers = rust.tasksByHand(data.plan, data.tasks);
    postMessage({ answers, ms: performance.now() - began });
  } else if (data.bytes) {
    const copies = data.how === 'copies' || data.how === 'sharedCopies';
    const back = copies ? throughMemory(data.bytes, data.how === 'sharedCopies') : data.bytes;
    postMessage(back, data.how === 'clone' ? [] : [back]);
  } else {
    postMessage(increment(data.number));
  }
}

function throughMemory(bytes, shared) {
  const memory = memories.get(shared) ?? memoryOf(bytes.byteLength, shared);
  memories.set(shared, memory);
  const inside = new Uint8Array(memory.buffer, 0, bytes.byteLength);
  inside.set(new Uint8Array(bytes));
  return inside.slice().buffer;
}
