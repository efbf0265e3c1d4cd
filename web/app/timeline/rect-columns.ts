// Draws columns in which several spans meet as rectangles: for pictures, which have no pixels.
import { STATES } from '../glossary.ts';
import type { Palette } from './patterns.ts';
import type { Pen } from './pen.ts';
import type { DrawColumns } from './picture.ts';

export function rectColumns(pen: Pen, { fills, flat }: Palette): DrawColumns {
  return (row, { xs, width, shares }) => {
    for (const [place, x] of xs.entries()) {
      let y = row.y + row.height;
      for (const [i, state] of STATES.entries()) {
        const height = (shares[place * STATES.length + i] as number) * row.height;
        y -= height;
        if (height <= 0 || state === 'idle') continue;
        // Dense waiting keeps its light pattern: in its flat colour it would draw more attention than the work.
        pen.fillStyle = state === 'waiting' ? fills.waiting : flat[state];
        pen.fillRect(x, y, width, height);
      }
    }
  };
}
