// What is painted: the scene, and what of it is looked at.
import type { Timeline } from '../schema.ts';
import type { Scene } from './layout.ts';
import type { Palette } from './patterns.ts';
import type { SpanRef } from './rows.ts';
import type { TimeRange } from './viewport.ts';

export interface Picture {
  scene: Scene;
  range: TimeRange;
  timelines: Timeline[];
  palette: Palette;
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
