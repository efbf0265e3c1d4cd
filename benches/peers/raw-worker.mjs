// A worker without any library.
import { increment, memoryOf, start } from './own.mjs';

/** Wasm memories that the payload is copied into and out of, by whether they are shared. */
const memories = new Map();
let rust = null;

onmessage = async ({ data }) => {
  if (data.source) {
    const started = await start(data.source, data.memory);
    rust = started.rust;
    // Only a shared memory can be sent.
    postMessage({ at: started.at, memory: data.source.mode === 'threaded' ? started.memory : null });
  } else if (data.plan) {
    postMessage(await wallMs(data.plan));
  } else if (data.bytes) {
    const copies = data.how === 'copies' || data.how === 'sharedCopies';
    const back = copies ? throughMemory(data.bytes, data.how === 'sharedCopies') : data.bytes;
    postMessage(back, data.how === 'clone' ? [] : [back]);
  } else {
    postMessage(increment(data.number));
  }
};

/** Milliseconds of one run of a plan under one model, here and on nothing but this worker. */
async function wallMs(plan) {
  const samples = [];
  const onUpdate = async (update, sample) => {
    if (update.update === 'ended') samples.push(JSON.parse(new TextDecoder().decode(sample)));
  };
  await rust.run([plan], ['browser'], onUpdate, null, null);
  const { wall_ns } = samples.find(({ model }) => plan.models.includes(model));
  return wall_ns / 1e6;
}

function throughMemory(bytes, shared) {
  const memory = memories.get(shared) ?? memoryOf(bytes.byteLength, shared);
  memories.set(shared, memory);
  const inside = new Uint8Array(memory.buffer, 0, bytes.byteLength);
  inside.set(new Uint8Array(bytes));
  return inside.slice().buffer;
}
