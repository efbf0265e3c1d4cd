// Paints the stretch that is measured: a tint over all lanes, its edges, and its length on the axis.
import { exact } from '../format.ts';
import { drawLabel, setFont } from './draw-text.ts';
import { AXIS_HEIGHT, xOf } from './layout.ts';
import type { Pen } from './pen.ts';
import type { Picture } from './picture.ts';

export function drawMeasured(pen: Pen, { scene, range, palette, measured }: Picture): void {
  if (!measured || measured.to < range.from || measured.from > range.to) return;
  const x0 = Math.round(Math.max(scene.left, xOf(scene, range, measured.from)));
  const x1 = Math.round(Math.min(scene.right, xOf(scene, range, measured.to)));
  pen.fillStyle = palette.accent;
  for (const x of [x0, x1]) pen.fillRect(x, AXIS_HEIGHT - 4, 1, scene.height - AXIS_HEIGHT + 4);
  pen.fillRect(x0, AXIS_HEIGHT - 4, x1 - x0, 3);
  pen.fillStyle = palette.tint;
  pen.fillRect(x0, AXIS_HEIGHT - 1, x1 - x0, scene.height - AXIS_HEIGHT + 1);
  setFont(pen, palette, 11, 600);
  pen.textAlign = 'center';
  const words = exact(Math.round(measured.to - measured.from));
  const half = pen.measureText(words).width / 2 + 3;
  drawLabel(pen, palette, words, Math.min(Math.max((x0 + x1) / 2, half), scene.width - half), AXIS_HEIGHT - 12);
}
