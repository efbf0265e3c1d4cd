// A stream of messages over a network that may lose what it carries: pieces are numbered, and said again until they are heard. The same as
// `cli/distributed/stream.rs`, which is at the other end.

/** The version of everything that parents and workers say to each other, from the request for a lane to the last piece. */
export const PROTOCOL = 2;
/** The most bytes of one message. */
const MOST_BYTES = 256 * 1024 * 1024;
/** The most pieces that are said again at a time. */
const MOST_AGAIN = 64;
/** The most characters of why an end is going. */
const MOST_WHY = 300;
/** Version, kind, number, how far the other end was heard. */
const HEAD = 18;

const PIECE = 0;
const LAST = 1;
const BEAT = 2;
const GONE = 3;

/** What a frame of the other end came to. */
export interface Heard {
  /** A whole message. */
  message?: Uint8Array;
  /** Frames to be said again. */
  again?: Uint8Array[];
  /** Why the other end is gone. */
  gone?: string;
}

/** One end. */
export class Stream {
  /** Pieces that the other end may not have heard yet, and the number of the first of them. */
  private unheard: { kind: number; body: Uint8Array }[] = [];
  private first = 0;
  /** The number of the next piece of the other end. */
  private heard = 0;
  private partial: Uint8Array[] = [];
  private partialBytes = 0;
  /** How far the other end had heard at its last beat. */
  private atBeat: number | null = null;

  /** The frames of one message, each with at most so many bytes. */
  say(message: Uint8Array, most: number): Uint8Array[] {
    const room = Math.max(most - HEAD, 1);
    const begin = this.unheard.length;
    let at = 0;
    do {
      const body = message.subarray(at, at + room);
      at += room;
      this.unheard.push({ kind: at < message.length ? PIECE : LAST, body });
    } while (at < message.length);
    return this.frames(begin, Number.POSITIVE_INFINITY);
  }

  /** A frame that says that this end is there. */
  beat(): Uint8Array {
    return this.frame(BEAT, this.first + this.unheard.length, new Uint8Array());
  }

  /** A frame that says that this end is going. */
  gone(why: string): Uint8Array {
    return this.frame(GONE, this.first + this.unheard.length, new TextEncoder().encode(why));
  }

  /** Takes in a frame of the other end; throws a sentence when it is none. */
  hear(frame: Uint8Array): Heard {
    const { kind, number, heard, body } = parse(frame);
    const said = this.first + this.unheard.length;
    if (heard > said) throw new Error(`it has heard ${heard} pieces, and only ${said} were said`);
    if (heard > this.first) {
      this.unheard.splice(0, heard - this.first);
      this.first = heard;
    }
    if (kind === GONE) return { gone: new TextDecoder().decode(body).slice(0, MOST_WHY) };
    if (kind === BEAT) {
      // Between two beats nothing more was heard: it was lost.
      const again = this.atBeat === heard ? this.frames(0, MOST_AGAIN) : [];
      this.atBeat = heard;
      return { again };
    }
    // It has been heard already, or one before it was lost: then it will be said again.
    if (number !== this.heard) return {};
    if (this.partialBytes + body.length > MOST_BYTES) throw new Error(`a message has more than ${MOST_BYTES} bytes`);
    this.heard += 1;
    this.partial.push(body.slice());
    this.partialBytes += body.length;
    return kind === LAST ? { message: this.whole() } : {};
  }

  private whole(): Uint8Array {
    const message = new Uint8Array(this.partialBytes);
    let at = 0;
    for (const piece of this.partial) {
      message.set(piece, at);
      at += piece.length;
    }
    this.partial = [];
    this.partialBytes = 0;
    return message;
  }

  private frames(begin: number, most: number): Uint8Array[] {
    return this.unheard
      .slice(begin, begin + most)
      .map(({ kind, body }, place) => this.frame(kind, this.first + begin + place, body));
  }

  private frame(kind: number, number: number, body: Uint8Array): Uint8Array {
    const frame = new Uint8Array(HEAD + body.length);
    const view = new DataView(frame.buffer);
    view.setUint8(0, PROTOCOL);
    view.setUint8(1, kind);
    view.setBigUint64(2, BigInt(number), true);
    view.setBigUint64(10, BigInt(this.heard), true);
    frame.set(body, HEAD);
    return frame;
  }
}

function parse(frame: Uint8Array): { kind: number; number: number; heard: number; body: Uint8Array } {
  if (frame.length < HEAD) throw new Error(`a frame of ${frame.length} bytes`);
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const [version, kind] = [view.getUint8(0), view.getUint8(1)];
  if (version !== PROTOCOL) throw new Error(`a frame of version ${version}, where version ${PROTOCOL} is spoken`);
  if (kind > GONE) throw new Error(`a frame of kind ${kind}`);
  const [number, heard] = [Number(view.getBigUint64(2, true)), Number(view.getBigUint64(10, true))];
  return { kind, number, heard, body: frame.subarray(HEAD) };
}
