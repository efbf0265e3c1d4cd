// What is left out of the name of a lane that has too little room.
import { expect, test } from 'vitest';
import { shortened } from './draw-text.ts';
import type { Pen } from './pen.ts';

/** Each letter is a pixel wide. */
const pen = { measureText: (text: string) => ({ width: text.length }) } as unknown as Pen;

test('a lane that another machine lends is called by that machine where its whole name has no room', () => {
  expect(shortened(pen, 'process 1, native', 17)).toBe('process 1, native');
  expect(shortened(pen, 'process 1, native', 16)).toBe('native');
  expect(shortened(pen, 'process 2, Firefox abc, lost', 20)).toBe('Firefox abc, lost');
  expect(shortened(pen, 'event loop', 3)).toBe('event loop');
});
