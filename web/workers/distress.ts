// How a thread tells the page that it has ended. Whoever started it may be waiting for it in Rust, and hears nothing meanwhile.

const channelOf = (lifeline: string) => new BroadcastChannel(`${lifeline} threads`);

/** Tells the page why a thread of the engine with this lifeline cannot go on. */
export function tellPage(lifeline: string, why: string): void {
  channelOf(lifeline).postMessage(why);
}

/** Calls `onEnd` when a thread of this engine says that it has ended, until the returned function is called. */
export function hearThreads(lifeline: string, onEnd: (why: Error) => void): () => void {
  const channel = channelOf(lifeline);
  channel.onmessage = ({ data }: MessageEvent<string>) => onEnd(new Error(data));
  return () => channel.close();
}
