// Many rows in one: for each column of pixels, which part of the rows was in each state. Pure.
import { STATES } from '../glossary.ts';
import { Crowd } from './crowd.ts';
import type { Columns } from './pieces.ts';
import type { Summed } from './rows.ts';
import type { TimeRange } from './viewport.ts';

const COLUMN = 2;
const IDLE = STATES.indexOf('idle');

/** What the rows did from `left` to `right` in pixels. Where a row did nothing, its part of the column stays empty. */
export function summarize(rows: Summed[], range: TimeRange, left: number, right: number): Columns {
  const columns: Columns = { width: COLUMN, xs: [], shares: [] };
  const count = rows.reduce((sum, row) => sum + (row instanceof Crowd ? row.rows : 1), 0);
  const column_ns = (COLUMN * (range.to - range.from)) / (right - left);
  const hints = rows.map(() => 0);
  for (let i = 0; left + i * COLUMN < right; i++) {
    const from_ns = range.from + i * column_ns;
    const sums = STATES.map(() => 0);
    for (const [place, row] of rows.entries()) hints[place] = row.addTimes(sums, from_ns, from_ns + column_ns, hints[place]);
    if (!sums.some((sum, state) => state !== IDLE && sum > 0)) continue;
    columns.xs.push(left + i * COLUMN);
    for (const sum of sums) columns.shares.push(sum / column_ns / count);
  }
  return columns;
}
