// Finding by a part of a name: what is found, in which order, and where it leads.
import { describe, expect, it } from 'vitest';
import type { Span } from '../schema.ts';
import { search } from './search.ts';
import { timelineOf } from './testing.ts';

const span = (from_ns: number, to_ns: number, task: number | null, state: Span['state'] = 'running'): Span => ({
  ...{ state, task, resource: null, from_ns, to_ns },
});

const timeline = timelineOf({
  ...{ model: 'threads', title: 'Threads', tasks: ['count up', 'count down'] },
  output: [
    { at_ns: 50, lane: 1, task: 0, text: 'Counted' },
    { at_ns: 100, lane: 1, task: 1, text: 'at the very end' },
  ],
  lanes: [
    { id: 0, name: 'main', kind: 'main', process: null, spans: [span(0, 100, null, 'waiting')] },
    {
      ...{ id: 1, name: 'thread 1', kind: 'thread', process: null },
      spans: [span(0, 10, null, 'idle'), span(10, 60, 0), span(60, 90, 1), span(90, 100, 0)],
    },
  ],
});

const found = (text: string) => search([timeline], text).map(({ what, ref }) => [what, ref.row, ref.span]);

describe('the search', () => {
  it('finds lanes, the first span of each task, and the span in which a line was printed, however it is written', () => {
    expect(found('THREAD')).toEqual([['lane thread 1', 1, 1]]);
    expect(found(' count')).toEqual([
      ['task count up', 1, 1],
      ['task count down', 1, 2],
      ['“Counted”, printed', 1, 1],
    ]);
  });

  it('finds what was printed as its lane ended', () => {
    expect(found('very end')).toEqual([['“at the very end”, printed', 1, 3]]);
  });

  it('finds nothing where nothing is asked, and nothing that is not there', () => {
    expect(found('  ')).toEqual([]);
    expect(found('nobody')).toEqual([]);
  });
});
