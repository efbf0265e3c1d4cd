// Files on the browser's own disk: its private file system (OPFS), read by access handles that wait for nobody else.
import { errorMessage } from './error.ts';
import type { ReadRequest, StoredFile } from './requests.ts';

const OWN_FOLDER = /^interleave-/;

/** Files that stay open from run to run, at the most. */
const MOST_OPEN = 200;

/** Bytes that are written at once. */
const PIECE = 1 << 20;

const NO_DISK =
  'This browser gives the page no files of its own (OPFS), as in some private windows: use another window or browser, or run it natively.';

export class Files {
  private readonly opened = new Map<string, Promise<FileSystemSyncAccessHandle>>();
  private own: File[] = [];

  private constructor(private readonly folder: FileSystemDirectoryHandle) {}

  /** A folder for this page alone; what pages that are gone have left is removed. */
  static async open(): Promise<Files> {
    try {
      const root = await navigator.storage.getDirectory();
      for await (const name of (root as unknown as { keys(): AsyncIterable<string> }).keys()) {
        // What another page has open cannot be removed, and is not meant to be.
        if (OWN_FOLDER.test(name)) await root.removeEntry(name, { recursive: true }).catch(() => {});
      }
      return new Files(await root.getDirectoryHandle(`interleave-${crypto.randomUUID()}`, { create: true }));
    } catch (error) {
      throw new Error(NO_DISK, { cause: error });
    }
  }

  /** The files that the visitor has chosen for the next run. They are copied when they are first read. */
  async choose(files: File[]): Promise<void> {
    // Each run brings its own objects for the same files.
    const facts = (all: File[]) => all.map(({ name, size, lastModified }) => `${name}/${size}/${lastModified}`).join('/');
    const isSame = facts(files) === facts(this.own);
    for (const [key, handle] of this.opened) {
      if (key.startsWith('own ') ? isSame : this.opened.size < MOST_OPEN) continue;
      this.opened.delete(key);
      (await handle).close();
    }
    this.own = files;
  }

  /** A piece of a file, all of it. */
  async read({ file, from, bytes }: ReadRequest): Promise<Uint8Array> {
    const key = file.whose === 'own' ? `own ${file.name}` : `made ${file.number} ${file.bytes}`;
    let handle = this.opened.get(key);
    if (!handle) {
      handle = this.make(key, file);
      handle.catch(() => this.opened.delete(key));
      this.opened.set(key, handle);
    }
    const piece = new Uint8Array(bytes);
    const read = (await handle).read(piece, { at: from });
    if (read < bytes) throw new Error(`${nameOf(file)} is shorter than it was when it was chosen.`);
    return piece;
  }

  private async make(key: string, file: StoredFile): Promise<FileSystemSyncAccessHandle> {
    const contents = file.whose === 'own' ? this.chosen(file.name) : new Blob([made(file.number, file.bytes)]);
    try {
      const entry = await this.folder.getFileHandle(encodeURIComponent(key), { create: true });
      const handle = await entry.createSyncAccessHandle();
      handle.truncate(0);
      for (let at = 0; at < contents.size; at += PIECE) {
        handle.write(await contents.slice(at, at + PIECE).arrayBuffer(), { at });
      }
      handle.flush();
      return handle;
    } catch (error) {
      throw new Error(`${nameOf(file)} could not be put on the browser's disk: ${errorMessage(error)}`, { cause: error });
    }
  }

  private chosen(name: string): File {
    const file = this.own.find(one => one.name === name);
    if (!file) throw new Error(`'${name}' is where it was chosen, and not here: choose it again.`);
    return file;
  }
}

function nameOf(file: StoredFile): string {
  return file.whose === 'own' ? `'${file.name}'` : `The file ${file.number} that is made`;
}

/** What is in a file that is made, by the rule of `core/src/outside/contents.rs`. */
function made(file: number, bytes: number): Uint8Array<ArrayBuffer> {
  const contents = new Uint8Array(bytes);
  for (let place = 0; place < bytes; place++) contents[place] = place * 31 + (place >> 8) * 7 + file * 17;
  return contents;
}
