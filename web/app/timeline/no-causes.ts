// For tests: what a timeline knows of causes when there are none.
import type { Timeline } from '../schema.ts';

export const NO_CAUSES: Pick<Timeline, 'dead_ends' | 'path' | 'waits'> = {
  dead_ends: [],
  path: { pieces: [], words: '', costs: [] },
  waits: { told: [], longest: [] },
};
