// Rows of the timeline: tasks that share a lane are seen side by side, and a row says how many are not.
import { describe, expect, it } from 'vitest';
import type { LaneSpans, Span, Timeline, Track } from '../schema.ts';
import { NO_CAUSES } from './no-causes.ts';
import { findSpan, rowsOf } from './rows.ts';

const span = (task: number, from_ns: number, to_ns: number): Span => ({ state: 'waiting', task, resource: null, from_ns, to_ns });
const track = (task: number, from: number, to: number): Track => ({ lane: 0, task, spans: [span(task, from, to)] });
const loop: LaneSpans = { id: 0, name: 'event loop', kind: 'event-loop', process: null, spans: [span(0, 0, 100)] };
const other: LaneSpans = { ...loop, id: 1, name: 'other' };

function timeline(tracks: Track[]): Timeline {
  const tasks = Array.from({ length: 40 }, (_, i) => `task ${i}`);
  return {
    model: 'async',
    platform: 'browser',
    resources: [],
    title: 'Async',
    wall_ns: 100,
    tasks,
    lanes: [loop, other],
    tracks,
    strokes: [],
    ...NO_CAUSES,
    processes: [],
    arrows: [],
    output: [],
    dropped: 0,
  };
}

describe('the rows of a model', () => {
  it('are its lanes when no tasks share one', () => {
    expect(rowsOf(timeline([])).map(row => row.label)).toEqual(['event loop', 'other']);
  });

  it('show tasks that wait at the same time side by side, below their lane', () => {
    const rows = rowsOf(timeline([track(0, 0, 90), track(1, 10, 50)]));
    expect(rows.map(row => row.label)).toEqual(['event loop', 'task 0', 'task 1', 'other']);
  });

  it('put a task where another has ended, without overlap', () => {
    const rows = rowsOf(timeline([track(0, 0, 30), track(1, 10, 50), track(2, 30, 60)]));
    expect(rows.map(row => row.spans.length)).toEqual([1, 2, 1, 1]);
    expect(rows[1]?.spans.map(one => one.task)).toEqual([0, 2]);
  });

  it('say how many tasks have no row of their own', () => {
    const rows = rowsOf(timeline(Array.from({ length: 40 }, (_, i) => track(i, 0, 90))));
    const shown = rows.filter(row => row.kind === 'tasks').length;
    expect(rows.find(row => row.kind === 'more')?.label).toBe(`+ ${40 - shown} at once`);
  });

  it('find a task’s span by its reference', () => {
    const all = [timeline([track(0, 0, 90), track(1, 10, 50)])];
    expect(findSpan(all, { timeline: 0, row: 2, span: 0 })?.span.task).toBe(1);
    expect(findSpan(all, { timeline: 0, row: 9, span: 0 })).toBeNull();
    expect(findSpan(all, null)).toBeNull();
  });
});
