// The points of a picture whose rows are finished, as a canvas takes them.
import type { Picture } from './types.ts';

/** A finished row, and the tint of the lane that finished it. */
export interface FinishedRow {
  row: number;
  tint: number;
}

/** More columns or rows than this are not drawn one by one: no place on the page is that large. */
const MOST_POINTS = 1_024;
const CHANNELS = 3;
const SHADES = 256;
const UNKNOWN = 0xffff;

export interface Size {
  width: number;
  height: number;
  /** Of so many rows and columns, one is drawn. */
  step: number;
}

export function sizeOf({ width, height }: Picture): Size {
  const step = Math.ceil(Math.max(width, height) / MOST_POINTS);
  return { step, width: Math.ceil(width / step), height: Math.ceil(height / step) };
}

/** The points of one picture, as a canvas takes them. It keeps what it has painted, so that showing a few rows more costs a few rows. */
export class Points {
  /** Red, green, blue and opacity of every point; rows that are not finished are transparent. */
  readonly bytes: Uint8ClampedArray<ArrayBuffer>;
  readonly size: Size;
  private readonly words: Uint32Array;
  private readonly colours: Uint32Array;
  /** Of each drawn row: one more than the tint that it has, or 0 for none. At first nobody knows what is on the canvas. */
  private shown: Uint16Array;

  constructor(private readonly picture: Picture) {
    this.size = sizeOf(picture);
    const { width, height } = this.size;
    this.bytes = new Uint8ClampedArray(4 * width * height);
    this.words = new Uint32Array(this.bytes.buffer);
    this.colours = opaque(picture.colours);
    this.shown = new Uint16Array(height).fill(UNKNOWN);
  }

  /** Shows these rows and no others. Gives the first drawn row that has changed and the one after the last, or `null`. */
  show(rows: Iterable<FinishedRow>, tinted: boolean): { from: number; to: number } | null {
    const { step, height } = this.size;
    const wanted = new Uint16Array(height);
    for (const { row, tint } of rows)
      if (row % step === 0 && row < this.picture.height) wanted[row / step] = 1 + (tinted ? tint : 0);
    let [from, to] = [height, 0];
    for (let row = 0; row < height; row++) {
      if (wanted[row] === this.shown[row]) continue;
      this.paint(row, wanted[row] ?? 0);
      [from, to] = [Math.min(from, row), row + 1];
    }
    this.shown = wanted;
    return from < to ? { from, to } : null;
  }

  private paint(row: number, wanted: number): void {
    const { words, colours, picture } = this;
    const { width, step } = this.size;
    const place = row * width;
    if (wanted === 0) {
      words.fill(0, place, place + width);
      return;
    }
    const tint = (wanted - 1) * SHADES;
    const source = row * step * picture.width;
    for (let column = 0; column < width; column++) {
      words[place + column] = colours[tint + (picture.shades[source + column * step] ?? 0)] ?? 0;
    }
  }
}

/** Three bytes of each colour, as the four of an opaque one, in the order of this machine. */
function opaque(colours: Uint8Array): Uint32Array {
  const bytes = new Uint8Array((colours.length / CHANNELS) * 4).fill(255);
  for (const [place, byte] of colours.entries()) bytes[Math.floor(place / CHANNELS) * 4 + (place % CHANNELS)] = byte;
  return new Uint32Array(bytes.buffer);
}

/** The rows that have a tint. */
export function* finishedRows(tints: Uint8Array): Generator<FinishedRow> {
  for (const [row, tint] of tints.entries()) if (tint > 0) yield { row, tint };
}
