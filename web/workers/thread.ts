// A thread of the engine: one more instance on its memory, which stands still until there is a lane for it.
import { tellPage } from './distress.ts';
import { errorMessage } from './error.ts';
import { instantiate, type ToThread } from './module.ts';

onmessage = async ({ data: { source, memory, lifeline } }: MessageEvent<ToThread>) => {
  // An error that is reported reaches whoever started it; a rejected promise would not.
  const instance = await instantiate(source, memory).catch(reportError);
  try {
    // It never returns.
    instance?.rust.serveThread?.(() => postMessage('ready'));
  } catch (error) {
    tellPage(lifeline, errorMessage(error));
    throw error;
  }
};
