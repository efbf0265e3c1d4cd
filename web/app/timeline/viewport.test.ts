// Zooming and panning never leave the run.
import { describe, expect, it } from 'vitest';
import { fitted, panned, revealing, wholeRun, zoomed } from './viewport.ts';

const END = 1_000_000;

describe('the visible range', () => {
  it('keeps the moment under the pointer where it is while zooming', () => {
    const range = zoomed(wholeRun(END), 4, 250_000, END);
    expect(range).toEqual({ from: 187_500, to: 437_500 });
    expect((250_000 - range.from) / (range.to - range.from)).toBeCloseTo(0.25);
  });

  it('ends at the whole run however far somebody zooms out', () => {
    expect(zoomed({ from: 400_000, to: 500_000 }, 1e-9, 450_000, END)).toEqual(wholeRun(END));
  });

  it('ends at a microsecond however far somebody zooms in', () => {
    const range = zoomed(wholeRun(END), 1e9, 500_000, END);
    expect(range.to - range.from).toBeCloseTo(1_000);
  });

  it('shows all of a run that is shorter than the closest zoom', () => {
    expect(zoomed(wholeRun(10), 100, 5, 10)).toEqual(wholeRun(10));
  });

  it('stops at both ends while panning, without becoming shorter', () => {
    expect(panned({ from: 100_000, to: 200_000 }, -5, END)).toEqual({ from: 0, to: 100_000 });
    expect(panned({ from: 800_000, to: 900_000 }, 5, END)).toEqual({ from: 900_000, to: END });
  });

  it('moves no further than needed to reveal a span', () => {
    const range = { from: 100, to: 200 };
    expect(revealing(range, 120, 150, END)).toBe(range);
    expect(revealing(range, 190, 230, END)).toEqual({ from: 130, to: 230 });
    expect(revealing(range, 50, 90, END)).toEqual({ from: 50, to: 150 });
    expect(revealing(range, 500, 900, END)).toEqual({ from: 500, to: 900 });
  });

  it('fits a stretch with a little around it, never closer than the closest zoom, and within the run', () => {
    expect(fitted({ from: 400_000, to: 600_000 }, END)).toEqual({ from: 390_000, to: 610_000 });
    const short = fitted({ from: 500_000, to: 500_010 }, END);
    expect(short.to - short.from).toBeCloseTo(1_000);
    expect(fitted({ from: 0, to: 100_000 }, END)).toEqual({ from: 0, to: expect.closeTo(110_000) });
    expect(fitted({ from: 0, to: END }, END)).toEqual({ from: 0, to: END });
  });
});
