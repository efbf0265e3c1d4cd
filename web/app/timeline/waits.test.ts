// Waits find their spans, and spans their waits.
import { describe, expect, it } from 'vitest';
import type { Span } from '../schema.ts';
import { rowsOf } from './rows.ts';
import { timelineOf } from './testing.ts';
import { longestOf, refOf, waitOf } from './waits.ts';

const span = (state: Span['state'], from_ns: number, to_ns: number, task: number | null): Span => ({
  state,
  task,
  resource: null,
  from_ns,
  to_ns,
});

const lane = { id: 0, name: 'event loop', kind: 'event-loop' as const, process: null };
const wait = { lane: 0, of_task: true, task: 1, from_ns: 20, to_ns: 90, words: 'slept 70 ns' };
const ofLane = { lane: 0, of_task: false, task: null, from_ns: 20, to_ns: 80, words: 'waited 60 ns' };
const timeline = timelineOf({
  model: 'async',
  title: 'Async',
  tasks: ['Ada', 'Bob'],
  lanes: [{ ...lane, spans: [span('running', 0, 20, 0), span('waiting', 20, 80, null), span('running', 80, 100, 0)] }],
  tracks: [
    { lane: 0, task: 0, spans: [span('waiting', 20, 80, 0)] },
    { lane: 0, task: 1, spans: [span('running', 10, 20, 1), span('waiting', 20, 90, 1)] },
  ],
  waits: { told: [ofLane, wait], longest: [1] },
});

describe('waits', () => {
  it('are told of the span they are about, and of no other that began at the same moment', () => {
    const [own, ada, bob] = rowsOf(timeline) as [never, never, never];
    expect(waitOf(timeline, own, span('waiting', 20, 80, null))?.words).toBe('waited 60 ns');
    expect(waitOf(timeline, bob, span('waiting', 20, 90, 1))?.words).toBe('slept 70 ns');
    expect(waitOf(timeline, ada, span('waiting', 20, 80, 0))).toBeUndefined();
  });

  it('that are longest lead to the row of their task', () => {
    expect(longestOf(timeline)).toEqual([wait]);
    expect(refOf(timeline, 3, wait)).toEqual({ timeline: 3, row: 2, span: 1 });
    expect(refOf(timeline, 0, ofLane)).toEqual({ timeline: 0, row: 0, span: 1 });
  });
});
