// The minimap: where its rows are, what is taken hold of, and where a drag leads.
import { describe, expect, it } from 'vitest';
import { brushed, centred, gripAt, HEIGHT, rowsOfMap } from './minimap.ts';

const END = 1_000;
const BEFORE = { from: 200, to: 400 };

describe('the minimap', () => {
  it('has a row for each timeline, within its height and without overlap', () => {
    for (const count of [1, 2, 6, 12]) {
      const rows = rowsOfMap(count);
      expect(rows).toHaveLength(count);
      for (const [i, { y, height }] of rows.entries()) {
        expect(height).toBeGreaterThanOrEqual(0.5);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y + height).toBeLessThanOrEqual(rows[i + 1]?.y ?? HEIGHT);
      }
    }
  });

  it('is taken hold of by an edge, by the brush, or beside it', () => {
    expect([15, 18, 25, 60, 95, 103, 120].map(x => gripAt(x, 20, 100, false))).toEqual([
      ...['from', 'from', 'from', 'all', 'to', 'to', 'new'],
    ]);
    expect(gripAt(60, 0, 100, true)).toBe('new');
  });

  it('moves, cuts or draws the range, always within the run', () => {
    expect(brushed('from', BEFORE, 200, 250, END)).toEqual({ from: 250, to: 400 });
    expect(brushed('to', BEFORE, 400, 5_000, END)).toEqual({ from: 200, to: END });
    expect(brushed('from', BEFORE, 200, 500, END)).toEqual({ from: 400, to: 500 });
    expect(brushed('all', BEFORE, 300, -50, END)).toEqual({ from: 0, to: 200 });
    expect(brushed('new', BEFORE, 900, 700, END)).toEqual({ from: 700, to: 900 });
  });

  it('shows everything when nothing or everything is brushed', () => {
    expect(brushed('new', BEFORE, 500, 500, END)).toBeNull();
    expect(brushed('new', BEFORE, -3, 2_000, END)).toBeNull();
  });

  it('puts a moment into the middle as far as the run goes', () => {
    expect(centred(BEFORE, 600, END)).toEqual({ from: 500, to: 700 });
    expect(centred(BEFORE, 990, END)).toEqual({ from: 800, to: END });
  });
});
