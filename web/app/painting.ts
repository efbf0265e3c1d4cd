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

/** Red, green, blue and opacity of every point; rows that are not finished are transparent. */
export function pointsOf(picture: Picture, rows: Iterable<FinishedRow>, tinted: boolean): Uint8ClampedArray<ArrayBuffer> {
  const { width, height, step } = sizeOf(picture);
  const points = new Uint8ClampedArray(4 * width * height);
  for (const { row, tint } of rows) {
    if (row % step !== 0 || row >= picture.height) continue;
    const colours = (tinted ? tint : 0) * SHADES * CHANNELS;
    for (let column = 0; column < width; column++) {
      const colour = colours + CHANNELS * (picture.shades[row * picture.width + column * step] ?? 0);
      const place = 4 * ((row / step) * width + column);
      for (let channel = 0; channel < CHANNELS; channel++) points[place + channel] = picture.colours[colour + channel] ?? 0;
      points[place + CHANNELS] = 255;
    }
  }
  return points;
}

/** The rows that have a tint. */
export function* finishedRows(tints: Uint8Array): Generator<FinishedRow> {
  for (const [row, tint] of tints.entries()) if (tint > 0) yield { row, tint };
}
