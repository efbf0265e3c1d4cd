// That no picture is late, and none is painted that another one has overtaken.
import { expect, test, vi } from 'vitest';
import { Painter, type Sight } from './painter.ts';
import type { Colours } from './patterns.ts';
import type { Context } from './pen.ts';

test('a picture is painted at once, and of all that come within a frame the latest at its end', () => {
  let frame = () => {};
  vi.stubGlobal('requestAnimationFrame', (next: () => void) => {
    frame = next;
    return 1;
  });
  const painted: number[] = [];
  const painter = new Painter({ canvas: {} } as Context, ({ number }) => painted.push(number));
  // Without any width there is nothing to draw.
  const arranged = { version: 1, expected: [], timelines: [], width: 0 };
  const sight = (number: number) => painter.hear({ type: 'sight', sight: { number, arranged, ratio: 1 } as unknown as Sight });
  painter.hear({ type: 'colours', colours: {} as Colours });
  sight(1);
  expect(painted).toEqual([1]);
  sight(2);
  sight(3);
  expect(painted).toEqual([1]);
  frame();
  expect(painted).toEqual([1, 3]);
  sight(4);
  frame();
  frame();
  sight(5);
  expect(painted).toEqual([1, 3, 4, 5]);
});
