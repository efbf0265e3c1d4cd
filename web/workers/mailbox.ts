// Either end of the connection between the engine and a process worker: posts messages, and keeps those that were not read yet.

export interface Message {
  head: Uint8Array;
  payload?: Uint8Array;
}

/** What is posted: a message without a payload is its head, and nothing is transferred with it. A short one is a number: see `web/src/brief.rs`. */
export type Posted = number | Uint8Array | Required<Message>;

interface Port {
  postMessage(message: Posted, transfer?: Transferable[]): void;
}

export class Mailbox {
  /** Called when there is something to take. */
  onArrival = () => {};
  /** Called by an end that has read what it does not understand. */
  onDistrust = () => {};
  private readonly unread: (number | Message)[] = [];
  private failure: Error | null = null;

  constructor(
    readonly number: number,
    private readonly port: Port,
    private readonly end: () => void,
  ) {}

  /** `head` lies in a wasm memory, which cannot be sent. */
  post(head: Uint8Array): void {
    if (this.failure) throw this.failure;
    this.port.postMessage(head.slice());
  }

  postBrief(head: number): void {
    if (this.failure) throw this.failure;
    this.port.postMessage(head);
  }

  postWith(head: Uint8Array, payload: Uint8Array): void {
    if (this.failure) throw this.failure;
    this.port.postMessage({ head: head.slice(), payload }, [payload.buffer]);
  }

  /** The message that has been there longest, if any. */
  take(): number | Message | undefined {
    const message = this.unread.shift();
    if (message === undefined && this.failure) throw this.failure;
    return message;
  }

  /** A message of the other end has arrived. */
  receive(posted: Posted): void {
    this.unread.push(posted instanceof Uint8Array ? { head: posted } : posted);
    this.onArrival();
  }

  /** The other end will never answer again. */
  fail(error: Error): void {
    this.failure = error;
    this.onArrival();
  }

  close(): void {
    this.onArrival = () => {};
    this.end();
    this.fail(new Error('the connection was closed'));
  }
}
