// What the lanes of a process do at one moment, in words, for the task manager. Pure.
import type { ProcessLine } from '../schema.ts';
import { coveringAt } from './span-list.ts';
import type { Lane, Timeline } from './timeline.ts';

/** What a process does at a moment of the run; `null` is after its end. */
export function processNow({ lanes, tasks }: Timeline, process: ProcessLine, at_ns: number | null): string {
  const own = lanesOf(lanes, process);
  if (at_ns === null) return 'ended';
  const words = own.map(lane => laneNow(lane, tasks, at_ns));
  const [only, ...others] = words;
  if (only !== undefined && others.length === 0) return only;
  const counts = new Map<string, number>();
  for (const state of words.map(one => one.split(':')[0] as string)) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].map(([state, count]) => `${count} ${state}`).join(', ');
}

/** How many threads a process has at a moment: those of its lanes that have begun and not ended, and all that are no lane's. */
export function threadsNow({ lanes }: Timeline, process: ProcessLine, at_ns: number | null): number {
  if (at_ns === null) return process.threads;
  const threads = lanesOf(lanes, process).filter(lane => lane.kind === 'thread');
  return process.threads - threads.filter(lane => isAbsent(laneNow(lane, [], at_ns))).length;
}

/** Its share of the processor at a moment, in hundredths of a core, as core has it for each part of the run. */
export function loadNow({ wall_ns }: Timeline, { load }: ProcessLine, at_ns: number): number | null {
  return load[Math.min(load.length - 1, Math.floor((at_ns / wall_ns) * load.length))] ?? null;
}

/** Whether something in this state is not there. */
export function isAbsent(state: string): boolean {
  return state === 'not started' || state === 'ended';
}

/** What lay between the process of a lane and the parent, where another machine has lent it, as core says it. */
export function networkOf({ processes }: Timeline, lane: Lane): string | null {
  return processes.find(process => process.parent !== null && lanesOf([lane], process).length > 0)?.network ?? null;
}

/** The first process is the one whose lanes share a memory. Others may have the same number, on several machines. */
function lanesOf(lanes: Lane[], { parent, id, name }: ProcessLine): Lane[] {
  return lanes.filter(lane => (parent === null ? lane.kind !== 'process' : lane.process === id && lane.name === name));
}

/** The state of a lane, and the task that it is about: `running: count_up`. */
export function laneNow({ spans }: Lane, tasks: string[], at_ns: number): string {
  const span = spans.at(coveringAt(spans, at_ns));
  if (span && span.state !== 'idle') {
    const task = span.task === null ? '' : (tasks[span.task] ?? '');
    return task ? `${span.state}: ${task}` : span.state;
  }
  const first = spans.firstBusy();
  if (first < 0 || at_ns < spans.from(first)) return 'not started';
  return at_ns < spans.to(spans.lastBusy()) ? 'idle' : 'ended';
}
