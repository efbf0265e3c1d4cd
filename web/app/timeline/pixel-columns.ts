// Draws columns in which several spans meet pixel by pixel: thousands of them in the time that a few rectangles take.
import { STATES } from '../glossary.ts';
import { type Palette, sketch } from './patterns.ts';
import type { Context } from './pen.ts';
import type { DrawColumns } from './picture.ts';
import { rectColumns } from './rect-columns.ts';

/** Dense waiting is as light as its pattern: in its flat colour it would draw more attention than the work. */
const SHARE_OF_DOTS = 0.1;

/** For one canvas; `ratio` is the number of device pixels per CSS pixel. Needs another canvas that nobody sees, which some browsers do not have. */
export function columnsOn(context: Context, palette: Palette, ratio: number): DrawColumns {
  return sketch(1, 1) ? pixelColumns(context, palette, ratio) : rectColumns(context, palette);
}

function pixelColumns(context: Context, palette: Palette, ratio: number): DrawColumns {
  const colours = STATES.map(state => {
    if (state === 'idle') return 0;
    return state === 'waiting'
      ? pixel([palette.grounds.waiting, 1], [palette.flat.waiting, SHARE_OF_DOTS])
      : pixel([palette.flat[state], 1]);
  });
  let scratch: OffscreenCanvasRenderingContext2D | null = null;
  return (row, { xs, width, shares }) => {
    const [first, last] = [xs[0], xs.at(-1)];
    if (first === undefined || last === undefined) return;
    const across = Math.round((last - first) / width) + 1;
    const down = Math.max(1, Math.round(row.height * ratio));
    if (!scratch || scratch.canvas.width < across || scratch.canvas.height < down) scratch = sketch(across, down);
    if (!scratch) return;
    const image = scratch.createImageData(across, down);
    const pixels = new Uint32Array(image.data.buffer);
    for (let i = 0; i < xs.length; i++) {
      const x = Math.round(((xs[i] as number) - first) / width);
      // From the bottom up, as high as the share of each state.
      let [sum, bottom] = [0, down];
      for (let state = 0; state < colours.length; state++) {
        sum += shares[i * colours.length + state] as number;
        const top = down - Math.round(Math.min(1, sum) * down);
        const colour = colours[state] as number;
        if (colour !== 0) for (let y = top; y < bottom; y++) pixels[y * across + x] = colour;
        bottom = Math.min(bottom, top);
      }
    }
    scratch.putImageData(image, 0, 0);
    context.imageSmoothingEnabled = false;
    context.drawImage(scratch.canvas, 0, 0, across, down, first, row.y, across * width, row.height);
  };
}

/** Colours of the style sheet, one over the other with their strengths, as a pixel is kept. */
function pixel(...layers: [colour: string, alpha: number][]): number {
  const pen = sketch(1, 1);
  if (!pen) return 0;
  for (const [colour, alpha] of layers) {
    pen.globalAlpha = alpha;
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
  }
  return new Uint32Array(pen.getImageData(0, 0, 1, 1).data.buffer)[0] ?? 0;
}
