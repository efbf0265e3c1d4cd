// What is painted: the scene, and what of it is looked at.
import type { PlacedRow, Scene } from './layout.ts';
import type { Palette } from './patterns.ts';
import type { Columns } from './pieces.ts';
import type { SpanRef } from './rows.ts';
import type { Timeline } from './timeline.ts';
import type { TimeRange } from './viewport.ts';

/** Draws the columns of a row, in which several spans meet. */
export type DrawColumns = (row: Pick<PlacedRow, 'y' | 'height'>, columns: Columns) => void;

export interface Picture {
  scene: Scene;
  range: TimeRange;
  timelines: Timeline[];
  palette: Palette;
  drawColumns: DrawColumns;
  /** Whether the names of the models, and of rows that can be pressed, are drawn; on the page buttons stand in their place. */
  heads: boolean;
  /** The stretch that is measured. */
  measured: TimeRange | null;
  /** Whether the critical path of each model is lit. */
  path: boolean;
  /** The task that is followed through every model, by its name. */
  task: string | null;
  hovered: SpanRef | null;
  selected: SpanRef | null;
  /** The pointer's moment, for the line that compares the models. */
  cursor_ns: number | null;
}
