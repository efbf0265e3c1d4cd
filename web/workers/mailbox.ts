// Either end of the connection between the engine and a process worker: posts messages, and keeps those that were not read yet.

export interface Message {
  head: string;
  payload: Uint8Array;
}

interface Port {
  postMessage(message: unknown, transfer: Transferable[]): void;
}

export class Mailbox {
  private readonly unread: Message[] = [];
  private reader: { resolve(message: Message): void; reject(error: Error): void } | null = null;
  private failure: Error | null = null;

  constructor(
    readonly number: number,
    private readonly port: Port,
    private readonly end: () => void,
  ) {}

  post(head: string, payload: Uint8Array): void {
    if (this.failure) throw this.failure;
    this.port.postMessage({ head, payload }, [payload.buffer]);
  }

  next(): Promise<Message> {
    const message = this.unread.shift();
    if (message) return Promise.resolve(message);
    if (this.failure) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      this.reader = { resolve, reject };
    });
  }

  /** A message of the other end has arrived. */
  receive(message: Message): void {
    if (this.reader) this.reader.resolve(message);
    else this.unread.push(message);
    this.reader = null;
  }

  /** The other end will never answer again. */
  fail(error: Error): void {
    this.failure = error;
    this.reader?.reject(error);
    this.reader = null;
  }

  close(): void {
    this.end();
    this.fail(new Error('the connection was closed'));
  }
}
