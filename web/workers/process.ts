// A process worker: its own wasm instance and memory, connected to the engine by messages only.
import { Mailbox } from './mailbox';
import { importGlue, type Mode } from './module';

let mailbox: Mailbox | null = null;

onmessage = async ({ data }) => {
  if (mailbox) {
    mailbox.arrived(data);
    return;
  }
  // The first message says where the engine stands; whatever follows is kept until it is ready to read.
  mailbox = new Mailbox(data.number, self, () => close());
  // An error that is reported reaches the engine's `onerror`; a rejected promise would not.
  await serve(data, mailbox).catch(reportError);
};

async function serve(origin: { base: string; mode: Mode; module: WebAssembly.Module }, mailbox: Mailbox): Promise<void> {
  const rust = await importGlue(origin.base, origin.mode);
  await rust.default({ module_or_path: origin.module });
  await rust.serveProcess(mailbox);
}
