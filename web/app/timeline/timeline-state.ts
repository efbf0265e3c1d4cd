// What pointer and keyboard read and write of the timeline; the view keeps it.
import type { Scene } from './layout.ts';
import type { SpanRef } from './rows.ts';
import type { Timeline } from './timeline.ts';
import type { TimeRange } from './viewport.ts';

/** Where the pointer is on the timeline: in pixels, in time, and over which span. */
export interface Pointer {
  x: number;
  y: number;
  at_ns: number;
  span: SpanRef | null;
}

/** What the interaction reads and writes; the view keeps it. */
export interface TimelineState {
  scene(): Scene;
  timelines(): Timeline[];
  range(): TimeRange;
  /** `null` shows everything. */
  setRange(range: TimeRange | null): void;
  setPointer(pointer: Pointer | null): void;
  selected(): SpanRef | null;
  /** Ends measuring. */
  select(span: SpanRef | null): void;
  /** Whether dragging measures without the Shift key. */
  measuring(): boolean;
  measured(): TimeRange | null;
  measure(range: TimeRange | null): void;
  /** Puts a model in focus by the id of its group, or takes the one out that is there. */
  focus(id: string): void;
  focused(): string | null;
  /** Lights the critical paths, or puts them out. */
  lightPath(): void;
}
