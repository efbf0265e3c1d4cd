// A thread of the engine: one more instance on its memory, which stands still until there is a lane for it.
import { type EngineSource, instantiate } from './module.ts';

onmessage = async ({ data: { source, memory } }: MessageEvent<{ source: EngineSource; memory: WebAssembly.Memory }>) => {
  // An error that is reported reaches whoever started it; a rejected promise would not.
  const instance = await instantiate(source, memory).catch(reportError);
  // It never returns.
  instance?.rust.serveThread?.(() => postMessage('ready'));
};
