// How each state is painted: a colour and a pattern of its own. Works in a worker, too.
import { STATES } from '../glossary.ts';
import type { State } from '../schema.ts';
import type { Pen } from './pen.ts';

/** The colours of a theme. */
export interface Colours {
  ink: string;
  soft: string;
  line: string;
  ground: string;
  /** What the visitor marks, and the same as a tint through which everything can be seen. */
  accent: string;
  tint: string;
  /** The ground as a veil, through which what matters less can still be seen. */
  veil: string;
  wrong: string;
  font: string;
  /** Running tasks take turns in two shades, so that neighbours can be distinguished. */
  running: [string, string];
  /** The flat colour of each state, for columns too narrow for a pattern. */
  flat: Record<State, string>;
  /** What lies below each state's pattern. */
  grounds: Record<State, string>;
  /** Ink on a bar of this state. */
  on: Record<State, string>;
}

export interface Palette extends Colours {
  fills: Record<State, CanvasPattern | string>;
}

type Stroke = (pen: Pen, size: number, ground: string) => void;

/** What is drawn on the background of each state, on a square of `size`; running and idle are plain. */
export const STROKES: Partial<Record<State, { size: number; draw: Stroke }>> = {
  blocked: { size: 6, draw: diagonal },
  waiting: { size: 5, draw: (pen, size) => dot(pen, size / 2, size / 2, 0.9) },
  ready: { size: 4, draw: (pen, size) => pen.fillRect(0, 1, size, 1.3) },
  starting: { size: 4, draw: (pen, size) => pen.fillRect(1, 0, 1.3, size) },
  messaging: { size: 6, draw: grid },
};

/** For canvases; `ratio` is the number of device pixels per CSS pixel. */
export function paletteOf(colours: Colours, ratio: number): Palette {
  return { ...colours, fills: each(state => fill(state, colours.flat[state], colours.grounds[state], ratio)) };
}

/** Something for each state. */
export function each<T>(make: (state: State) => T): Record<State, T> {
  return Object.fromEntries(STATES.map(state => [state, make(state)])) as Record<State, T>;
}

/** A canvas that nobody sees, to draw on or to read from; `null` in browsers that have none. */
export function sketch(width: number, height: number): OffscreenCanvasRenderingContext2D | null {
  if (!('OffscreenCanvas' in globalThis)) return null;
  return new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
}

/** By state, colours and pixels: every swatch, bar and strip of the page uses the same few, and each takes a canvas to make. */
const made = new Map<string, CanvasPattern | string>();

function fill(state: State, colour: string, ground: string, ratio: number): CanvasPattern | string {
  const stroke = STROKES[state];
  if (!stroke) return colour;
  const key = [state, colour, ground, ratio].join();
  const pattern = made.get(key) ?? tile(stroke, colour, ground, ratio);
  made.set(key, pattern);
  return pattern;
}

/** The square of a pattern, again and again; the colour alone where there can be no square. */
function tile(stroke: { size: number; draw: Stroke }, colour: string, ground: string, ratio: number): CanvasPattern | string {
  const pixels = Math.max(1, Math.round(stroke.size * ratio));
  const pen = sketch(pixels, pixels);
  if (!pen) return colour;
  const square = pen.canvas;
  pen.scale(square.width / stroke.size, square.height / stroke.size);
  pen.fillStyle = ground;
  pen.fillRect(0, 0, stroke.size, stroke.size);
  pen.fillStyle = pen.strokeStyle = colour;
  stroke.draw(pen, stroke.size, ground);
  const pattern = pen.createPattern(square, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(stroke.size / square.width));
  return pattern ?? colour;
}

/** Hatching that continues over the tile's edges. */
function diagonal(pen: Pen, size: number): void {
  pen.lineWidth = 1.9;
  pen.beginPath();
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift - 1, size + 1);
    pen.lineTo(shift + size + 1, -1);
  }
  pen.stroke();
}

function grid(pen: Pen, size: number, ground: string): void {
  pen.fillRect(0, 0, size, size);
  pen.fillStyle = ground;
  dot(pen, size / 2, size / 2, 1.1);
}

function dot(pen: Pen, x: number, y: number, radius: number): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, Math.PI * 2);
  pen.fill();
}
