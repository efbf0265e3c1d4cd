// Rows of the timeline: tasks that share a lane are seen side by side, and a row says how many are not.
import { describe, expect, it } from 'vitest';
import type { Span } from '../schema.ts';
import { findSpan, rowsOf } from './rows.ts';
import { column, type Given, type Track, timelineOf } from './testing.ts';
import type { Timeline } from './timeline.ts';

const span = (task: number, from_ns: number, to_ns: number): Span => ({ state: 'waiting', task, resource: null, from_ns, to_ns });
const track = (task: number, from: number, to: number): Track => ({ lane: 0, task, spans: [span(task, from, to)] });
const loop = { id: 0, name: 'event loop', kind: 'event-loop' as const, process: null, spans: [span(0, 0, 100)] };
const other = { ...loop, id: 1, name: 'other' };

function timeline(tracks: Track[], crowds: Given['crowds'] = []): Timeline {
  const tasks = Array.from({ length: 40 }, (_, i) => `task ${i}`);
  return timelineOf({ tasks, lanes: [loop, other], tracks, crowds });
}

describe('the rows of a model', () => {
  it('are its lanes when no tasks share one', () => {
    expect(rowsOf(timeline([])).map(row => row.label)).toEqual(['event loop', 'other']);
  });

  it('show tasks that wait at the same time side by side, below their lane', () => {
    const rows = rowsOf(timeline([track(0, 0, 90), track(1, 10, 50)]));
    expect(rows.map(row => row.label)).toEqual(['event loop', 'task 0', 'task 1', 'other']);
  });

  it('say how many tasks have no row of their own', () => {
    const none = { times: column(new Float64Array()), counts: column(new Uint32Array()), totals: column(new Float64Array(7)) };
    const rows = rowsOf(timeline([track(0, 0, 90)], [{ lane: 0, rows: 28, tasks: 30, block: 16, ...none }]));
    expect(rows.map(row => row.label)).toEqual(['event loop', 'task 0', '+ 28 at once', 'other']);
    expect(rows[2]).toMatchObject({ kind: 'more', tasks: 30 });
  });

  it('find a task’s span by its reference', () => {
    const all = [timeline([track(0, 0, 90), track(1, 10, 50)])];
    expect(findSpan(all, { timeline: 0, row: 2, span: 0 })?.span.task).toBe(1);
    expect(findSpan(all, { timeline: 0, row: 9, span: 0 })).toBeNull();
    expect(findSpan(all, null)).toBeNull();
  });
});
