// The worker that answers what programs ask of the world outside: a thread of the engine where there is shared memory, and by messages where there
// is none.
import { download } from './download.ts';
import { errorMessage } from './error.ts';
import { Files } from './files.ts';
import { type EngineSource, instantiate } from './module.ts';
import type { DatabaseFacts, Request, SelectRequest, Service } from './requests.ts';

export type ToOutside =
  | { type: 'start'; source: EngineSource; memory: WebAssembly.Memory | null; facts: DatabaseFacts }
  /** Somebody is going to ask this service. */
  | { type: 'prepare'; service: Service; files: File[] }
  | { type: 'ask'; id: number; request: Request };

export type FromOutside =
  | { type: 'ready'; service: Service }
  | { type: 'failed'; service: Service; message: string }
  | { type: 'answer'; id: number; bytes: Uint8Array }
  | { type: 'refusal'; id: number; message: string };

const post = (message: FromOutside, transfer: Transferable[] = []) => postMessage(message, transfer);

let base: string;
let facts: DatabaseFacts;
/** Resolves when lanes can ask: where they share memory, this worker is a thread of theirs. */
let attached: Promise<void>;
let files: Promise<Files> | null = null;
let database: Promise<(request: SelectRequest) => Uint8Array> | null = null;

onmessage = async ({ data }: MessageEvent<ToOutside>) => {
  if (data.type === 'start') {
    ({ facts } = data);
    ({ base } = data.source);
    attached = attach(data.source, data.memory);
  } else if (data.type === 'prepare') {
    const { service, files: chosen } = data;
    await prepare(service, chosen).then(
      () => post({ type: 'ready', service }),
      error => post({ type: 'failed', service, message: errorMessage(error) }),
    );
  } else {
    const { id, request } = data;
    await answer(request).then(
      bytes => post({ type: 'answer', id, bytes }, [bytes.buffer]),
      error => post({ type: 'refusal', id, message: errorMessage(error) }),
    );
  }
};

async function attach(source: EngineSource, memory: WebAssembly.Memory | null): Promise<void> {
  if (!memory) return;
  const { rust } = await instantiate(source, memory);
  // It goes on for as long as this worker lives.
  void rust.answerOutside?.(answer).catch(reportError);
}

async function prepare(service: Service, chosen: File[]): Promise<void> {
  await attached;
  if (service === 'files') await (await openedFiles()).choose(chosen);
  if (service === 'database') await openedDatabase();
}

function openedDatabase() {
  // SQLite is loaded when it is first asked.
  database ??= import('./database.ts').then(({ openDatabase }) => openDatabase(facts));
  // What did not load may load the next time.
  database.catch(() => {
    database = null;
  });
  return database;
}

function openedFiles(): Promise<Files> {
  files ??= Files.open();
  files.catch(() => {
    files = null;
  });
  return files;
}

async function answer(request: Request): Promise<Uint8Array> {
  switch (request.ask) {
    case 'select':
      return (await openedDatabase())(request);
    case 'get':
      return download(base, request);
    case 'read':
      return (await openedFiles()).read(request);
  }
}
