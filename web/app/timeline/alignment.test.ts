// Alignment of timelines by the start of a task.
import { describe, expect, it } from 'vitest';
import { align, inOwnTime, sharedTasks } from './alignment.ts';
import { timelineOf } from './testing.ts';
import type { Timeline } from './timeline.ts';

/** One lane on which the tasks follow each other, each beginning at its moment. */
function timeline(...tasks: [string, number][]): Timeline {
  const spans = tasks.map(([, from_ns], task) => ({
    state: 'running' as const,
    task,
    resource: null,
    from_ns,
    to_ns: from_ns + 10,
  }));
  return timelineOf({
    ...{ model: 'x', title: 'x', wall_ns: 1000, tasks: tasks.map(([name]) => name) },
    lanes: [{ id: 0, name: 'main', kind: 'main', process: null, spans }],
  });
}

const all = [timeline(['add', 0], ['sub', 300]), timeline(['add', 40], ['sub', 50]), timeline(['other', 7])];

describe('alignment', () => {
  it('leaves everything at the beginning of the axis when no task is chosen', () => {
    expect(align(all, null)).toEqual({ zero_ns: 0, begins_ns: [0, 0, 0] });
  });

  it('lets the task start at the same moment in all timelines that have it', () => {
    const { zero_ns, begins_ns } = align(all, 'sub');
    expect(zero_ns).toBe(300);
    expect(begins_ns).toEqual([0, 250, 0]);
    expect([300, 50].map((start, i) => start + (begins_ns[i] ?? 0))).toEqual([zero_ns, zero_ns]);
  });

  it('never lets a timeline begin before the axis does', () => {
    expect(Math.min(...align(all, 'add').begins_ns)).toBe(0);
    expect(align(all, 'nobody').begins_ns).toEqual([0, 0, 0]);
  });

  it('offers the tasks that several timelines have', () => {
    expect(sharedTasks(all)).toEqual(['add', 'sub']);
  });

  it('turns a stretch of the axis into the own time of a timeline', () => {
    expect(inOwnTime({ from: 300, to: 400 }, 250)).toEqual({ from: 50, to: 150 });
  });
});
