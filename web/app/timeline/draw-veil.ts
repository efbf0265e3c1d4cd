// The veil over what of a row is not looked at.
import type { PlacedRow } from './layout.ts';
import type { Pen } from './pen.ts';
import type { Picture } from './picture.ts';

/** What stays open: a stretch of a row in pixels, in order. */
export interface Open {
  x0: number;
  x1: number;
}

export function drawVeil(pen: Pen, { scene, palette }: Picture, { y, height }: PlacedRow, open: Open[]): void {
  pen.fillStyle = palette.veil;
  let x = scene.left;
  for (const { x0, x1 } of open) {
    pen.fillRect(x, y - 1, Math.max(0, x0 - x), height + 2);
    x = x1;
  }
  pen.fillRect(x, y - 1, Math.max(0, scene.right - x), height + 2);
}
