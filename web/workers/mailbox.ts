// Either end of the connection between the engine and a process worker: posts messages, and keeps those that were not read yet.
import type { Vigil } from './vigil.ts';

export interface Message {
  head: Uint8Array;
  payload?: Uint8Array;
}

/** What is posted: a message without a payload is its head, and nothing is transferred with it. A short one is a number: see `web/src/brief.rs`. */
export type Posted = number | Uint8Array | Required<Message>;

interface Port {
  postMessage(message: Posted, transfer?: Transferable[]): void;
}

/** Who reads what the other end says, each message when it comes. To look for it here would take as long as to read it. */
interface Reader {
  /** A message that is a number. */
  brief: (head: number) => void;
  message: (message: Message) => void;
  /** There is no other end any more: nothing comes after it. */
  gone: (why: Error) => void;
}

export class Mailbox {
  /** Called by an end that has read what it does not understand. */
  onDistrust = () => {};
  private reader: Reader | null = null;
  private unread: Posted[] = [];
  private failure: Error | null = null;

  constructor(
    readonly number: number,
    private readonly port: Port,
    private readonly end: () => void,
    /** Where answers are expected at once. */
    private readonly vigil?: Vigil,
  ) {}

  /** From now on, and from what was said before, these are told. */
  listen(brief: Reader['brief'], message: Reader['message'], gone: Reader['gone']): void {
    this.reader = { brief, message, gone };
    for (const posted of this.unread.splice(0)) this.receive(posted);
    if (this.failure) gone(this.failure);
  }

  /** `head` lies in a wasm memory, which cannot be sent. */
  post(head: Uint8Array): void {
    if (this.failure) throw this.failure;
    this.port.postMessage(head.slice());
    this.vigil?.begin();
  }

  postBrief(head: number): void {
    if (this.failure) throw this.failure;
    this.port.postMessage(head);
    this.vigil?.begin();
  }

  postWith(head: Uint8Array, payload: Uint8Array): void {
    if (this.failure) throw this.failure;
    this.port.postMessage({ head: head.slice(), payload }, [payload.buffer]);
    this.vigil?.begin();
  }

  /** A message of the other end has arrived. */
  receive(posted: Posted): void {
    this.vigil?.end();
    if (!this.reader) this.unread.push(posted);
    else if (typeof posted === 'number') this.reader.brief(posted);
    else this.reader.message(posted instanceof Uint8Array ? { head: posted } : posted);
  }

  /** The other end will never answer again. */
  fail(error: Error): void {
    this.failure = error;
    this.reader?.gone(error);
  }

  /** Whoever reads is not told of it, nor of anything that comes. */
  close(): void {
    this.reader = null;
    this.end();
    this.failure = new Error('the connection was closed');
  }
}
