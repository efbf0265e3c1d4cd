// A stream with its beats: one end of the connection between a parent and a lane that this page lends. As `cli/distributed/link.rs`.
import type { Msg, NatsConnection } from '@nats-io/nats-core';
import { Stream } from './stream.ts';

/** How often each end says that it is there, in milliseconds. */
const BEAT_MS = 250;
/** An end that was silent for so long is lost. */
const SILENCE_MS = 4_000;
/** A server that was away for so long does not come back. */
const AWAY_MS = 30_000;
/** So many beats in a row that nobody listens to: the other end has lost its connection. */
const UNHEARD = 4;
const NO_RESPONDERS = 503;

export class Link {
  private readonly stream = new Stream();
  private readonly beating: ReturnType<typeof setInterval>;
  private last = performance.now();
  private there = performance.now();
  private unheard = 0;
  private over = false;

  /** Speaks to `theirs`; what is said to `own` is handed to `hear`. `ended` is called once, with the reason. */
  constructor(
    private readonly server: Pick<NatsConnection, 'publish' | 'info'>,
    private readonly isServerThere: () => boolean,
    private readonly own: string,
    private readonly theirs: string,
    private readonly heard: (message: Uint8Array) => void,
    private readonly ended: (why: string) => void,
  ) {
    this.beating = setInterval(() => this.beat(), BEAT_MS);
  }

  say(message: Uint8Array): void {
    if (!this.over) this.publish(this.stream.say(message, this.server.info?.max_payload ?? 1024 * 1024));
  }

  /** A frame of the other end has arrived, or the server's word that there is none. */
  hear({ headers, data }: Msg): void {
    if (this.over) return;
    if (headers?.code === NO_RESPONDERS) {
      this.unheard += 1;
      if (this.unheard >= UNHEARD) this.end('its connection has ended');
      return;
    }
    try {
      const { message, again = [], gone } = this.stream.hear(data);
      this.last = performance.now();
      this.unheard = 0;
      this.publish(again);
      if (message) this.heard(message);
      if (gone !== undefined) this.end(gone);
    } catch (error) {
      this.go(`it said what is not understood: ${error instanceof Error ? error.message : error}`);
    }
  }

  /** Tells the other end that this one is going. */
  go(why: string): void {
    if (this.over) return;
    this.publish([this.stream.gone(why)]);
    this.end(why);
  }

  private beat(): void {
    if (!this.isServerThere()) {
      // Nobody can be heard: that says nothing about the other end, until the server has been away for too long.
      this.last = performance.now();
      this.unheard = 0;
      if (performance.now() - this.there > AWAY_MS) this.end(`the server was away for ${AWAY_MS / 1_000} seconds`);
      return;
    }
    this.there = performance.now();
    if (performance.now() - this.last > SILENCE_MS) {
      this.end(`it was silent for ${SILENCE_MS / 1_000} seconds`);
      return;
    }
    // The server answers in the place of whoever is gone.
    this.server.publish(this.theirs, this.stream.beat(), { reply: this.own });
  }

  private publish(frames: Uint8Array[]): void {
    // A frame that is lost is said again.
    for (const frame of frames) this.server.publish(this.theirs, frame);
  }

  private end(why: string): void {
    if (this.over) return;
    this.over = true;
    clearInterval(this.beating);
    this.ended(why);
  }
}
