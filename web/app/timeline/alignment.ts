// Where each timeline begins on the common axis: all at its beginning, or so that one task starts at the same moment everywhere. Pure.
import type { Timeline } from './timeline.ts';
import type { TimeRange } from './viewport.ts';

/** A list of more tasks than this is of no help to anybody. */
const MOST_TASKS = 100;

/** The tasks by which timelines can be aligned: those that several of them have. */
export function sharedTasks(timelines: Timeline[]): string[] {
  const times = new Map<string, number>();
  for (const task of timelines.flatMap(({ tasks }) => [...new Set(tasks)])) times.set(task, (times.get(task) ?? 0) + 1);
  return [...times].flatMap(([task, count]) => (count > 1 ? task : [])).slice(0, MOST_TASKS);
}

/** Where the axis has its zero, and where each timeline begins on it, in nanoseconds. A timeline without the task begins with the axis. */
export interface Alignment {
  zero_ns: number;
  begins_ns: number[];
}

/** With a task, the axis counts from its start. */
export function align(timelines: Timeline[], task: string | null): Alignment {
  const starts = timelines.map(timeline => (task === null ? null : startOf(timeline, task)));
  const zero_ns = Math.max(0, ...starts.map(start => start ?? 0));
  return { zero_ns, begins_ns: starts.map(start => (start === null ? 0 : zero_ns - start)) };
}

/** A stretch of the axis, in the time of something that begins later on it. */
export function inOwnTime({ from, to }: TimeRange, begins_ns: number): TimeRange {
  return { from: from - begins_ns, to: to - begins_ns };
}

function startOf({ tasks, lanes }: Timeline, name: string): number | null {
  const task = tasks.indexOf(name);
  const first = lanes.flatMap(({ spans }) => spans.at(spans.firstOf(task))?.from_ns ?? []);
  return first.length ? Math.min(...first) : null;
}
