// A label stands where it covers no code, and says less where there is less room.
import { expect, test } from 'vitest';
import { placeOf, rowsOf } from './label-room.ts';

const rows = (...rights: number[]) => rights.map((right, place) => ({ right, bottom: 18 * (place + 1) }));

test('a label stands beside the lowest row that has room for all its words', () => {
  expect(placeOf(rows(100), 300, [120, 60, 40])).toEqual({ form: 'words', row: 0 });
  expect(placeOf(rows(100, 120, 250), 300, [120, 60, 40])).toEqual({ form: 'words', row: 1 });
});

test('where no row has room for all words, a label says only who, then only how many, and then nothing', () => {
  expect(placeOf(rows(200, 240), 300, [120, 60, 40])).toEqual({ form: 'names', row: 0 });
  expect(placeOf(rows(250), 300, [120, 60, 40])).toEqual({ form: 'count', row: 0 });
  expect(placeOf(rows(280, 290), 300, [120, 60, 40])).toEqual({ form: 'colour', row: 1 });
});

test('pieces of text that overlap in height are one row, which ends with the last of them', () => {
  const found = rowsOf([
    { top: 20, bottom: 36, right: 70 },
    { top: 1, bottom: 17, right: 40 },
    { top: 0, bottom: 18, right: 90 },
    { top: 22, bottom: 35, right: 30 },
  ]);
  expect(found).toEqual([
    { right: 90, bottom: 18 },
    { right: 70, bottom: 36 },
  ]);
});
