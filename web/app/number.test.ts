// That the page reads and shows numbers as core does: both are held against the same table.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { grouped, readNumber, shownNumber } from './number.ts';

const examples: { read: Record<string, number>; refused: string[]; shown: Record<string, string> } = JSON.parse(
  readFileSync('core/src/plan/examples.json', 'utf8'),
);

describe('a number', () => {
  it('is read as core reads it', () => {
    for (const [typed, number] of Object.entries(examples.read)) expect(readNumber(typed), typed).toBe(number);
  });

  it('that could be something else is not read', () => {
    for (const typed of examples.refused) expect(readNumber(typed), typed).toBeNull();
  });

  it('is shown as core shows it', () => {
    for (const [number, shown] of Object.entries(examples.shown)) expect(grouped(Number(number))).toBe(shown);
  });

  it('is shown one way however it was typed, and anything else stays as it is', () => {
    for (const typed of ['1000000', '1e6', '1 000 000', '1_000_000', '1,000,000']) {
      expect(shownNumber(typed)).toBe('1\u202f000\u202f000');
    }
    expect(shownNumber('1,5')).toBe('1,5');
  });
});
