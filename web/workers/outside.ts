// The worker that answers what programs ask of the world outside: a thread of the engine where there is shared memory, and by messages where there
// is none.
import { errorMessage } from './error.ts';
import { type EngineSource, instantiate } from './module.ts';
import type { DatabaseFacts, Request, Service } from './requests.ts';

export type ToOutside =
  | { type: 'start'; source: EngineSource; memory: WebAssembly.Memory | null; service: Service; facts: DatabaseFacts }
  | { type: 'ask'; id: number; request: Request };

export type FromOutside =
  | { type: 'ready' }
  | { type: 'failed'; message: string }
  | { type: 'answer'; id: number; bytes: Uint8Array }
  | { type: 'refusal'; id: number; message: string };

const post = (message: FromOutside, transfer: Transferable[] = []) => postMessage(message, transfer);

let answer: (request: Request) => Promise<Uint8Array>;

onmessage = async ({ data }: MessageEvent<ToOutside>) => {
  if (data.type === 'start') {
    await start(data).then(
      () => post({ type: 'ready' }),
      error => post({ type: 'failed', message: errorMessage(error) }),
    );
  } else {
    const { id, request } = data;
    await answer(request).then(
      bytes => post({ type: 'answer', id, bytes }, [bytes.buffer]),
      error => post({ type: 'refusal', id, message: errorMessage(error) }),
    );
  }
};

async function start({ source, memory, facts }: Extract<ToOutside, { type: 'start' }>): Promise<void> {
  const { openDatabase } = await import('./database.ts');
  const select = await openDatabase(facts);
  answer = async request => select(request);
  if (!memory) return;
  const { rust } = await instantiate(source, memory);
  // It goes on for as long as this worker lives.
  void rust.answerOutside?.(answer).catch(reportError);
}
