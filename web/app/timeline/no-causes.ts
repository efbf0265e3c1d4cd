// For tests: what is folded of a timeline's events when there are none.
import type { Timeline } from '../schema.ts';

export const NO_CAUSES: Pick<Timeline, 'dead_ends' | 'path' | 'waits' | 'usage' | 'gil'> = {
  dead_ends: [],
  path: { pieces: [], words: '', costs: [] },
  waits: { told: [], longest: [] },
  usage: { computing: [], words: '' },
  gil: null,
};
