// Either end of the connection between the engine and a process worker: posts letters, and keeps those that were not read yet.

export interface Letter {
  head: string;
  payload: Uint8Array;
}

interface Port {
  postMessage(message: unknown, transfer: Transferable[]): void;
}

export class Mailbox {
  private readonly letters: Letter[] = [];
  private reader: { resolve(letter: Letter): void; reject(error: Error): void } | null = null;
  private gone: Error | null = null;

  constructor(
    readonly number: number,
    private readonly port: Port,
    private readonly end: () => void,
  ) {}

  post(head: string, payload: Uint8Array): void {
    if (this.gone) throw this.gone;
    this.port.postMessage({ head, payload }, [payload.buffer]);
  }

  next(): Promise<Letter> {
    const letter = this.letters.shift();
    if (letter) return Promise.resolve(letter);
    if (this.gone) return Promise.reject(this.gone);
    return new Promise((resolve, reject) => {
      this.reader = { resolve, reject };
    });
  }

  /** A letter of the other end has arrived. */
  arrived(letter: Letter): void {
    if (this.reader) this.reader.resolve(letter);
    else this.letters.push(letter);
    this.reader = null;
  }

  /** The other end will never answer again. */
  broke(error: Error): void {
    this.gone = error;
    this.reader?.reject(error);
    this.reader = null;
  }

  close(): void {
    this.end();
    this.broke(new Error('the connection was closed'));
  }
}
