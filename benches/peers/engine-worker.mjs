// The least that an engine with a pool is: a worker with an instance of its own, and bare workers on the same memory, started at once.
import { start } from './own.mjs';
import { openRaw } from './raw.mjs';

onmessage = async ({ data: { source, workers } }) => {
  const { memory } = await start(source);
  await Promise.all(openRaw(workers).map(lane => lane.start(source, memory)));
  postMessage('ready');
};
