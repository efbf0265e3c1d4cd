// Words on the timeline: their font, and the box that keeps them legible on a pattern.
import type { Palette } from './patterns.ts';
import type { Pen } from './pen.ts';

const RADIUS = 2;

/** Text on a small box in the background's colour, so that it can be read on a pattern. */
export function drawLabel(pen: Pen, palette: Palette, words: string, x: number, y: number, height = 14, ink = palette.ink): void {
  const width = pen.measureText(words).width;
  const left = pen.textAlign === 'left' ? x : pen.textAlign === 'right' ? x - width : x - width / 2;
  pen.fillStyle = palette.ground;
  pen.beginPath();
  pen.roundRect(left - 3, y - height / 2 - 0.5, width + 6, height, RADIUS);
  pen.fill();
  pen.fillStyle = ink;
  pen.fillText(words, x, y);
}

/** The name of a lane that another machine lends begins with what it is here: that is left out where there is no room for it. */
export function shortened(pen: Pen, name: string, room: number): string {
  const comma = name.indexOf(', ');
  return comma < 0 || pen.measureText(name).width <= room ? name : name.slice(comma + 2);
}

export function setFont(pen: Pen, palette: Palette, size: number, weight = 400): void {
  pen.font = `${weight} ${size}px ${palette.font}`;
  pen.textBaseline = 'middle';
}
