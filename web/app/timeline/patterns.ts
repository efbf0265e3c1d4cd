// How each state is painted: a colour and a pattern of its own, read from the style sheet so that themes apply.
import { STATES } from '../glossary.ts';
import type { State } from '../schema.ts';

export interface Palette {
  ink: string;
  soft: string;
  line: string;
  ground: string;
  font: string;
  /** Running tasks take turns in two shades, so that neighbours can be distinguished. */
  running: [string, string];
  /** The flat colour of each state, for columns too narrow for a pattern. */
  flat: Record<State, string>;
  fills: Record<State, CanvasPattern | string>;
  /** Ink on a bar of this state. */
  on: Record<State, string>;
}

type Stroke = (pen: CanvasRenderingContext2D, size: number) => void;

/** What is drawn on the background of each state, on a square of `size`; running and idle are plain. */
const STROKES: Partial<Record<State, { size: number; draw: Stroke }>> = {
  blocked: { size: 6, draw: diagonal },
  waiting: { size: 5, draw: (pen, size) => dot(pen, size / 2, size / 2, 0.9) },
  ready: { size: 4, draw: (pen, size) => pen.fillRect(0, 1, size, 1.3) },
  starting: { size: 4, draw: (pen, size) => pen.fillRect(1, 0, 1.3, size) },
  messaging: { size: 6, draw: grid },
};

/** Reads the current theme; `ratio` is the number of device pixels per CSS pixel. */
export function palette(element: Element, ratio: number): Palette {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const each = <T>(make: (state: State) => T) =>
    Object.fromEntries(STATES.map(state => [state, make(state)])) as Record<State, T>;
  return {
    ink: colour('ink'),
    soft: colour('soft'),
    line: colour('line'),
    ground: colour('paper'),
    font: style.fontFamily,
    running: [colour('running'), colour('running-2')],
    flat: each(state => colour(state)),
    on: each(state => (state === 'running' ? colour('on-running') : colour('ink'))),
    fills: each(state => fill(state, colour(state), colour(`${state}-ground`), ratio)),
  };
}

function fill(state: State, colour: string, ground: string, ratio: number): CanvasPattern | string {
  const stroke = STROKES[state];
  if (!stroke) return colour;
  const tile = document.createElement('canvas');
  tile.width = tile.height = Math.max(1, Math.round(stroke.size * ratio));
  const pen = tile.getContext('2d');
  if (!pen) return colour;
  pen.scale(tile.width / stroke.size, tile.height / stroke.size);
  pen.fillStyle = ground;
  pen.fillRect(0, 0, stroke.size, stroke.size);
  pen.fillStyle = pen.strokeStyle = colour;
  stroke.draw(pen, stroke.size);
  const pattern = pen.createPattern(tile, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(stroke.size / tile.width));
  return pattern ?? colour;
}

/** Hatching that continues over the tile's edges. */
function diagonal(pen: CanvasRenderingContext2D, size: number): void {
  pen.lineWidth = 1.9;
  pen.beginPath();
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift - 1, size + 1);
    pen.lineTo(shift + size + 1, -1);
  }
  pen.stroke();
}

function grid(pen: CanvasRenderingContext2D, size: number): void {
  pen.fillRect(0, 0, size, size);
  pen.globalCompositeOperation = 'destination-out';
  dot(pen, size / 2, size / 2, 1.1);
}

function dot(pen: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, Math.PI * 2);
  pen.fill();
}
