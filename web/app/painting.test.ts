// Which points of a picture are painted, and in which colours.
import { expect, test } from 'vitest';
import { type FinishedRow, finishedRows, Points, sizeOf } from './painting.ts';
import type { Picture } from './types.ts';

/** Colours that tell their tint and shade. */
const colours = Uint8Array.from({ length: 3 * 256 * 3 }, (_, place) => {
  const shade = Math.floor(place / 3) % 256;
  const tint = Math.floor(place / (3 * 256));
  return [tint, shade, 7][place % 3] ?? 0;
});

const picture = (width: number, height: number): Picture => ({
  width,
  height,
  checksum: null,
  shades: Uint8Array.from({ length: width * height }, (_, point) => point % 256),
  colours,
});

const pointsOf = (of: Picture, rows: Iterable<FinishedRow>, tinted: boolean) => {
  const points = new Points(of);
  points.show(rows, tinted);
  return points.bytes;
};

test('only finished rows are painted, each in the tint of its lane', () => {
  const tints = Uint8Array.of(0, 2, 1, 0);
  const points = pointsOf(picture(2, 3), finishedRows(tints), true);
  const row = (place: number) => [...points.slice(8 * place, 8 * place + 8)];
  expect(row(0)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  expect(row(1)).toEqual([2, 2, 7, 255, 2, 3, 7, 255]);
  expect(row(2)).toEqual([1, 4, 7, 255, 1, 5, 7, 255]);
});

test('without tints all lanes paint alike', () => {
  const points = pointsOf(
    picture(1, 2),
    [
      { row: 0, tint: 1 },
      { row: 1, tint: 2 },
    ],
    false,
  );
  expect([...points]).toEqual([0, 0, 7, 255, 0, 1, 7, 255]);
});

test('of a picture that is larger than any place on the page, some rows and columns are drawn', () => {
  const large = picture(3_000, 6);
  expect(sizeOf(large)).toEqual({ step: 3, width: 1_000, height: 2 });
  const points = pointsOf(
    large,
    [
      { row: 3, tint: 1 },
      { row: 4, tint: 2 },
    ],
    true,
  );
  expect([...points.slice(4_000, 4_004)]).toEqual([1, (3 * 3_000) % 256, 7, 255]);
  expect(points.length).toBe(4 * 1_000 * 2);
});

test('what is shown already is not painted again, and what is not finished any more is gone', () => {
  const points = new Points(picture(2, 5));
  const rows = (...finished: number[]) => finished.map(row => ({ row, tint: 1 }));
  expect(points.show(rows(1, 3), true)).toEqual({ from: 0, to: 5 });
  expect(points.show(rows(1, 3), true)).toBeNull();
  expect(points.show(rows(3, 4, 1), true)).toEqual({ from: 4, to: 5 });
  expect(points.show(rows(1), true)).toEqual({ from: 3, to: 5 });
  expect([...points.bytes.slice(3 * 8)]).toEqual(Array(16).fill(0));
  expect(points.show(rows(1), false)).toEqual({ from: 1, to: 2 });
});
