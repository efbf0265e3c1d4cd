// A process worker: its own wasm instance and memory, connected to the engine by messages only.
import { holdLifeline } from './lifeline.ts';
import { Mailbox } from './mailbox.ts';
import { instantiate, type ToProcess } from './module.ts';
import { Vigil } from './vigil.ts';

onmessage = async ({ data }: MessageEvent<ToProcess>) => {
  holdLifeline(data.lifeline);
  // The first message says where the engine is loaded from; the mailbox keeps all others until Rust reads them.
  const mailbox = new Mailbox(data.number, self, () => close(), new Vigil());
  onmessage = ({ data }) => mailbox.receive(data);
  // An error that is reported reaches the engine's `onerror`; a rejected promise would not.
  await serve(data, mailbox).catch(reportError);
};

async function serve({ source, lent }: ToProcess, mailbox: Mailbox): Promise<void> {
  const { rust, memory } = await instantiate(source);
  // Only a shared memory can be sent.
  if (source.mode === 'threaded') postMessage({ flag: { memory, address: rust.cancelAddress() } });
  await rust.serveProcess(mailbox, lent);
}
